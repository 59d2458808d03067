"""The vocabularies of consultation (协管)."""

from enum import nonmember

from django.db import models


class Verdict(models.TextChoices):
    """协管意见. 请补充情况 is no answer yet: the limit begins anew with the supplement."""

    AGREE = "agree", "同意"
    REMARKS = "remarks", "同意，有建议"
    OBJECT = "object", "不同意"
    MORE = "more", "请补充情况"

    final = nonmember(("agree", "remarks", "object"))

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"agree": "success", "remarks": "info", "object": "danger", "more": "warning"}[self.value]


class OpinionSide(models.TextChoices):
    """意见方: who speaks in the correspondence."""

    PARTY = "party", "党组织"
    LEAGUE = "league", "县级团委"


class ConsultationState(models.TextChoices):
    """协管状态 on a day, told by the row's own dates; nothing stores it."""

    WAITING = "waiting", "待答复"
    OVERDUE = "overdue", "逾期未答复"
    SUPPLEMENT = "supplement", "待补充情况"
    ANSWERED = "answered", "已答复"
    WITHDRAWN = "withdrawn", "已撤回"

    open = nonmember(("waiting", "overdue", "supplement"))

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"waiting": "primary", "overdue": "danger", "supplement": "warning", "answered": "success"}.get(
            self.value, "secondary"
        )


class AppointmentFinding(models.TextChoices):
    """任职核对: whether the post was filled after the answer, and as the answer said."""

    NOT_YET = "not_yet", "未任职"
    ORDERLY = "orderly", "先答复后任职"
    PREMATURE = "premature", "答复前任职"
    AGAINST = "against", "不同意仍任职"

    warnings = nonmember(("premature", "against"))

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"orderly": "success", "premature": "danger", "against": "danger"}.get(self.value, "secondary")
