"""States of accounts and grants as the lists show them."""

from django.db import models

TONES = {"active": "success", "in_force": "success", "to_come": "info"}


class AccountState(models.TextChoices):
    ACTIVE = "active", "启用"
    DISABLED = "disabled", "停用"

    @property
    def tone(self) -> str:
        """Colour of the badge."""
        return TONES.get(self.value, "secondary")


class GrantState(models.TextChoices):
    IN_FORCE = "in_force", "有效"
    TO_COME = "to_come", "未开始"
    ENDED = "ended", "已结束"

    @property
    def tone(self) -> str:
        """Colour of the badge."""
        return TONES.get(self.value, "secondary")
