"""Service teams, yard meetings and visits to couriers."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone

from activities.models import CourierVisit, ServiceTeam
from activities.services.courier_visits import add_visit, remove_visit
from activities.services.service_teams import add_member, change_team, dissolve_team, found_team, leave_team
from activities.services.yard_meetings import change_meeting, record_meeting
from organizations.services.endings import merge_organizations, preview_merge
from organizations.services.reversals import undo_restructuring
from tests.factories.activities import ActivityFactory
from tests.factories.cadres import PersonFactory
from tests.factories.service import CourierVisitFactory, NeedFactory, ServiceTeamFactory, YardMeetingFactory


def team_fields(cast, **more):
    return {
        "name": "甲镇东村青春服务队", "home": None, "unit": cast.village, "party_organization": "东村党支部",
        "founded_on": date(2022, 5, 4), "party_members": 1, "league_members": 3, "pioneers": 6, "volunteers": 2,
        "counted_on": date(2023, 5, 4), "duties": "",
    } | more  # fmt: skip


def meeting_fields(cast, **more):
    return {
        "title": "青年说事", "team": None, "unit": cast.village, "place": "屋场", "held_on": date(2023, 5, 4),
        "host": "副书记", "attendees": 20, "youth": 12, "minutes": "谈托管",
    } | more  # fmt: skip


def test_team_is_founded_named_and_dissolved(cast):
    team = found_team(cast.branch, fields=team_fields(cast), actor=cast.staff)
    assert (team.code, team.place, team.missing) == ("FWD2022-00001", cast.village.name, [])
    person = PersonFactory(organization=cast.branch)
    member = add_member(team, person=person, role="party", joined_on=date(2022, 6, 1), actor=cast.staff)
    with pytest.raises(ValidationError, match="多于党员人数1人"):
        add_member(team, person=PersonFactory(organization=cast.branch), role="party", joined_on=date(2022, 6, 1),
                   actor=cast.staff)  # fmt: skip
    with pytest.raises(ValidationError, match="已记名的党员有1人，多于党员人数0人"):
        change_team(team, changes={"party_members": 0}, actor=cast.staff)
    dissolve_team(team, on=date(2023, 9, 1), reason="人员外出", actor=cast.staff)
    member.refresh_from_db()
    assert member.left_on == date(2023, 9, 1)
    assert list(ServiceTeam.objects.running_on(date(2023, 8, 31))) == [team]
    assert not ServiceTeam.objects.running_on(date(2023, 9, 1)).exists()
    with pytest.raises(ValidationError, match="已于2023-09-01退出"):
        leave_team(member, on=date(2023, 9, 2), actor=cast.staff)


@pytest.mark.parametrize(
    ("person", "words"),
    [({"birth_on": date(2006, 1, 1)}, "未成年人只计人数"), ({"birth_on": None}, "不能确认已成年")],
)
def test_nobody_is_named_who_may_be_a_child(cast, person, words):
    team = ServiceTeamFactory(organization=cast.branch, unit=cast.village)
    with pytest.raises(ValidationError, match=words):
        add_member(team, person=PersonFactory(organization=cast.branch, **person), role="volunteer",
                   joined_on=date(2022, 6, 1), actor=cast.staff)  # fmt: skip
    assert not team.members.exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"unit": None}, "请在青年阵地和单位中选一个"),
        ({"unit": "neighbour"}, "不归“"),
        ({"counted_on": date(2022, 5, 3)}, "人数截至日期不能早于成立日期"),
    ],
)
def test_team_is_refused_in_words(cast, more, words):
    more = {"unit": cast.neighbour_village} if more.get("unit") == "neighbour" else more
    with pytest.raises(ValidationError, match=words):
        found_team(cast.branch, fields=team_fields(cast, **more), actor=cast.staff)


def test_team_says_what_is_missing(cast):
    full = ServiceTeamFactory(organization=cast.branch, unit=cast.village)
    team = ServiceTeamFactory(organization=cast.branch, unit=cast.village, party_organization="", pioneers=0)
    assert team.missing == ["联建党组织", "少先队员"]
    assert list(ServiceTeam.objects.complete()) == [full]


def test_meeting_is_recorded_in_the_own_village(cast):
    meeting = record_meeting(cast.township, fields=meeting_fields(cast), actor=cast.staff)
    assert meeting.code == "KT2023-00001"
    with pytest.raises(ValidationError, match="请选本级及以下的单位"):
        record_meeting(cast.township, fields=meeting_fields(cast, unit=cast.neighbour_village), actor=cast.staff)
    with pytest.raises(ValidationError, match="其中青年不能多于参加人次"):
        change_meeting(meeting, changes={"youth": 21}, actor=cast.staff)
    NeedFactory(organization=cast.branch, meeting=meeting)
    with pytest.raises(ValidationError, match="召开日期应与诉求的反映日期相同"):
        change_meeting(meeting, changes={"held_on": date(2023, 5, 3)}, actor=cast.staff)


def test_only_first_visits_add_up_to_persons(cast):
    fields = {"company": "测试邮政", "trade": "parcel", "persons": 8, "first_this_year": 8}
    spring = ActivityFactory(organization=cast.township, kind="visit", day=date(2023, 1, 10))
    add_visit(spring, fields=fields, actor=cast.staff)
    summer = ActivityFactory(organization=cast.township, kind="visit", day=date(2023, 7, 10))
    visit = add_visit(summer, fields=fields | {"persons": 10, "first_this_year": 3}, actor=cast.staff)
    CourierVisitFactory(activity=ActivityFactory(organization=cast.township, state="returned"))

    year = CourierVisit.objects.held_within(date(2023, 1, 1), date(2023, 12, 31))
    assert year.aggregate(n=Sum("first_this_year"))["n"] == 11
    assert remove_visit(visit, reason="重复", actor=cast.staff) == summer


@pytest.mark.parametrize(("state", "words"), [("draft", "还没有登记举办"), ("verified", "已核验，不能再修改")])
def test_visits_belong_to_what_was_held_and_not_verified(cast, state, words):
    activity = ActivityFactory(organization=cast.township, kind="visit", state=state)
    fields = {"company": "测试邮政", "trade": "parcel", "persons": 8, "first_this_year": 8}
    with pytest.raises(ValidationError, match=words):
        add_visit(activity, fields=fields, actor=cast.staff)


@pytest.mark.parametrize("wrong", [{"persons": 4}, {"persons": 0, "first_this_year": 0}])
def test_database_keeps_first_visits_among_visits(cast, wrong):
    activity = ActivityFactory(organization=cast.township, kind="visit")
    with pytest.raises(IntegrityError), transaction.atomic():
        CourierVisitFactory(activity=activity, **wrong)


@pytest.mark.parametrize("wrong", [{"youth": 21}, {"attendees": 0, "youth": None}])
def test_database_keeps_heads_of_a_meeting(cast, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        YardMeetingFactory(organization=cast.branch, unit=cast.village, **wrong)


def test_merger_passes_what_is_open_and_is_refused_while_it_answers_for_others(cast):
    paper = {"on": date(2025, 7, 1), "reason": "撤镇并乡", "document": "测团〔2025〕2号"}
    team = ServiceTeamFactory(organization=cast.branch, unit=cast.village)
    open_need, told = NeedFactory(organization=cast.branch), NeedFactory(organization=cast.branch, state="told")
    above = NeedFactory(organization=cast.branch, owner=cast.township)
    blockers = preview_merge(cast.township, target=cast.neighbour, on=paper["on"]).blockers
    assert [words for words in blockers if "由它负责、没有办结的诉求" in words] != []
    restructuring = merge_organizations(cast.branch, target=cast.neighbour_branch, actor=cast.staff, **paper)
    for row in (team, open_need, told, above):
        row.refresh_from_db()
    heir = cast.neighbour_branch
    assert (team.organization, team.org_path) == (heir, heir.path)
    assert [need.organization for need in (open_need, told, above)] == [heir, cast.branch, heir]
    undo_restructuring(restructuring, at=timezone.now(), reason="误操作", actor=cast.staff)
    open_need.refresh_from_db()
    assert (open_need.organization, open_need.org_path) == (cast.branch, cast.branch.path)
