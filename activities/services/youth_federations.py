"""The youth federation: founded, corrected; its members by sector."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.models import FederationMember, YouthFederation
from activities.services.codes import next_code
from organizations.models import Organization
from organizations.services.entries import add_entry, change_entry
from organizations.services.tree import existence_refusal, lock_nodes

FIELDS = (
    "name", "founded_on", "founding_document", "term_number", "term_starts_on", "term_ends_on", "dissolved_on",
)  # fmt: skip
MEMBER = ("sector", "post", "person", "member_name", "employer", "joined_on")


@transaction.atomic
def found_federation(organization: Organization, *, fields: dict[str, Any], actor) -> YouthFederation:
    """登记青联 that the organisation guides."""
    (organization,) = lock_nodes(organization)
    if refusal := existence_refusal(organization, on=fields["founded_on"]):
        raise ValidationError({"founded_on": refusal})
    federation = YouthFederation(organization=organization, org_path=organization.path, **fields)
    return add_entry(federation, action="youth_federation.founded", fields=("organization", *FIELDS), actor=actor)


@transaction.atomic
def change_federation(federation: YouthFederation, *, changes: dict[str, Any], actor) -> YouthFederation:
    """更正, or the next term."""
    lock_nodes(federation.organization)
    return change_entry(
        federation, action="youth_federation.changed", changes=changes, allowed=FIELDS, actor=actor
    )  # fmt: skip


def check_member(member: FederationMember) -> None:
    """Known in one way, and not before the federation was founded."""
    if bool(member.person_id) == bool(member.member_name):
        raise ValidationError({"member_name": "请从人员中选，或者填写姓名，两项只填一项。"})
    federation = member.federation
    if member.joined_on < federation.founded_on:
        raise ValidationError({"joined_on": f"“{federation}”{federation.founded_on}才成立。"})
    if federation.dissolved_on and not member.pk:
        raise ValidationError(f"“{federation}”已撤销，不再增补委员。")


@transaction.atomic
def seat_member(federation: YouthFederation, *, fields: dict[str, Any], actor, code: str = "") -> FederationMember:
    """增补委员; a missing code is the year's next."""
    lock_nodes(federation.organization)
    day: date = fields["joined_on"]
    member = FederationMember(
        federation=federation, code=code or next_code(FederationMember, "QL", day.year), **fields
    )  # fmt: skip
    return add_entry(
        member, action="federation_member.seated", fields=("code", *MEMBER), check=check_member, actor=actor
    )


@transaction.atomic
def change_member(member: FederationMember, *, changes: dict[str, Any], actor) -> FederationMember:
    """更正."""
    lock_nodes(member.federation.organization)
    return change_entry(
        member, action="federation_member.changed", changes=changes, allowed=MEMBER, check=check_member, actor=actor
    )


@transaction.atomic
def retire_member(member: FederationMember, *, on: date, actor) -> FederationMember:
    """卸任 from that day."""
    lock_nodes(member.federation.organization)
    if member.left_on:
        raise ValidationError(f"该委员已于{member.left_on}卸任。")
    return change_entry(
        member, action="federation_member.retired", changes={"left_on": on}, allowed=("left_on",), actor=actor
    )
