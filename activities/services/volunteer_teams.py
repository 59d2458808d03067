"""Keeping teams of volunteers and the villages they served."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.models import TeamVillage, VolunteerTeam
from league.core.audit import record
from league.core.pinyin import search_key
from organizations.models import Organization, Unit
from organizations.services.records import describe, enqueue_refresh
from organizations.services.tree import existence_refusal, lock_nodes

FIELDS = ("code", "name", "kind", "university", "leader", "size", "starts_on", "ends_on")


@transaction.atomic
def create_team(
    organization: Organization, *, fields: dict[str, Any], villages: Iterable[Unit] = (), on: date, actor,
    source: str = "",
) -> VolunteerTeam:  # fmt: skip
    """登记 a team at the organisation that hosts it; `fields` are of FIELDS."""
    (organization,) = lock_nodes(organization)
    if refusal := existence_refusal(organization, on=min(fields["starts_on"], on)):
        raise ValidationError(refusal)
    team = VolunteerTeam(
        organization=organization, org_path=organization.path, search_key=_search_key(fields), source=source, **fields
    )
    team.full_clean()
    team.save(force_insert=True)
    _set_villages(team, villages)
    after = describe(team, ("organization", *FIELDS)) | villages_told(team)
    record(actor, "volunteer_team.created", team, after=after)
    enqueue_refresh()
    return team


def _search_key(fields: dict[str, Any]) -> str:
    return search_key(fields["name"], fields.get("university", ""))


@transaction.atomic
def change_team(
    team: VolunteerTeam, *, changes: dict[str, Any], villages: Iterable[Unit] | None = None, actor
) -> VolunteerTeam:
    """更正; nothing is written when nothing differs."""
    lock_nodes(team.organization)
    team = VolunteerTeam.objects.select_for_update(of=("self",), no_key=True).get(pk=team.pk)
    changes = {name: value for name, value in changes.items() if getattr(team, name) != value}
    if unknown := changes.keys() - set(FIELDS):
        raise ValueError(f"not changed by this service: {sorted(unknown)}")
    former = set(team.villages.values_list("unit", flat=True))
    moved = villages is not None and {unit.pk for unit in villages} != former
    if not changes and not moved:
        return team
    before = describe(team, changes) | (villages_told(team) if moved else {})
    for name, value in changes.items():
        setattr(team, name, value)
    team.search_key = _search_key({"name": team.name, "university": team.university})
    team.full_clean()
    team.revision += 1
    team.save()
    if moved:
        _set_villages(team, villages)
    after = describe(team, changes) | (villages_told(team) if moved else {})
    record(actor, "volunteer_team.changed", team, before=before, after=after)
    enqueue_refresh()
    return team


def _set_villages(team: VolunteerTeam, villages: Iterable[Unit]) -> None:
    team.villages.all().delete()
    TeamVillage.objects.bulk_create(TeamVillage(team=team, unit=unit) for unit in dict.fromkeys(villages))


def villages_told(team: VolunteerTeam) -> dict[str, str]:
    """For the audit log: 服务的村 and their names."""
    rows = team.villages.select_related("unit").order_by("unit__code")
    return {"服务的村": "、".join(str(row.unit) for row in rows)}
