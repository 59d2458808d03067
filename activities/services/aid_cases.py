"""Aid cases: entered, corrected, taken out."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.models import AidCase
from league.core.scoping import is_within
from organizations.models import Organization
from organizations.services.entries import add_entry, change_entry, remove_entry
from organizations.services.tree import existence_refusal, lock_nodes

FIELDS = ("cared_on", "recipient", "way", "person_times", "new_persons", "grant", "remark")


@transaction.atomic
def add_aid_case(organization: Organization, *, fields: dict[str, Any], on: date, actor) -> AidCase:
    """登记关爱; `fields` are of FIELDS."""
    (organization,) = lock_nodes(organization)
    case = AidCase(organization=organization, org_path=organization.path, **fields)
    return add_entry(
        case, action="aid_case.added", fields=("organization", *FIELDS), check=lambda row: check_aid_case(row, on=on),
        actor=actor,
    )  # fmt: skip


def check_aid_case(case: AidCase, *, on: date) -> None:
    """What no constraint can say; ValidationError names the field."""
    if case.cared_on > on:
        raise ValidationError({"cared_on": "关爱日期不能晚于今天。"})
    # What stands at an organisation that has ended since may still be corrected.
    if case.pk is None and (refusal := existence_refusal(case.organization, on=case.cared_on)):
        raise ValidationError({"organization": refusal})
    if case.grant and not is_within(case.grant.org_path, case.org_path):
        raise ValidationError({"grant": f"同时发放的应是“{case.organization}”或其下级的发放。"})


@transaction.atomic
def change_aid_case(case: AidCase, *, changes: dict[str, Any], on: date, actor) -> AidCase:
    """更正."""
    lock_nodes(case.organization)
    return change_entry(
        case, action="aid_case.changed", changes=changes, allowed=FIELDS, check=lambda row: check_aid_case(row, on=on),
        actor=actor,
    )  # fmt: skip


def remove_aid_case(case: AidCase, *, reason: str, actor) -> None:
    """删去误登."""
    remove_entry(case, action="aid_case.removed", fields=("organization", *FIELDS), reason=reason, actor=actor)
