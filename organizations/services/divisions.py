"""Registering, correcting and abolishing divisions."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from league.core.audit import record
from league.core.pinyin import search_key
from organizations.models import Division
from organizations.services.records import chinese_date, describe, enqueue_refresh
from organizations.validators import validate_division_place

FIELDS = ("code", "name", "level", "parent", "starts_on", "source")


def _check(division: Division) -> None:
    division.search_key = search_key(division.name)
    division.full_clean()
    validate_division_place(division.code, division.level, division.parent)


@transaction.atomic
def add_division(*, fields: dict[str, Any], actor, reason: str = "") -> Division:
    """登记 a division; its code must begin with its parent's."""
    division = Division(**fields)
    _check(division)
    division.save(force_insert=True)
    record(actor, "division.added", division, after=describe(division, fields), reason=reason, org_path="")
    enqueue_refresh()
    return division


@transaction.atomic
def change_division(division: Division, *, changes: dict[str, Any], actor, reason: str = "") -> Division:
    """更正 what was recorded wrongly."""
    division = Division.objects.select_for_update(of=("self",)).get(pk=division.pk)
    changes = {name: value for name, value in changes.items() if getattr(division, name) != value}
    if not changes:
        return division
    if "code" in changes and division.children.exists():
        raise ValidationError({"code": f"“{division}”已有下级区划，代码不能更改。"})
    before = describe(division, changes)
    for name, value in changes.items():
        setattr(division, name, value)
    division.revision += 1
    _check(division)
    division.save()
    record(
        actor,
        "division.changed",
        division,
        before=before,
        after=describe(division, changes),
        reason=reason,
        org_path="",
    )
    enqueue_refresh()
    return division


@transaction.atomic
def abolish_division(
    division: Division, *, on: date, actor, reason: str, document: str, successor: Division | None = None
) -> Division:
    """撤销 from that day; units still in it are named, they have to be assigned first."""
    division = Division.objects.select_for_update(of=("self",)).get(pk=division.pk)
    if refusals := _refusals(division, successor, on):
        raise ValidationError(refusals)
    division.ends_on, division.successor = on, successor
    division.revision += 1
    division.full_clean()
    division.save()
    record(
        actor, "division.abolished", division, before={"撤销日期": None},
        after=describe(division, ["ends_on", "successor"]), reason=reason, document=document, org_path="",
        on=chinese_date(on),
    )  # fmt: skip
    enqueue_refresh()
    return division


def _refusals(division: Division, successor: Division | None, on: date) -> list[str]:
    found = []
    if division.ends_on:
        found.append(f"“{division}”已于{chinese_date(division.ends_on)}撤销。")
    if successor == division:
        found.append("不能并入它自己。")
    if count := division.children.existing(on=on).count():
        found.append(f"“{division}”下还有 {count} 个现存区划，请先撤销它们。")
    if count := division.units.existing(on=on).count():
        found.append(f"“{division}”内还有 {count} 个现存单位，请先变更它们的所在区划。")
    return found
