"""Surveys of how the league organisations of a school stand."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations.enums import SurveyResult, UnitKind
from organizations.models import RelationSurvey, Unit
from organizations.services.entries import add_entry, change_entry, remove_entry
from organizations.services.records import chinese_date

FIELDS = ("surveyed_on", "surveyor", "result", "remark", "corrected_on", "correction_document")


def school_refusal(unit: Unit, *, on: date) -> str | None:
    """Why nothing about league schools can be said of the unit on that day; None for a school that stood then."""
    if unit.kind not in UnitKind.secondary_schools:
        return f"“{unit}”是{unit.get_kind_display()}，不是中学或中等职业学校。"
    if unit.opened_on and on < unit.opened_on:
        return f"“{unit}”{chinese_date(unit.opened_on)}才设立，日期不能早于它。"
    if unit.closed_on and on >= unit.closed_on:
        return f"“{unit}”已于{chinese_date(unit.closed_on)}注销，日期必须早于它。"
    return None


def _check(survey: RelationSurvey) -> None:
    if refusal := school_refusal(survey.unit, on=survey.surveyed_on):
        raise ValidationError({"surveyed_on": refusal})


@transaction.atomic
def record_survey(unit: Unit, *, fields: dict[str, Any], actor) -> RelationSurvey:
    """登记 a survey; `fields` are those of `FIELDS`."""
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    survey = RelationSurvey(unit=unit, **fields)
    return add_entry(survey, action="relation_survey.recorded", fields=fields, check=_check, actor=actor)


def change_survey(survey: RelationSurvey, *, changes: dict[str, Any], actor) -> RelationSurvey:
    """Correct what was entered."""
    return change_entry(
        survey, action="relation_survey.changed", changes=changes, allowed=FIELDS, check=_check, actor=actor
    )


def settle_survey(survey: RelationSurvey, *, on: date, document: str, actor) -> RelationSurvey:
    """理顺: what the survey found wanting was put right on that day."""
    if survey.result not in SurveyResult.to_correct:
        raise ValidationError("这次摸底关系清楚，不需要理顺。")
    if survey.corrected_on:
        raise ValidationError(f"已于{chinese_date(survey.corrected_on)}登记理顺。")
    changes = {"corrected_on": on, "correction_document": document}
    return change_entry(
        survey, action="relation_survey.settled", changes=changes, allowed=FIELDS, check=_check, document=document,
        actor=actor,
    )  # fmt: skip


def remove_survey(survey: RelationSurvey, *, reason: str, actor) -> None:
    """删去 what was entered by mistake."""
    remove_entry(survey, action="relation_survey.removed", fields=FIELDS, reason=reason, actor=actor)
