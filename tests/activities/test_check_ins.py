"""Check-ins: kept as written by every path, corrected beside the original, hours and doubts from what stands."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from activities.models import AttendanceDoubt, CheckIn
from activities.services.attendance import settle_attendance
from activities.services.attendance_doubts import decide_doubt, review_attendance
from activities.services.check_ins import check_in_at_desk, check_in_at_door, correct_check_in, is_sound
from activities.services.volunteer_certificates import issue_certificate, revoke_certificate
from tests.factories.activities import ActivityFactory
from tests.factories.volunteers import SignUpFactory, VolunteerCallFactory, VolunteerFactory

pytestmark = pytest.mark.django_db
STARTS = datetime(2026, 5, 4, 1, tzinfo=UTC)
ENDS = STARTS + timedelta(hours=2)
NEXT_DAY = date(2026, 5, 5)


def signed(organization, *, volunteer=None, starts=STARTS, hours=2, state="published", **call):
    """A sign-up for a published activity with a call."""
    activity = ActivityFactory(
        organization=organization, state=state, starts_at=starts, ends_at=starts + timedelta(hours=hours),
        day=starts.date(),
    )  # fmt: skip
    VolunteerCallFactory(activity=activity, **call)
    return SignUpFactory(activity=activity, volunteer=volunteer or VolunteerFactory(organization=organization))


def minutes(row):
    row.refresh_from_db()
    return row.state, row.minutes


def test_hours_run_from_the_check_in_to_the_check_out_or_the_end(cast):
    row = signed(cast.township)
    check_in_at_door(row, "in", at=STARTS + timedelta(minutes=30))
    assert minutes(row) == ("attended", 90)

    check_in_at_door(row, "out", at=STARTS + timedelta(minutes=75))
    assert minutes(row) == ("attended", 45)


def test_call_that_asks_for_a_check_out_counts_nothing_before_it(cast):
    row = signed(cast.township, needs_check_out=True)
    check_in_at_door(row, "in", at=STARTS)
    assert minutes(row) == ("attended", 0)


def test_second_scan_gives_the_first_record(cast):
    row = signed(cast.township)

    first = check_in_at_door(row, "in", at=STARTS)

    assert check_in_at_door(row, "in", at=STARTS + timedelta(minutes=5)) == first
    assert CheckIn.objects.get().at == STARTS


def test_door_is_closed_before_and_after_and_to_whoever_waits(cast):
    row = signed(cast.township)
    for at, words in ((STARTS - timedelta(hours=9), "请届时再扫"), (ENDS + timedelta(minutes=1), "不能再扫码")):
        with pytest.raises(ValidationError, match=words):
            check_in_at_door(row, "in", at=at)
    with pytest.raises(ValidationError, match="不能签退"):
        check_in_at_door(row, "out", at=STARTS)
    row.state = "waiting"
    row.save()
    with pytest.raises(ValidationError, match="候补名单"):
        check_in_at_door(row, "in", at=STARTS)
    assert CheckIn.objects.count() == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda row: CheckIn.objects.filter(pk=row.pk).update(at=ENDS),
        lambda row: CheckIn.objects.filter(pk=row.pk).delete(),
        lambda row: row.delete(),
        lambda row: row.save(),
        lambda row: connection.cursor().execute("DELETE FROM activities_checkin"),
        lambda row: connection.cursor().execute("UPDATE activities_checkin SET reason = 'x'"),
    ],
    ids=["update", "delete_all", "delete", "save", "sql_delete", "sql_update"],
)
def test_nothing_changes_or_deletes_a_check_in(cast, change):
    record = check_in_at_door(signed(cast.township), "in", at=STARTS)

    with pytest.raises(IntegrityError), transaction.atomic():
        change(record)

    kept = CheckIn.objects.get()
    assert (kept.at, is_sound(kept)) == (STARTS, True)


def test_correction_is_a_second_signed_record(cast):
    row = signed(cast.township)
    first = check_in_at_door(row, "in", at=STARTS)
    at = ENDS + timedelta(hours=1)
    with pytest.raises(ValidationError, match="请写明事由"):
        correct_check_in(first, moment=STARTS, reason="", at=at, actor=cast.secretary)

    moment = STARTS + timedelta(hours=1)
    second = correct_check_in(first, moment=moment, reason="迟到一小时", at=at, actor=cast.secretary)

    assert (second.corrects, second.recorded_by, is_sound(second)) == (first, cast.secretary, True)
    assert (CheckIn.objects.count(), minutes(row)) == (2, ("attended", 60))
    with pytest.raises(ValidationError, match="已经更正过"):
        correct_check_in(first, moment=STARTS, reason="再改", at=at, actor=cast.secretary)
    correct_check_in(second, moment=None, reason="查无此人", at=at, actor=cast.secretary)
    assert minutes(row) == ("signed_up", 0)


def test_altered_record_is_not_sound(cast):
    record = check_in_at_door(signed(cast.township), "in", at=STARTS)

    record.at = ENDS

    assert not is_sound(record)


def test_settling_tells_who_did_not_come_and_counts_the_heads_by_name(cast):
    came = signed(cast.township)
    missed = SignUpFactory(activity=came.activity, volunteer=VolunteerFactory(organization=cast.township))
    check_in_at_door(came, "in", at=STARTS)
    with pytest.raises(ValidationError, match="活动还没有结束"):
        settle_attendance(came.activity, at=STARTS, actor=cast.secretary)

    assert settle_attendance(came.activity, at=ENDS, actor=cast.secretary) == 1

    heads = came.activity.audiences.get(audience="volunteers")
    assert (minutes(missed)[0], heads.person_times, heads.persons) == ("absent", 1, 1)


def test_detectors_find_overlaps_long_days_and_what_is_entered_late_or_in_bulk(cast):
    volunteer = VolunteerFactory(organization=cast.township)
    first = signed(cast.township, volunteer=volunteer, starts=STARTS - timedelta(hours=1), hours=9)
    second = signed(cast.township, volunteer=volunteer, hours=9)
    late = ENDS + timedelta(days=3)
    for row in (first, second):
        check_in_at_door(row, "in", at=row.activity.starts_at)
    crowd = [
        SignUpFactory(activity=first.activity, volunteer=VolunteerFactory(organization=cast.township))
        for _ in range(12)
    ]
    for row in crowd:
        check_in_at_desk(row, "in", moment=STARTS, reason="集中补录", at=late, actor=cast.secretary)

    review_attendance(on=late.date())

    kinds = set(AttendanceDoubt.objects.values_list("kind", flat=True))
    assert kinds >= {"overlap", "bulk", "back_filled"}
    assert set(AttendanceDoubt.objects.filter(kind="overlap").values_list("sign_up", flat=True)) == {
        first.pk,
        second.pk,
    }
    assert review_attendance(on=late.date()) == 0


def test_certificate_counts_what_nobody_doubts_and_is_revoked_with_a_reason(cast):
    volunteer = VolunteerFactory(organization=cast.township)
    row = signed(cast.township, volunteer=volunteer)
    check_in_at_door(row, "in", at=STARTS)
    type(row.activity).objects.filter(pk=row.activity.pk).update(state="held", held_on=STARTS.date())
    days = {"first_day": date(2026, 1, 1), "last_day": NEXT_DAY, "on": NEXT_DAY, "actor": cast.secretary}

    certificate = issue_certificate(volunteer, cast.township, **days)

    assert (certificate.minutes, certificate.times) == (120, 1)
    with pytest.raises(ValidationError):
        issue_certificate(volunteer, cast.neighbour, **days)
    with pytest.raises(ValidationError):
        revoke_certificate(certificate, reason="", on=NEXT_DAY, actor=cast.secretary)
    assert revoke_certificate(certificate, reason="重复出具", on=NEXT_DAY, actor=cast.secretary).revoked_on == NEXT_DAY


def test_doubt_is_decided_with_what_was_found(cast):
    row = signed(cast.township)
    doubt = AttendanceDoubt.objects.create(sign_up=row, kind="bulk", details="一分钟内代签12人。", found_on=NEXT_DAY)

    with pytest.raises(ValidationError):
        decide_doubt(doubt, state="cleared", opinion="", on=NEXT_DAY, actor=cast.staff)

    assert decide_doubt(doubt, state="upheld", opinion="查无此人", on=NEXT_DAY, actor=cast.staff).state == "upheld"
