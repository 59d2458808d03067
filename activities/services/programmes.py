"""Programmes: entered and changed."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.models import Programme
from league.core.pinyin import search_key
from organizations.models import Organization
from organizations.services.entries import add_entry, change_entry
from organizations.services.tree import existence_refusal, lock_nodes

FIELDS = ("code", "name", "series", "text", "starts_on", "ends_on")


@transaction.atomic
def create_programme(organization: Organization, *, fields: dict[str, Any], actor) -> Programme:
    """登记 a programme of the organisation."""
    (organization,) = lock_nodes(organization)
    if refusal := existence_refusal(organization, on=fields["starts_on"]):
        raise ValidationError(refusal)
    programme = Programme(
        organization=organization, org_path=organization.path, search_key=search_key(fields["name"]), **fields
    )
    return add_entry(programme, action="programme.created", fields=("organization", *FIELDS), actor=actor)


@transaction.atomic
def change_programme(programme: Programme, *, changes: dict[str, Any], actor) -> Programme:
    """更正; the name is found by what it is called now."""
    lock_nodes(programme.organization)

    def check(row: Programme) -> None:
        row.search_key = search_key(row.name)

    return change_entry(
        programme, action="programme.changed", changes=changes, allowed=FIELDS, check=check, actor=actor
    )  # fmt: skip
