"""Learning series and records: entered, corrected, taken out. Figures are as their source tells them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.models import LearningRecord, LearningSeries
from league.core.pinyin import search_key
from organizations.models import Organization, Unit
from organizations.services.entries import add_entry, change_entry, remove_entry
from organizations.services.records import chinese_date
from organizations.services.tree import existence_refusal, lock_nodes

SERIES_FIELDS = ("code", "name", "audience", "channel", "platform", "starts_on", "ends_on")
RECORD_FIELDS = ("issue", "first_day", "last_day", "person_times", "persons", "expected", "source")
TOLD = ("series", "organization", "unit", *RECORD_FIELDS)


@transaction.atomic
def create_series(organization: Organization, *, fields: dict[str, Any], actor) -> LearningSeries:
    """登记 a series that the organisation keeps; `fields` are those of SERIES_FIELDS."""
    (organization,) = lock_nodes(organization)
    if refusal := existence_refusal(organization, on=fields["starts_on"]):
        raise ValidationError(refusal)
    series = LearningSeries(
        organization=organization, org_path=organization.path, search_key=search_key(fields["name"]), **fields
    )
    return add_entry(series, action="learning_series.created", fields=("organization", *SERIES_FIELDS), actor=actor)


@transaction.atomic
def change_series(series: LearningSeries, *, changes: dict[str, Any], actor) -> LearningSeries:
    """更正; records that are there must still lie in its days."""
    lock_nodes(series.organization)

    def check(row: LearningSeries) -> None:
        row.search_key = search_key(row.name)
        first = row.records.order_by("first_day").first()
        if first and (refusal := days_refusal(row, first.first_day, first.last_day)):
            raise ValidationError({"starts_on": f"已有{first.issue}的学习记录：{refusal}"})
        last = row.records.order_by("-last_day").first()
        if last and (refusal := days_refusal(row, last.first_day, last.last_day)):
            raise ValidationError({"ends_on": f"已有{last.issue}的学习记录：{refusal}"})

    return change_entry(
        series, action="learning_series.changed", changes=changes, allowed=SERIES_FIELDS, check=check, actor=actor
    )  # fmt: skip


def days_refusal(series: LearningSeries, first_day: date, last_day: date) -> str:
    """Why an issue of these days cannot belong to the series; empty when it can."""
    if first_day < series.starts_on:
        return f"“{series}”{chinese_date(series.starts_on)}才开始。"
    if series.ends_on and last_day >= series.ends_on:
        return f"“{series}”已于{chinese_date(series.ends_on)}结束。"
    return ""


def _check_record(record: LearningRecord) -> None:
    if refusal := days_refusal(record.series, record.first_day, record.last_day):
        raise ValidationError({"first_day": refusal})
    others = LearningRecord.objects.filter(series=record.series_id, issue=record.issue).exclude(pk=record.pk)
    other = others.exclude(first_day=record.first_day, last_day=record.last_day).first()
    if other:
        days = f"{chinese_date(other.first_day)}至{chinese_date(other.last_day)}"
        raise ValidationError({"issue": f"“{record.series}”{record.issue}已登记为{days}，同一期的起止日期应当一致。"})
    if record.is_matched and others.filter(organization=record.organization_id, unit=record.unit_id).exists():
        raise ValidationError({"issue": f"“{record.learner}”{record.issue}已有学习记录，请更正原记录，不要重复登记。"})


@transaction.atomic
def add_record(
    series: LearningSeries, *, organization: Organization, unit: Unit | None = None, fields: dict[str, Any], actor
) -> LearningRecord:
    """登记 by hand: of a school it stands at the organisation that answers for it. `fields` are RECORD_FIELDS."""
    (organization,) = lock_nodes(unit.responsible if unit else organization)
    if refusal := existence_refusal(organization, on=fields["last_day"]):
        raise ValidationError(refusal)
    superior, name = own_name(organization, unit)
    record = LearningRecord(
        series=series, organization=organization, org_path=organization.path, unit=unit, superior=superior, name=name,
        **fields,
    )  # fmt: skip
    return add_entry(record, action="learning_record.added", fields=TOLD, check=_check_record, actor=actor)


def own_name(organization: Organization, unit: Unit | None = None) -> tuple[str, str]:
    """(superior, name) of what was entered by hand: the register's own names."""
    if unit:
        return organization.name, unit.name
    return organization.parent.name if organization.parent else "", organization.name


def change_record(record: LearningRecord, *, changes: dict[str, Any], actor) -> LearningRecord:
    """更正; whose record it is stays, that is told by the platform's name."""
    return change_entry(
        record, action="learning_record.changed", changes=changes, allowed=RECORD_FIELDS, check=_check_record,
        actor=actor,
    )  # fmt: skip


def remove_record(record: LearningRecord, *, reason: str, actor) -> None:
    """删去 what was entered by mistake."""
    remove_entry(record, action="learning_record.removed", fields=TOLD, reason=reason, actor=actor)
