"""The vocabularies of training."""

from django.db import models


class TrainingKind(models.TextChoices):
    """培训类别."""

    INDUCTION = "induction", "任职培训"
    THEORY = "theory", "政治理论"
    SKILL = "skill", "业务培训"
    PARTY_SCHOOL = "party_school", "党校、团校调训"
    ONLINE = "online", "网络培训"
    OTHER = "other", "其他"
