"""The token of a program that acts for one account."""

from django.db import models
from knox.models import AbstractAuthToken


class ApiToken(AbstractAuthToken):
    """接口令牌: acts with its owner's scope until a day; only its digest is stored, so it is shown once."""

    label = models.CharField("用途", max_length=60)

    class Meta:
        verbose_name = verbose_name_plural = "接口令牌"
        ordering = ["-created"]

    def __str__(self):
        return self.label

    @property
    def shown_prefix(self) -> str:
        """The first characters, by which the owner knows it again."""
        return f"{self.token_key[:6]}…"
