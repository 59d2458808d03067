"""Volunteers, their teams, calls, rosters and what is erased in the end."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from openpyxl import load_workbook

from activities.models import TeamVillage, VillageService, Volunteer
from activities.services.door_codes import door_code, door_pass, is_current, passes
from activities.services.volunteer_calls import change_call, open_call
from activities.services.volunteer_disclosure import disclose_volunteer, export_roster
from activities.services.volunteer_retention import erase_due_volunteers
from activities.services.volunteer_teams import change_team, create_team
from activities.services.volunteers import (
    Student,
    add_village_service,
    change_volunteer,
    register_students,
    register_volunteer,
)
from league.core.models import AuditEvent
from tests.factories.activities import ActivityFactory
from tests.factories.volunteers import SignUpFactory, VolunteerCallFactory, VolunteerFactory

pytestmark = pytest.mark.django_db
ON = date(2023, 8, 1)
STARTS = datetime(2023, 8, 5, 1, tzinfo=UTC)
PHONE, NUMBER = "13900001111", "11010519491231002X"
PERSON = {"name": "赵测试", "birth_year": 1949, "phone": PHONE, "id_number": NUMBER.lower()}
CALL = {
    "capacity": 1, "opens_at": STARTS - timedelta(days=5), "closes_at": STARTS, "contact": "0734-8000000",
    "consent_version": "1", "consent_text": "同意。",
}  # fmt: skip


def registered(cast, **rest):
    return register_volunteer(cast.township, fields=PERSON | rest, on=ON, actor=cast.secretary)


def test_numbers_are_sealed_in_the_database_and_absent_from_the_log(cast):
    volunteer = registered(cast)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM activities_volunteer")
        stored = str(cursor.fetchall())
    assert (PHONE in stored, NUMBER in stored, PHONE in str(list(AuditEvent.objects.values()))) == (False, False, False)
    volunteer.refresh_from_db()
    assert (volunteer.code, volunteer.phone, volunteer.id_number) == ("ZYZ000001", PHONE, NUMBER)


def test_same_name_and_telephone_are_registered_once(cast):
    registered(cast)

    with pytest.raises(ValidationError, match="已经建档"):
        registered(cast)

    assert registered(cast, name="钱测试", id_number="").code == "ZYZ000002"


def test_change_is_written_once_and_only_when_something_differs(cast):
    volunteer = registered(cast)
    change_volunteer(volunteer, changes={"university": "测试大学"}, on=ON, actor=cast.secretary)
    change_volunteer(volunteer, changes={"university": "测试大学"}, on=ON, actor=cast.secretary)

    volunteer.refresh_from_db()
    assert (volunteer.university, volunteer.revision) == ("测试大学", 2)
    assert AuditEvent.objects.filter(action="volunteer.changed").count() == 1


def test_village_is_served_by_students_only(cast):
    volunteer = registered(cast)
    stay = {"unit": cast.village, "starts_on": ON, "ends_on": None, "on": ON, "actor": cast.secretary}
    with pytest.raises(ValidationError, match="请先填写就读院校"):
        add_village_service(volunteer, **stay)

    volunteer = change_volunteer(volunteer, changes={"university": "测试大学"}, on=ON, actor=cast.secretary)

    assert add_village_service(volunteer, **stay).unit == cast.village
    assert Volunteer.objects.returned_within(ON, ON).get() == volunteer


def test_list_of_students_comes_in_at_once_with_their_villages(cast):
    students = [
        Student(
            f"FX{number}",
            f"学生{number}",
            "1",
            2003,
            f"测试大学{number % 2}",
            None,
            cast.township,
            cast.village,
            ON,
            None,
        )
        for number in range(3)
    ]

    assert register_students(students, on=ON, source="演示数据", actor=cast.staff) == 3

    assert list(Volunteer.objects.values_list("code", "university")) == [
        ("FX0", "测试大学0"), ("FX1", "测试大学1"), ("FX2", "测试大学0"),
    ]  # fmt: skip
    assert VillageService.objects.filter(unit=cast.village, starts_on=ON).count() == 3
    assert AuditEvent.objects.filter(action="volunteer.registered").count() == 3


def test_summer_team_names_its_university_and_its_villages(cast):
    fields = {"code": "SXX1", "name": "测试实践团", "kind": "summer", "size": 8, "starts_on": ON, "ends_on": ON}
    with pytest.raises(ValidationError, match="须填写院校"):
        create_team(cast.township, fields=fields, on=ON, actor=cast.secretary)

    fields["university"] = "测试大学"
    team = create_team(cast.township, fields=fields, villages=[cast.village], on=ON, actor=cast.secretary)
    change_team(team, changes={"size": 9}, villages=[cast.village, cast.neighbour_village], actor=cast.secretary)

    team.refresh_from_db()
    assert (team.size, TeamVillage.objects.filter(team=team).count()) == (9, 2)


def test_more_places_let_the_waiting_move_up_and_taken_ones_stay(cast):
    activity = ActivityFactory(organization=cast.township, state="published", starts_at=STARTS)
    call = open_call(activity, fields=CALL, actor=cast.secretary)
    with pytest.raises(ValidationError, match="已经发起招募"):
        open_call(activity, fields=CALL, actor=cast.secretary)
    rows = [
        SignUpFactory(activity=activity, volunteer=VolunteerFactory(organization=cast.township), state=state)
        for state in ("signed_up", "waiting", "waiting")
    ]

    change_call(call, changes={"capacity": 2}, actor=cast.secretary)

    for row in rows:
        row.refresh_from_db()
    assert [row.state for row in rows] == ["signed_up", "signed_up", "waiting"]
    with pytest.raises(ValidationError, match="已有2人报上名"):
        change_call(call, changes={"capacity": 1}, actor=cast.secretary)


def test_held_activity_calls_for_nobody(cast):
    with pytest.raises(ValidationError, match="只有草稿和已发布的活动"):
        open_call(ActivityFactory(organization=cast.township), fields=CALL, actor=cast.secretary)


def lines(content):
    return [list(row) for row in load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)][1:]


def test_roster_is_masked_unless_a_reason_is_given(cast):
    activity = ActivityFactory(organization=cast.township, state="published", starts_at=STARTS)
    VolunteerCallFactory(activity=activity)
    SignUpFactory(activity=activity, volunteer=registered(cast))
    with pytest.raises(ValidationError, match="请写明理由"):
        export_roster(activity, in_full=True, reason=" ", actor=cast.secretary)

    masked = lines(export_roster(activity, in_full=False, reason="", actor=cast.secretary))
    full = lines(export_roster(activity, in_full=True, reason="办理团体意外险", actor=cast.secretary))

    assert NUMBER not in str(masked)
    assert PHONE not in str(masked)
    assert full[0][:9] == [
        "1", "赵测试", "居民身份证", NUMBER, "未知", "1949-12-31", PHONE, "2023-08-05", "2023-08-05",
    ]  # fmt: skip
    assert list(
        AuditEvent.objects.filter(action__startswith="roster").order_by("pk").values_list("action", "reason")
    ) == [
        ("roster.exported", ""),
        ("roster.exported_in_full", "办理团体意外险"),
    ]


def test_values_are_shown_once_with_a_reason(cast):
    volunteer = registered(cast)
    with pytest.raises(ValidationError, match="请写明查看的理由"):
        disclose_volunteer(volunteer, reason="", actor=cast.secretary)

    shown = disclose_volunteer(volunteer, reason="联系本人", actor=cast.secretary)

    assert (shown.phone, shown.id_number) == (PHONE, NUMBER)
    assert AuditEvent.objects.get(action="volunteer.disclosed").reason == "联系本人"


def test_numbers_are_erased_when_nobody_needs_them_and_not_before(cast):
    volunteer = registered(cast)
    assert erase_due_volunteers(on=ON + timedelta(days=729)) == 0

    assert erase_due_volunteers(on=ON + timedelta(days=731)) == 1

    volunteer.refresh_from_db()
    assert (volunteer.name, volunteer.phone, volunteer.phone_hash, volunteer.id_number) == ("赵测试", "", "", "")
    assert erase_due_volunteers(on=ON + timedelta(days=731)) == 0


def test_code_at_the_door_is_good_for_this_minute_and_the_one_before():
    code = door_code(7, "in", at=STARTS)

    assert [is_current(7, "in", code, at=STARTS + timedelta(seconds=late)) for late in (0, 60, 120)] == [
        True,
        True,
        False,
    ]
    assert not is_current(8, "in", code, at=STARTS)
    assert not is_current(7, "out", code, at=STARTS)
    assert (passes(7, "in", door_pass(7, "in")), passes(8, "in", door_pass(7, "in"))) == (True, False)
