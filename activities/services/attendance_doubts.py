"""Detectors over attendance (D-30): overlaps, days that are too long, batches by one hand, late entries, broken seals.

A doubt withholds the hours from certificates until somebody above has looked into it.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localtime

from activities.enums import CheckInSource, Doubt, DoubtState, SignUpState
from activities.models import AttendanceDoubt, CheckIn, SignUp
from activities.services.attendance import Span, needs_check_out, span_of
from activities.services.check_ins import is_sound
from league.core.audit import Entry, record, record_many
from organizations.models import Rule
from organizations.services.records import describe, enqueue_refresh

DAY_RULE, BULK_RULE, BACK_FILL_RULE = "volunteer.day_hours", "volunteer.bulk_number", "volunteer.back_fill_hours"
GONE = "复查时已不存在该情形"
# Days back that a nightly review looks at: what is entered later carries its own lateness.
LOOKS_BACK = 60

Findings = dict[tuple[int, str], str]


@transaction.atomic
def review_attendance(*, on: date, days: int = LOOKS_BACK, actor=None) -> int:
    """复查 what was attended in the last `days` days; list what is new, close what is gone. Return how many are new."""
    rows = SignUp.objects.filter(state=SignUpState.ATTENDED, activity__starts_at__date__gt=on - timedelta(days=days))
    rows = list(rows.select_related("activity__volunteer_call").order_by("pk"))
    records = list(CheckIn.objects.filter(sign_up__in=[row.pk for row in rows]).order_by("pk"))
    found = find_doubts(rows, records, limits=_limits(on))
    keys = [row.pk for row in rows]
    known = {(doubt.sign_up_id, doubt.kind): doubt for doubt in AttendanceDoubt.objects.filter(sign_up__in=keys)}
    fresh = [
        AttendanceDoubt(sign_up_id=key, kind=kind, details=details[:300], found_on=on)
        for (key, kind), details in sorted(found.items())
        if (key, kind) not in known
    ]
    AttendanceDoubt.objects.bulk_create(fresh)
    gone = [doubt for key, doubt in known.items() if key not in found and doubt.state == DoubtState.OPEN]
    for doubt in gone:
        doubt.state, doubt.decided_on, doubt.opinion = DoubtState.CLEARED, on, GONE
        doubt.revision += 1
    AttendanceDoubt.objects.bulk_update(gone, ["state", "decided_on", "opinion", "revision"])
    _tell(fresh, gone, actor)
    return len(fresh)


def _limits(on: date) -> dict[str, int]:
    return {code: Rule.objects.number(code, on=on) for code in (DAY_RULE, BULK_RULE, BACK_FILL_RULE)}


def _tell(fresh: list[AttendanceDoubt], gone: list[AttendanceDoubt], actor) -> None:
    if fresh:
        kept = AttendanceDoubt.objects.filter(pk__in=[doubt.pk for doubt in fresh])
        kept = kept.select_related("sign_up__activity").order_by("pk")
        record_many(actor, "doubt.found", [Entry(each, None, describe(each, ("kind", "details"))) for each in kept])
    if gone:
        record_many(actor, "doubt.decided", [Entry(each, None, describe(each, ("state", "opinion"))) for each in gone])


def find_doubts(rows: list[SignUp], records: list[CheckIn], *, limits: dict[str, int]) -> Findings:
    """Everything the detectors find in these attendances; `limits` are the rules' values by code."""
    by_row = defaultdict(list)
    for each in records:
        by_row[each.sign_up_id].append(each)
    spans = {row.pk: _span(row, by_row[row.pk]) for row in rows}
    by_volunteer = defaultdict(list)
    for row in rows:
        if spans[row.pk]:
            by_volunteer[row.volunteer_id].append((spans[row.pk], row))
    found: Findings = {}
    for served in by_volunteer.values():
        served.sort(key=lambda pair: pair[0])
        found |= _overlaps(served) | _long_days(served, limits[DAY_RULE])
    found |= _late(records, limits[BACK_FILL_RULE]) | _batches(rows, records, limits[BULK_RULE])
    return found | {
        (each.sign_up_id, Doubt.BROKEN): "签到记录与签名不符，可能被改动。" for each in records if not is_sound(each)
    }


def _span(row: SignUp, records: list[CheckIn]) -> Span | None:
    replaced = {each.corrects_id for each in records}
    standing = {each.direction: each.at for each in records if each.pk not in replaced and not each.is_void}
    return span_of(row.activity, standing, needs_check_out=needs_check_out(row.activity))


def _overlaps(served: list[tuple[Span, SignUp]]) -> Findings:
    found: Findings = {}
    last, one = served[0]
    for span, other in served[1:]:
        if span.start < last.end:
            found[one.pk, Doubt.OVERLAP] = f"与“{other.activity}”的时间重叠。"
            found[other.pk, Doubt.OVERLAP] = f"与“{one.activity}”的时间重叠。"
        if span.end > last.end:
            last, one = span, other
    return found


def _long_days(served: list[tuple[Span, SignUp]], hours: int) -> Findings:
    days: dict[date, list] = defaultdict(list)
    for span, row in served:
        days[localtime(span.start).date()].append((span.minutes, row.pk))
    return {
        (key, Doubt.LONG_DAY): f"{day}合计{sum(minutes for minutes, _ in parts)}分钟，超过{hours}小时。"
        for day, parts in days.items()
        if sum(minutes for minutes, _ in parts) > hours * 60
        for _, key in parts
    }


def _late(records: list[CheckIn], hours: int) -> Findings:
    return {
        (
            each.sign_up_id,
            Doubt.BACK_FILLED,
        ): f"{_told(each.recorded_at)}补录{_told(each.at)}的{each.get_direction_display()}。"
        for each in records
        if each.recorded_at - each.at > timedelta(hours=hours)
    }


def _told(at: datetime) -> str:
    return f"{localtime(at):%Y-%m-%d %H:%M}"


def _batches(rows: list[SignUp], records: list[CheckIn], number: int) -> Findings:
    """As many as the rule says, entered by one person for one activity within a minute."""
    activity = {row.pk: row.activity_id for row in rows}
    hands = defaultdict(list)
    for each in records:
        if each.source != CheckInSource.DOOR:
            hands[each.recorded_by_id, activity[each.sign_up_id]].append(each)
    found: Findings = {}
    for entered in hands.values():
        entered.sort(key=lambda each: each.recorded_at)
        for place in range(len(entered) - number + 1):
            first, last = entered[place], entered[place + number - 1]
            if last.recorded_at - first.recorded_at <= timedelta(minutes=1):
                for each in entered[place : place + number]:
                    found[each.sign_up_id, Doubt.BULK] = (
                        f"{_told(first.recorded_at)}起一分钟内由同一人录入{number}人以上。"
                    )
    return found


@transaction.atomic
def decide_doubt(doubt: AttendanceDoubt, *, state: str, opinion: str, on: date, actor) -> AttendanceDoubt:
    """核查: the hours are sound after all, or are taken off. May be decided anew; the log keeps both."""
    doubt = AttendanceDoubt.objects.select_for_update(of=("self",)).get(pk=doubt.pk)
    if state not in (DoubtState.UPHELD, DoubtState.CLEARED):
        raise ValidationError({"state": "请选择核查结论。"})
    if not opinion.strip():
        raise ValidationError({"opinion": "请写明核查情况。"})
    if doubt.kind == Doubt.BROKEN and state == DoubtState.CLEARED:
        raise ValidationError({"state": "签名不符的记录不能认定属实，请核减时长并报告系统管理员。"})
    before = describe(doubt, ("state", "opinion"))
    doubt.state, doubt.opinion, doubt.decided_on = state, opinion.strip(), on
    doubt.revision += 1
    doubt.full_clean()
    doubt.save()
    record(actor, "doubt.decided", doubt, before=before, after=describe(doubt, ("state", "opinion")))
    enqueue_refresh()
    return doubt
