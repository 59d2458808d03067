"""The vocabularies of works and coverage."""

from django.db import models


class MediaKind(models.TextChoices):
    """宣传类别: made by the League itself, or reported by somebody else."""

    WORK = "work", "宣传作品"
    COVERAGE = "coverage", "媒体报道"

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"work": "primary", "coverage": "info"}[self.value]


class MediaLevel(models.TextChoices):
    """刊播级别 of the outlet."""

    NATIONAL = "national", "中央级"
    PROVINCIAL = "provincial", "省级"
    MUNICIPAL = "municipal", "市级"
    COUNTY = "county", "县级"
    OWN = "own", "本单位账号"
