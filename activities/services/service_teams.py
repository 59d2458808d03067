"""Service teams: founded, counted, dissolved; who of them is known by name."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.enums import TeamRole
from activities.models import ServiceTeam, ServiceTeamMember
from activities.services.codes import next_code
from activities.services.places import check_place, may_use
from cadres.models import Person
from cadres.validators import is_minor
from league.core.audit import record
from league.core.pinyin import search_key
from organizations.models import Organization
from organizations.services.entries import add_entry, change_entry, remove_entry
from organizations.services.records import describe, enqueue_refresh
from organizations.services.tree import existence_refusal, lock_nodes

FIELDS = (
    "name", "home", "unit", "party_organization", "founded_on", *ServiceTeam.counts, "counted_on", "duties",
)  # fmt: skip
MEMBER = ("person", "role", "joined_on")


@transaction.atomic
def found_team(organization: Organization, *, fields: dict[str, Any], actor, code: str = "") -> ServiceTeam:
    """成立服务队; a missing code is the year's next."""
    (organization,) = lock_nodes(organization)
    if refusal := existence_refusal(organization, on=fields["founded_on"]):
        raise ValidationError({"founded_on": refusal})
    team = ServiceTeam(
        organization=organization, org_path=organization.path, search_key=search_key(fields["name"]),
        code=code or next_code(ServiceTeam, "FWD", fields["founded_on"].year), **fields,
    )  # fmt: skip
    return add_entry(
        team, action="service_team.founded", fields=("code", "organization", *FIELDS), check=check_team, actor=actor
    )


def check_team(team: ServiceTeam) -> None:
    """Place, days and head-counts fit together."""
    if team.unit_id:
        check_place(team.unit, team.organization, field="unit")
    elif not may_use(team.home, team.organization):
        raise ValidationError({"home": f"“{team.home}”不归“{team.organization}”，请选本级及以下、或者本单位的阵地。"})
    if team.counted_on < team.founded_on:
        raise ValidationError({"counted_on": "人数截至日期不能早于成立日期。"})
    if team.pk:
        for role in TeamRole:
            _check_count(team, role)


def _check_count(team: ServiceTeam, role: TeamRole, *, more: int = 0) -> None:
    named = team.members.filter(role=role, left_on__isnull=True).count() + more
    counted = getattr(team, role.count_field)
    if named > counted:
        sentence = f"已记名的{role.label}有{named}人，多于{role.label}人数{counted}人，请先更正人数。"
        raise ValidationError({role.count_field: sentence} if not more else sentence)


@transaction.atomic
def change_team(team: ServiceTeam, *, changes: dict[str, Any], actor) -> ServiceTeam:
    """更正资料 or the head-counts of another day."""
    lock_nodes(team.organization)

    def check(row: ServiceTeam) -> None:
        if row.dissolved_on:
            raise ValidationError("该服务队已撤销，不能再修改。")
        row.search_key = search_key(row.name)
        check_team(row)

    return change_entry(
        team, action="service_team.changed", changes=changes, allowed=FIELDS, check=check, actor=actor
    )  # fmt: skip


def _locked(team: ServiceTeam) -> ServiceTeam:
    lock_nodes(team.organization)
    rows = ServiceTeam.objects.select_for_update(of=("self",), no_key=True).select_related("organization")
    return rows.get(pk=team.pk)


@transaction.atomic
def dissolve_team(team: ServiceTeam, *, on: date, reason: str, actor) -> ServiceTeam:
    """撤销 from that day; those known by name leave with it."""
    team = _locked(team)
    if team.dissolved_on:
        raise ValidationError(f"该服务队已于{team.dissolved_on}撤销。")
    if not reason.strip():
        raise ValidationError({"reason": "请写明撤销的理由。"})
    if team.members.filter(left_on__isnull=True, joined_on__gte=on).exists():
        raise ValidationError({"on": "有队员在这一天或之后才加入，请先删去或改期。"})
    team.dissolved_on = on
    team.revision += 1
    team.full_clean()
    team.save()
    team.members.filter(left_on__isnull=True).update(left_on=on)
    record(actor, "service_team.dissolved", team, after=describe(team, ["dissolved_on"]), reason=reason.strip())
    enqueue_refresh()
    return team


@transaction.atomic
def add_member(team: ServiceTeam, *, person: Person, role: str, joined_on: date, actor) -> ServiceTeamMember:
    """记名 an adult who is among those counted."""
    team = _locked(team)
    if team.dissolved_on:
        raise ValidationError("该服务队已撤销，不再登记队员。")
    if joined_on < team.founded_on:
        raise ValidationError({"joined_on": f"该服务队{team.founded_on}才成立。"})
    if person.birth_on is None:
        raise ValidationError({"person": f"“{person}”没有登记出生日期，不能确认已成年，请先补登。"})
    if is_minor(person.birth_on, on=joined_on):
        raise ValidationError({"person": f"“{person}”当时未满18周岁：未成年人只计人数，不登记姓名。"})
    _check_count(team, TeamRole(role), more=1)
    member = ServiceTeamMember(team=team, person=person, role=role, joined_on=joined_on)
    return add_entry(member, action="service_team_member.added", fields=MEMBER, actor=actor)


@transaction.atomic
def leave_team(member: ServiceTeamMember, *, on: date, actor) -> ServiceTeamMember:
    """退出 from that day."""
    _locked(member.team)
    if member.left_on:
        raise ValidationError(f"该队员已于{member.left_on}退出。")
    return change_entry(
        member, action="service_team_member.left", changes={"left_on": on}, allowed=("left_on",), actor=actor
    )  # fmt: skip


@transaction.atomic
def remove_member(member: ServiceTeamMember, *, reason: str, actor) -> ServiceTeam:
    """删去误登."""
    team = _locked(member.team)
    if not reason.strip():
        raise ValidationError({"reason": "请写明删去的理由。"})
    remove_entry(member, action="service_team_member.removed", fields=MEMBER, reason=reason.strip(), actor=actor)
    return team
