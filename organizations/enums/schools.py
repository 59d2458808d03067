"""The vocabularies of league schools and mechanisms."""

from enum import nonmember

from django.db import models


class SurveyResult(models.TextChoices):
    """摸底结果: how the league organisations of a school stand."""

    CLEAR = "clear", "关系清楚"
    UNCLEAR = "unclear", "需理顺"
    MISSING = "missing", "无团组织"

    to_correct = nonmember(("unclear", "missing"))

    @property
    def tone(self) -> str:
        """Colour of the badge."""
        return {"clear": "success", "unclear": "warning", "missing": "danger"}[self.value]


class ClassAudience(models.TextChoices):
    """授课对象 of a league class."""

    BEFORE = "before_admission", "入团前"
    AFTER = "after_admission", "入团后"


class DocumentKind(models.TextChoices):
    """What a policy document is about."""

    PARTY_BUILDING = "party_building", "党建带团建"
    SCHOOLS = "schools", "团校与团课"
    CADRES = "cadres", "团干部队伍"
    SETTING_UP = "setting_up", "组织建设"
    OTHER = "other", "其他"


class Inclusion(models.TextChoices):
    """Whether league work was taken into a plan or an assessment."""

    YES = "yes", "已纳入"
    NO = "no", "未纳入"
    UNKNOWN = "unknown", "不详"

    @property
    def tone(self) -> str:
        """Colour of the badge."""
        return {"yes": "success", "no": "danger", "unknown": "secondary"}[self.value]
