"""Check-ins: by the volunteers at the door, by staff at the desk with a reason, and corrections beside the original.

Nothing here changes a check-in; what counts is the last record of its line. Each is signed under the key of the audit log.
"""

from __future__ import annotations

import hmac
import json
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from activities.enums import ActivityState, CheckInSource, Direction, SignUpAction, SignUpState
from activities.models import CheckIn, SignUp
from activities.services.attendance import count_attendance
from league.core.audit import record
from organizations.models import Rule
from organizations.services.records import describe, enqueue_refresh

DOOR_RULE = "volunteer.door_minutes"
SHOWN = ("direction", "at", "source")
CLOSED = "该活动已核验，签到记录不再变动；确有错误的，请上级先撤销核验。"


def signature_of(check_in: CheckIn) -> str:
    """64 hex digits over everything the record says."""
    said = [
        check_in.sign_up_id, check_in.direction, _moment(check_in.at), _moment(check_in.recorded_at), check_in.source,
        check_in.corrects_id, check_in.is_void, check_in.reason, check_in.recorded_by_id,
    ]  # fmt: skip
    text = json.dumps(["check-in", said], ensure_ascii=False)
    return hmac.digest(settings.AUDIT_KEY.encode(), text.encode(), "sha256").hex()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def is_sound(check_in: CheckIn) -> bool:
    """Whether the record is as it was signed."""
    return hmac.compare_digest(signature_of(check_in), check_in.signature)


def window_refusal(activity, direction: str, *, at: datetime, minutes: int) -> str:
    """Why the door takes nobody at that moment; empty while it is open."""
    margin = timedelta(minutes=minutes)
    if activity.state not in (*ActivityState.public, ActivityState.HELD):
        return "该活动没有发布，不能签到。"
    if at < activity.starts_at - margin:
        return f"签到在活动开始前{minutes}分钟开放，请届时再扫。"
    last = activity.ends_at + margin if direction == Direction.OUT else activity.ends_at
    return "活动已结束，不能再扫码；漏签的请联系现场工作人员。" if at > last else ""


@transaction.atomic
def check_in_at_door(row: SignUp, direction: str, *, at: datetime) -> CheckIn:
    """扫码签到（签退) by the volunteer's own telephone; the second scan gives the first record."""
    row = _lock(row)
    if standing := _line(row, direction):
        if standing.is_void:
            raise ValidationError("这次签到已被作废，请找现场工作人员。")
        return standing
    number = Rule.objects.number(DOOR_RULE, on=localdate(at))
    if refusal := window_refusal(row.activity, direction, at=at, minutes=number):
        raise ValidationError(refusal, code="window")
    if row.state == SignUpState.WAITING:
        raise ValidationError("您还在候补名单中，请找现场工作人员。")
    if row.state == SignUpState.CANCELLED:
        raise ValidationError("这份报名已取消，请找现场工作人员。")
    _check_out_after_in(row, direction, at)
    return _write(CheckIn(sign_up=row, direction=direction, at=at, recorded_at=at, source=CheckInSource.DOOR))


@transaction.atomic
def check_in_at_desk(row: SignUp, direction: str, *, moment: datetime, reason: str, at: datetime, actor) -> CheckIn:
    """代签 by staff at `at` for `moment`: somebody without a telephone, or found missing afterwards."""
    row = _lock(row)
    _check_staff(row, moment=moment, reason=reason, at=at)
    if _line(row, direction):
        raise ValidationError(f"已有{Direction(direction).label}记录，有误的请更正那一条。")
    if row.state in (SignUpState.WAITING, SignUpState.CANCELLED):
        raise ValidationError("候补和已取消的报名不能签到；确已参加的，请先增加招募人数或重新代报名。")
    _check_out_after_in(row, direction, moment)
    return _write(
        CheckIn(
            sign_up=row, direction=direction, at=moment, recorded_at=at, source=CheckInSource.DESK,
            reason=reason.strip(), recorded_by=actor,
        )
    )  # fmt: skip


@transaction.atomic
def correct_check_in(check_in: CheckIn, *, moment: datetime | None, reason: str, at: datetime, actor) -> CheckIn:
    """更正: a further record with the right moment, or without one that the person was never there. The original stays."""
    row = _lock(check_in.sign_up)
    check_in = CheckIn.objects.get(pk=check_in.pk)
    _check_staff(row, moment=moment or check_in.at, reason=reason, at=at)
    if CheckIn.objects.filter(corrects=check_in).exists():
        raise ValidationError("这条记录已经更正过，请更正最后的那一条。")
    if moment and check_in.direction == Direction.OUT:
        _check_out_after_in(row, Direction.OUT, moment)
    return _write(
        CheckIn(
            sign_up=row, direction=check_in.direction, at=moment or check_in.at, recorded_at=at,
            source=CheckInSource.CORRECTION, corrects=check_in, is_void=moment is None, reason=reason.strip(),
            recorded_by=actor,
        )
    )  # fmt: skip


def _lock(row: SignUp) -> SignUp:
    rows = SignUp.objects.select_for_update(of=("self",), no_key=True).select_related("activity__volunteer_call")
    return rows.get(pk=row.pk)


def _line(row: SignUp, direction: str) -> CheckIn | None:
    """The last record of the line; one that only takes back says that there was no check-in, and is returned too."""
    return CheckIn.objects.filter(sign_up=row, direction=direction, corrected_by__isnull=True).first()


def _check_staff(row: SignUp, *, moment: datetime, reason: str, at: datetime) -> None:
    if row.activity.state == ActivityState.VERIFIED:
        raise ValidationError(CLOSED)
    if not reason.strip():
        raise ValidationError({"reason": "请写明事由。"})
    if moment > at:
        raise ValidationError({"moment": "时间不能晚于现在。"})
    if abs(moment - row.activity.starts_at) > timedelta(days=3):
        raise ValidationError({"moment": "时间离活动太远，请核对。"})


def _check_out_after_in(row: SignUp, direction: str, moment: datetime) -> None:
    if direction != Direction.OUT:
        return
    came = CheckIn.objects.standing().filter(sign_up=row, direction=Direction.IN).first()
    if came is None:
        raise ValidationError("还没有签到，不能签退。")
    if moment < came.at:
        raise ValidationError("签退不能早于签到。")


def _write(check_in: CheckIn) -> CheckIn:
    check_in.signature = signature_of(check_in)
    check_in.full_clean(validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            check_in.save(force_insert=True)
    except IntegrityError:
        # Two scans at one moment: the first stands.
        found = _line(check_in.sign_up, check_in.direction)
        if found is None:
            raise
        return found
    action = "check_in.corrected" if check_in.corrects_id else "check_in.made"
    before = describe(check_in.corrects, SHOWN) if check_in.corrects_id else None
    after = describe(check_in, (*SHOWN, "is_void"))
    record(check_in.recorded_by, action, check_in, before=before, after=after, reason=check_in.reason)
    _follow(check_in.sign_up)
    enqueue_refresh()
    return check_in


def _follow(row: SignUp) -> None:
    """State and minutes of the sign-up are what its standing records say."""
    came = CheckIn.objects.standing().filter(sign_up=row, direction=Direction.IN).exists()
    action = SignUpAction.ATTEND if came else SignUpAction.UNDO
    if (row.state == SignUpState.ATTENDED) != came:
        row.state = row.stage.after(action)
    row.minutes = count_attendance(row)
    row.revision += 1
    row.save(update_fields=["state", "minutes", "revision", "updated_at"])
