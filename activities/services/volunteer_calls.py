"""Calling for volunteers: places, window, conditions of one activity."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.enums import ActivityState
from activities.models import Activity, SignUp, VolunteerCall
from activities.services.activities import lock_activity
from activities.services.sign_ups import fill_places, lock_call
from league.core.audit import record
from organizations.services.records import describe

FIELDS = (
    "capacity", "waiting_limit", "opens_at", "closes_at", "minimum_age", "asks_id_number", "needs_check_out", "duties",
    "contact", "consent_version", "consent_text",
)  # fmt: skip


@transaction.atomic
def open_call(activity: Activity, *, fields: dict[str, Any], actor) -> VolunteerCall:
    """发起招募 for an activity that is planned; the public sees it once the activity is published."""
    activity = lock_activity(activity)
    if activity.state not in ActivityState.planned:
        raise ValidationError("只有草稿和已发布的活动可以招募志愿者。")
    if VolunteerCall.objects.filter(activity=activity).exists():
        raise ValidationError("该活动已经发起招募，请修改原来的。")
    call = VolunteerCall(activity=activity, **fields)
    _check(call)
    call.save(force_insert=True)
    record(actor, "volunteer_call.opened", call, after=describe(call, FIELDS))
    return call


@transaction.atomic
def change_call(call: VolunteerCall, *, changes: dict[str, Any], actor) -> VolunteerCall:
    """更正; when places are added the waiting move up. Places that are taken cannot be taken away."""
    call = lock_call(call.activity)
    changes = {name: value for name, value in changes.items() if getattr(call, name) != value}
    if unknown := changes.keys() - set(FIELDS):
        raise ValueError(f"not changed by this service: {sorted(unknown)}")
    if not changes:
        return call
    before = describe(call, changes)
    for name, value in changes.items():
        setattr(call, name, value)
    _check(call)
    seated = SignUp.objects.filter(activity=call.activity).seated().count()
    if call.capacity < seated:
        raise ValidationError({"capacity": f"已有{seated}人报上名，招募人数不能少于它。"})
    call.revision += 1
    call.save()
    record(actor, "volunteer_call.changed", call, before=before, after=describe(call, changes))
    fill_places(call)
    return call


def _check(call: VolunteerCall) -> None:
    call.full_clean()
    if call.opens_at >= call.activity.ends_at:
        raise ValidationError({"opens_at": "报名开始须早于活动结束。"})
