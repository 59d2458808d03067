"""The way of an activity: published, held, verified by the level above, returned, cancelled. Which steps are allowed is
ActivityState.transitions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localtime

from activities.enums import ActivityAction, ActivityState, Attendance, Audience
from activities.models import Activity, ActivityAudience, ActivityReach
from activities.services.activities import lock_activity
from league.core.audit import record
from league.core.quantities import PersonTimes
from league.core.scoping import ancestor_ids
from organizations.models import Unit
from organizations.services.records import describe, enqueue_refresh

HAPPENED = ("held_on", "attendance", "expenditure")
MOST_HEADS = 1_000_000


@dataclass(frozen=True)
class Outcome:
    """What took place: the day, person-times of each audience, the units reached, how attendance was recorded, and the
    money spent, in fen; None is unknown."""

    held_on: date
    heads: Mapping[str, PersonTimes]
    units: Iterable[Unit] = field(default=())
    attendance: str = Attendance.NONE
    expenditure: int | None = None


@transaction.atomic
def hold_activity(activity: Activity, outcome: Outcome, *, on: date, actor) -> Activity:
    """登记举办, or report again what was returned; what is already held is mended. `on` is today."""
    activity = lock_activity(activity)
    action = ActivityAction.AMEND if activity.state == ActivityState.HELD else ActivityAction.HOLD
    if refusal := activity.stage.refusal(action):
        raise ValidationError(refusal, code="state")
    _check_outcome(activity, outcome, on=on)
    before = told(activity) | describe(activity, ["state"])
    activity.state = activity.stage.after(action)
    activity.held_on, activity.attendance = outcome.held_on, outcome.attendance
    activity.expenditure = outcome.expenditure
    activity.return_reason = ""
    activity.revision += 1
    activity.full_clean()
    activity.save()
    _write_heads(activity, outcome)
    _write_reach(activity, outcome.units)
    after = told(activity) | describe(activity, ["state"])
    record(actor, f"activity.{action}", activity, before=before, after=after)
    enqueue_refresh()
    return activity


def _check_outcome(activity: Activity, outcome: Outcome, *, on: date) -> None:
    if outcome.held_on > on:
        raise ValidationError({"held_on": "举办日期不能晚于今天；还没有举办的，请先发布。"})
    if activity.organization.founded_on and outcome.held_on < activity.organization.founded_on:
        raise ValidationError({"held_on": f"“{activity.organization}”{activity.organization.founded_on}才成立。"})
    counted = [heads for heads in outcome.heads.values() if heads.value]
    if not counted:
        raise ValidationError({"heads": "请至少填写一类对象的参加人次。"})
    if any(heads.value > MOST_HEADS for heads in counted):
        raise ValidationError({"heads": f"一类对象的人次不能超过{MOST_HEADS}，请核对。"})
    if outcome.attendance == Attendance.NAMED and not activity.audiences.filter(by_name=True).exists():
        raise ValidationError({"attendance": "按姓名签到由系统依签到记录认定，不能手工选择。"})


def _write_heads(activity: Activity, outcome: Outcome) -> None:
    """What was recorded by name stays as the record has it; the rest is as reported."""
    activity.audiences.filter(by_name=False).delete()
    named = set(activity.audiences.values_list("audience", flat=True))
    ActivityAudience.objects.bulk_create(
        ActivityAudience(activity=activity, audience=Audience(audience), person_times=heads.value)
        for audience, heads in outcome.heads.items()
        if heads.value and audience not in named
    )


def _write_reach(activity: Activity, units: Iterable[Unit]) -> None:
    activity.reach.all().delete()
    ActivityReach.objects.bulk_create(
        ActivityReach(activity=activity, unit=unit) for unit in dict.fromkeys(units)
    )  # fmt: skip


def told(activity: Activity) -> dict[str, object]:
    """What took place, for the audit log."""
    heads = "、".join(str(row) for row in activity.audiences.order_by("pk"))
    units = "、".join(str(row) for row in activity.reach.select_related("unit").order_by("unit__code"))
    return describe(activity, HAPPENED) | {"参加人次": heads, "到达单位": units}


def move_refusal(activity: Activity, action: ActivityAction, *, on: date) -> str:
    """Why the step cannot be taken on that day; empty when it can."""
    if refusal := activity.stage.refusal(action):
        return refusal
    if action in ActivityAction.of_above and len(ancestor_ids(activity.org_path)) == 1:
        return f"“{activity.organization}”在本系统中没有上级，它的活动不在这里核验。"
    if action == ActivityAction.PUBLISH and localtime(activity.ends_at).date() < on:
        return "该活动的时间已过，不再发布；已经举办的，请直接登记举办。"
    return ""


@transaction.atomic
def move_activity(activity: Activity, action: ActivityAction, *, on: date, actor, reason: str = "") -> Activity:
    """Take one step that needs nothing but a day and, where somebody will ask, a reason."""
    action = ActivityAction(action)
    if action in (ActivityAction.HOLD, ActivityAction.AMEND):
        raise ValueError("what took place is written by hold_activity")
    activity = lock_activity(activity)
    if refusal := move_refusal(activity, action, on=on):
        raise ValidationError(refusal, code="state")
    if action.needs_reason and not reason.strip():
        raise ValidationError({"reason": "请写明理由。"})
    shown = ("state", "held_on", "verified_on")
    before = describe(activity, shown)
    activity.state = activity.stage.after(action)
    activity.verified_on = on if activity.state == ActivityState.VERIFIED else None
    activity.return_reason = reason.strip() if activity.state == ActivityState.RETURNED else ""
    if activity.state not in ActivityState.with_day:
        activity.held_on = None
    activity.revision += 1
    activity.full_clean()
    activity.save()
    record(
        actor, f"activity.{action}", activity, before=before, after=describe(activity, shown), reason=reason.strip()
    )  # fmt: skip
    enqueue_refresh()
    return activity
