"""The vocabularies of learning records."""

from django.db import models


class Channel(models.TextChoices):
    """学习方式 of a series."""

    ONLINE = "online", "线上"
    ONSITE = "onsite", "线下"
    MIXED = "mixed", "线上线下结合"


class NameState(models.TextChoices):
    """匹配状态 of a name as a platform writes it."""

    PENDING = "pending", "待匹配"
    MATCHED = "matched", "已匹配"
    FOREIGN = "foreign", "不属本县"

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"pending": "warning", "matched": "success", "foreign": "secondary"}[self.value]
