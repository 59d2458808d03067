"""Places that joint surveys visited: entering them, what was found, and putting it right."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations.models import JointSurvey, SurveyVisit
from organizations.services.entries import add_entry, change_entry, remove_entry
from organizations.services.records import chinese_date
from organizations.services.tree import lock_nodes

PLACE = ("unit", "organization")
FIELDS = (*PLACE, "findings")
CHANGED = ("findings", "corrected_on", "correction")


def _check(visit: SurveyVisit) -> None:
    held_on = visit.joint_survey.held_on
    if visit.corrected_on and visit.corrected_on < held_on:
        raise ValidationError({"corrected_on": f"整改日期不能早于调研日期{chinese_date(held_on)}。"})


@transaction.atomic
def add_visit(joint_survey: JointSurvey, *, fields: dict[str, Any], actor) -> SurveyVisit:
    """登记走访点: a unit or an organisation, and what was found there. `fields` are those of `FIELDS`."""
    unit, organization = fields.get("unit"), fields.get("organization")
    if (unit is None) == (organization is None):
        raise ValidationError("请选择走访的一个单位或一个团组织，只选一项。")
    (owner,) = lock_nodes(organization or unit.responsible)
    visit = SurveyVisit(joint_survey=joint_survey, org_path=owner.path, **fields)
    return add_entry(visit, action="survey_visit.added", fields=FIELDS, check=_check, actor=actor)


def change_visit(visit: SurveyVisit, *, changes: dict[str, Any], actor) -> SurveyVisit:
    """Correct what was entered; the place stays."""
    return change_entry(
        visit, action="survey_visit.changed", changes=changes, allowed=CHANGED, check=_check, actor=actor
    )


def correct_visit(visit: SurveyVisit, *, on: date, correction: str, actor) -> SurveyVisit:
    """登记整改: what was found has been put right on that day."""
    if not visit.findings:
        raise ValidationError("这次走访没有登记发现的问题，不需要整改。")
    if visit.corrected_on:
        raise ValidationError(f"已于{chinese_date(visit.corrected_on)}登记整改。")
    return change_entry(
        visit, action="survey_visit.corrected", changes={"corrected_on": on, "correction": correction},
        allowed=CHANGED, check=_check, actor=actor,
    )  # fmt: skip


def remove_visit(visit: SurveyVisit, *, reason: str, actor) -> None:
    """删去 what was entered by mistake."""
    remove_entry(visit, action="survey_visit.removed", fields=FIELDS, reason=reason, actor=actor)
