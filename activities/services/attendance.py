"""What check-ins add up to: hours, who came and who did not, and the head-count by name of the activity."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.enums import ActivityState, Audience, Direction, SignUpAction, SignUpState
from activities.models import Activity, ActivityAudience, CheckIn, SignUp
from activities.services.sign_ups import lock_call
from league.core.audit import record
from organizations.services.records import enqueue_refresh


class Span(NamedTuple):
    """When somebody served, from the first to the last moment."""

    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        """Whole minutes, rounded down."""
        return max(int((self.end - self.start).total_seconds()) // 60, 0)


def served(row: SignUp) -> Span | None:
    """From check-in to check-out; without a check-out to the activity's end, unless the call asks for one.

    None while nothing counts. `row` comes with its activity and its call.
    """
    moments = dict(CheckIn.objects.standing().filter(sign_up=row).values_list("direction", "at"))
    return span_of(row.activity, moments, needs_check_out=needs_check_out(row.activity))


def span_of(activity: Activity, moments: dict[str, datetime], *, needs_check_out: bool) -> Span | None:
    """The same from the standing moments by direction."""
    came, left = moments.get(Direction.IN), moments.get(Direction.OUT)
    if came is None:
        return None
    if left is not None:
        return Span(came, left)
    start = max(came, activity.starts_at)
    return None if needs_check_out or start >= activity.ends_at else Span(start, activity.ends_at)


def needs_check_out(activity: Activity) -> bool:
    """Whether the call asks for it; an activity without a call does not."""
    call = getattr(activity, "volunteer_call", None)
    return bool(call and call.needs_check_out)


def count_attendance(row: SignUp) -> int:
    """Minutes that the standing records are worth."""
    span = served(row)
    return span.minutes if span else 0


@transaction.atomic
def settle_attendance(activity: Activity, *, at: datetime, actor) -> int:
    """办结签到 after the end: who did not come is 未到场, and the activity's volunteers are counted by name.

    May be done again after corrections. Return how many came.
    """
    call = lock_call(activity)
    activity = call.activity
    if at < activity.ends_at:
        raise ValidationError("活动还没有结束，结束后再办结签到。")
    if activity.state == ActivityState.VERIFIED:
        raise ValidationError("该活动已核验，不能再办结签到。")
    rows = SignUp.objects.filter(activity=activity)
    for row in rows.filter(state=SignUpState.SIGNED_UP).select_for_update(of=("self",), no_key=True):
        row.state = row.stage.after(SignUpAction.MISS)
        row.revision += 1
        row.save(update_fields=["state", "revision", "updated_at"])
    came = rows.filter(state=SignUpState.ATTENDED).count()
    _count_by_name(activity, came)
    call.settled_at, call.revision = at, call.revision + 1
    call.save(update_fields=["settled_at", "revision", "updated_at"])
    absent = rows.filter(state=SignUpState.ABSENT).count()
    record(actor, "attendance.settled", call, after={"到场": came, "未到场": absent})
    enqueue_refresh()
    return came


def _count_by_name(activity: Activity, came: int) -> None:
    """A volunteer signs up once for an activity, so person-times and distinct persons are one number here."""
    activity.audiences.filter(audience=Audience.VOLUNTEERS).delete()
    if came:
        ActivityAudience.objects.create(
            activity=activity, audience=Audience.VOLUNTEERS, person_times=came, by_name=True, persons=came
        )
