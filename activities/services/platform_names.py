"""What the names of a learning platform mean: matched once, and every record and later import follows."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from activities.enums import NameState
from activities.models import LearningRecord, PlatformName
from league.core.audit import Entry, record, record_many
from league.core.scoping import is_within
from organizations.models import Organization, Unit
from organizations.services.records import chinese_date, describe, enqueue_refresh
from organizations.services.tree import lock_nodes

FIELDS = ("state", "meant_organization", "meant_unit")


def _lock(name: PlatformName) -> PlatformName:
    rows = PlatformName.objects.select_for_update(of=("self",)).select_related("organization")
    return rows.get(pk=name.pk)


def waiting(name: PlatformName):
    """The records that stand under the name and wait for its meaning."""
    return LearningRecord.objects.unmatched().of_name(name)


@transaction.atomic
def match_name(
    name: PlatformName, *, organization: Organization | None = None, unit: Unit | None = None, on: date, actor
) -> PlatformName:
    """匹配: the name means that organisation or that unit; every record under it goes there, now and later."""
    if (organization is None) == (unit is None):
        raise ValidationError("请选择对应的一个团组织或一个单位，只选一项。")
    owner, _ = lock_nodes(unit.responsible if unit else organization, name.organization)
    name = _lock(name)
    if not is_within(owner.path, name.org_path):
        raise ValidationError(f"“{unit or owner}”不在“{name.organization}”的范围内，不能对应。")
    records = LearningRecord.objects.of_name(name).order_by("pk")
    _refuse_before_founding(records, owner)
    _decide(name, NameState.MATCHED, organization=organization, unit=unit, on=on)
    before = list(records)
    for row in before:
        row.organization, row.org_path, row.unit = owner, owner.path, unit
    records.update(organization=owner, org_path=owner.path, unit=unit, is_matched=True, revision=F("revision") + 1)
    record_many(actor, "learning_record.matched", [Entry(row) for row in before], owner=str(unit or owner))
    record(actor, "platform_name.matched", name, after=describe(name, FIELDS), number=len(before))
    enqueue_refresh()
    return name


def _refuse_before_founding(records, owner: Organization) -> None:
    early = records.filter(last_day__lt=owner.founded_on).first() if owner.founded_on else None
    if early:
        founded = chinese_date(owner.founded_on)
        raise ValidationError(
            f"“{owner}”{founded}才成立，而{early.issue}截止于{chinese_date(early.last_day)}，请核对。"
        )
    late = records.filter(first_day__gte=owner.dissolved_on).first() if owner.dissolved_on else None
    if late:
        raise ValidationError(f"“{owner}”已于{chinese_date(owner.dissolved_on)}撤销，早于{late.issue}，请核对。")


def _decide(name: PlatformName, state: NameState, *, organization=None, unit=None, on: date, reason: str = "") -> None:
    name.state, name.meant_organization, name.meant_unit = state, organization, unit
    name.decided_on, name.reason = on, reason
    name.revision += 1
    name.full_clean()
    name.save()


@transaction.atomic
def dismiss_name(name: PlatformName, *, reason: str, on: date, actor) -> PlatformName:
    """不属本县: its records are taken out, later imports leave it aside. The log keeps them."""
    lock_nodes(name.organization)
    name = _lock(name)
    if name.state != NameState.PENDING:
        raise ValidationError(f"“{name}”{name.get_state_display()}，不需要再办理。")
    records = list(waiting(name).select_related("series").order_by("pk"))
    told = [Entry(row, describe(row, ("series", "issue", "person_times"))) for row in records]
    record_many(actor, "learning_record.removed", told, reason=reason)
    waiting(name).delete()
    _decide(name, NameState.FOREIGN, on=on, reason=reason)
    record(actor, "platform_name.dismissed", name, reason=reason, number=len(records))
    enqueue_refresh()
    return name


@transaction.atomic
def reopen_name(name: PlatformName, *, actor) -> PlatformName:
    """恢复待匹配 of a name that was set aside; its figures have to be imported again."""
    lock_nodes(name.organization)
    name = _lock(name)
    if name.state != NameState.FOREIGN:
        raise ValidationError(f"“{name}”{name.get_state_display()}，不需要恢复。")
    _decide(name, NameState.PENDING, on=None)
    record(actor, "platform_name.reopened", name)
    return name
