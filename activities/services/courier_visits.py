"""Visits to couriers at an activity: entered, corrected, removed."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.enums import ActivityState
from activities.models import Activity, CourierVisit
from activities.services.activities import lock_activity
from organizations.services.entries import add_entry, change_entry, remove_entry

FIELDS = ("company", "trade", "persons", "first_this_year")


def _open(activity: Activity) -> Activity:
    activity = lock_activity(activity)
    if activity.state not in ActivityState.with_day:
        raise ValidationError("该活动还没有登记举办，请先登记举办情况。")
    if activity.state == ActivityState.VERIFIED:
        raise ValidationError("该活动已核验，不能再修改；确有错误的，请上级先撤销核验。")
    return activity


@transaction.atomic
def add_visit(activity: Activity, *, fields: dict[str, Any], actor) -> CourierVisit:
    """登记走访 of one company's couriers at an activity that was held."""
    activity = _open(activity)
    visit = CourierVisit(activity=activity, **fields)
    return add_entry(visit, action="courier_visit.added", fields=FIELDS, actor=actor)


@transaction.atomic
def change_visit(visit: CourierVisit, *, changes: dict[str, Any], actor) -> CourierVisit:
    """更正."""
    _open(visit.activity)
    return change_entry(visit, action="courier_visit.changed", changes=changes, allowed=FIELDS, actor=actor)


@transaction.atomic
def remove_visit(visit: CourierVisit, *, reason: str, actor) -> Activity:
    """删去误登."""
    activity = _open(visit.activity)
    if not reason.strip():
        raise ValidationError({"reason": "请写明删去的理由。"})
    remove_entry(visit, action="courier_visit.removed", fields=FIELDS, reason=reason.strip(), actor=actor)
    return activity
