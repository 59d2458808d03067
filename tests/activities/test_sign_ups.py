"""Signing up: places, the waiting list, guardians, and a hundred at the same moment."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection

from activities.models import SignUp, Volunteer
from activities.services.sign_ups import cancel_sign_up, sign_up, sign_up_again
from league.core.models import AuditEvent
from tests.factories.activities import ActivityFactory
from tests.factories.volunteers import VolunteerCallFactory

STARTS = datetime(2026, 5, 4, 1, tzinfo=UTC)
OPEN = STARTS - timedelta(days=3)
ADULT, MINOR = 2000, 2010


def called(organization, **call):
    activity = ActivityFactory(
        organization=organization, state="published", starts_at=STARTS, ends_at=STARTS + timedelta(hours=2)
    )
    VolunteerCallFactory(activity=activity, **call)
    return activity


def person(number, **rest):
    return {"name": f"志愿者{number}", "phone": f"1390000{number:04}", "birth_year": ADULT} | rest


def sign(activity, number, *, at=OPEN, **rest):
    return sign_up(activity, fields=person(number, **rest), token=f"token-{number}", at=at)


@pytest.mark.django_db
def test_whoever_comes_after_the_last_place_waits_and_moves_up_in_order(cast):
    activity = called(cast.township, capacity=2)
    rows = [sign(activity, number) for number in range(4)]
    assert [row.state for row in rows] == ["signed_up", "signed_up", "waiting", "waiting"]

    cancel_sign_up(rows[0], at=OPEN)

    states = list(SignUp.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["cancelled", "signed_up", "signed_up", "waiting"]
    assert AuditEvent.objects.filter(action="sign_up.promoted").count() == 1


@pytest.mark.django_db
def test_full_waiting_list_closed_window_and_second_sign_up_are_refused(cast):
    activity = called(cast.township, capacity=1, waiting_limit=0)
    sign(activity, 1)

    for refused, words in (
        (lambda: sign(activity, 2), "名额和候补都已满"),
        (lambda: sign(activity, 1), "每人只能报名一次"),
        (lambda: sign(activity, 3, at=STARTS), "报名已截止"),
        (lambda: sign(activity, 3, at=STARTS - timedelta(days=20)), "报名还没有开始"),
    ):
        with pytest.raises(ValidationError, match=words):
            refused()
    assert SignUp.objects.count() == 1


@pytest.mark.django_db
def test_minor_needs_the_guardian(cast):
    activity = called(cast.township, minimum_age=14)
    with pytest.raises(ValidationError) as refused:
        sign(activity, 1, birth_year=MINOR)
    assert list(refused.value.message_dict) == ["guardian_consent_on"]
    assert Volunteer.objects.count() == 0

    guardian = {"guardian_name": "监护人甲", "guardian_phone": "13800000000", "guardian_consent_on": OPEN.date()}
    row = sign(activity, 1, birth_year=MINOR, **guardian)

    assert (row.state, row.guardian_agreed) == ("signed_up", True)


@pytest.mark.django_db
def test_too_young_is_refused_and_nothing_is_kept(cast):
    activity = called(cast.township, minimum_age=16)

    with pytest.raises(ValidationError, match="须年满16周岁"):
        sign(activity, 1, birth_year=2011)

    assert (Volunteer.objects.count(), SignUp.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_known_volunteer_is_not_written_over_by_who_types_the_name_and_number(cast):
    sign(called(cast.township), 1)

    sign(called(cast.neighbour), 1, birth_year=1990, university="别处大学")

    known = Volunteer.objects.get()
    assert (known.birth_year, known.university, known.organization) == (ADULT, "别处大学", cast.township)


@pytest.mark.django_db
def test_secret_link_signs_up_again_and_a_wrong_one_does_not(cast):
    sign(called(cast.township), 1)
    other = called(cast.neighbour)

    with pytest.raises(ValidationError, match="链接不对"):
        sign_up_again(other, token="token-2", at=OPEN)
    row = sign_up_again(other, token="token-1", at=OPEN)

    assert (row.volunteer, row.state) == (Volunteer.objects.get(), "signed_up")


@pytest.mark.django_db
def test_volunteer_cannot_cancel_once_it_began_and_the_office_gives_a_reason(cast):
    row = sign(called(cast.township), 1)
    with pytest.raises(ValidationError, match="活动已经开始"):
        cancel_sign_up(row, at=STARTS)
    with pytest.raises(ValidationError, match="请写明事由"):
        cancel_sign_up(row, at=STARTS, actor=cast.secretary, reason=" ")

    assert cancel_sign_up(row, at=STARTS, actor=cast.secretary, reason="来电说明").state == "cancelled"


@pytest.mark.django_db(transaction=True)
def test_a_hundred_at_once_for_thirty_places_are_thirty_in_and_seventy_waiting(cast):
    activity = called(cast.township, capacity=30)

    def come(number):
        while True:
            try:
                sign(activity, number)
            except OperationalError:
                # The tests' SQLite lies in memory, where nobody waits for a lock.
                time.sleep(0.01)
            except ValidationError as refused:
                # What follows a commit may meet a lock of SQLite's: then the second try finds the first.
                return refused.code
            else:
                return "made"
            finally:
                connection.close()

    with ThreadPoolExecutor(20) as pool:
        outcomes = set(pool.map(come, range(100)))

    states = list(SignUp.objects.order_by("pk").values_list("state", flat=True))
    print(  # noqa: T201 - what both databases show is asked for
        f"{connection.vendor}: 100 sign-ups at once for 30 places: {states.count('signed_up')} in, "
        f"{states.count('waiting')} waiting"
    )
    assert outcomes <= {"made", "again"}
    assert states == ["signed_up"] * 30 + ["waiting"] * 70


def test_birthday_year_counts_as_old_enough():
    call = VolunteerCallFactory.build(activity=None, opens_at=STARTS, closes_at=STARTS, minimum_age=16)

    on = date(2026, 5, 4)
    assert (call.age_refusal(2010, on=on), call.age_refusal(2011, on=on) != "") == ("", True)
