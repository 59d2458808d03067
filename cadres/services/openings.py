"""Openings: offered, changed and taken back by the organisation that answers for the host."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cadres.enums import DriveState
from cadres.models import Opening, RecruitmentDrive
from cadres.services.recruitment_drives import lock_drive
from league.core.pinyin import search_key
from organizations.enums import DivisionLevel
from organizations.models import Organization
from organizations.services.entries import add_entry, change_entry
from organizations.services.tree import existence_refusal, lock_nodes
from organizations.validators import validate_unit_division

FIELDS = ("title", "host", "division", "seats", "requirements")
PLACES = (DivisionLevel.COUNTY, DivisionLevel.TOWNSHIP)


def taking_refusal(drive: RecruitmentDrive) -> str:
    """Why the drive's openings stand as they are; empty while they may change."""
    return "" if drive.state in DriveState.taking_openings else f"“{drive}”已办结，岗位不再增减。"


@transaction.atomic
def offer_opening(
    drive: RecruitmentDrive, organization: Organization, *, fields: dict[str, Any], on: date, code: str = "", actor
) -> Opening:
    """征集 an opening on that day; without a code it gets the drive's next."""
    (organization,) = lock_nodes(organization)
    drive = lock_drive(drive)
    if refusal := taking_refusal(drive) or existence_refusal(organization, on=on):
        raise ValidationError(refusal)
    opening = Opening(
        drive=drive, organization=organization, org_path=organization.path, offered_on=on,
        code=code or next_code(drive), search_key=search_key(f"{fields['host']}{fields['title']}"), **fields,
    )  # fmt: skip
    shown = ("code", *FIELDS, "organization", "offered_on")
    return add_entry(opening, action="opening.offered", fields=shown, check=_check, actor=actor)


def next_code(drive: RecruitmentDrive) -> str:
    """The drive's code and the next free number; the caller holds the drive's lock."""
    taken = set(Opening.objects.filter(drive=drive).values_list("code", flat=True))
    number = len(taken) + 1
    while f"{drive.code}-G{number:03d}" in taken:
        number += 1
    return f"{drive.code}-G{number:03d}"


def _check(opening: Opening) -> None:
    if opening.division.level not in PLACES:
        raise ValidationError({"division": "工作地点请选到乡镇（街道）；在县直单位的选本县。"})
    validate_unit_division(opening.division, opening.organization.division)


@transaction.atomic
def change_opening(opening: Opening, *, changes: dict[str, Any], actor) -> Opening:
    """修改; the seats that are taken stay."""
    lock_nodes(opening.organization)
    drive = lock_drive(opening.drive)
    if refusal := taking_refusal(drive):
        raise ValidationError(refusal)
    taken = opening.placements.seated().count()
    if changes.get("seats", taken) < taken:
        raise ValidationError({"seats": f"该岗位已录用{taken}人，岗位数不能少于它。"})
    if {"host", "title"} & changes.keys():
        words = {"host": opening.host, "title": opening.title} | changes
        changes = changes | {"search_key": search_key(f"{words['host']}{words['title']}")}
    return change_entry(
        opening, action="opening.changed", changes=changes, allowed=(*FIELDS, "search_key"), check=_check, actor=actor
    )


@transaction.atomic
def withdraw_opening(opening: Opening, *, on: date, reason: str, actor) -> Opening:
    """撤回: from that day the opening is no longer offered; whoever wished for it keeps the other wishes."""
    lock_nodes(opening.organization)
    drive = lock_drive(opening.drive)
    opening = Opening.objects.select_for_update(of=("self",)).get(pk=opening.pk)
    if refusal := taking_refusal(drive):
        raise ValidationError(refusal)
    if opening.withdrawn_on:
        raise ValidationError(f"该岗位已于{opening.withdrawn_on}撤回。")
    if taken := opening.placements.seated().count():
        raise ValidationError(f"该岗位已录用{taken}人，请先取消录用再撤回岗位。")
    return change_entry(
        opening, action="opening.withdrawn", changes={"withdrawn_on": on}, allowed=("withdrawn_on",), reason=reason,
        actor=actor,
    )  # fmt: skip
