"""The course of a visit: every step in every state, the refusals beside it, and many at once."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from league.core.models import AuditEvent
from organizations.enums import VisitAction, VisitState
from organizations.models import HomeVisit
from organizations.services.home_visits import assign_visits, change_visit, close_visit, record_visit, withdraw_visit
from tests.factories.organizations_homes import HomeCheckFactory, HomeVisitFactory, YouthHomeFactory

DOCUMENT = Path(settings.BASE_DIR) / "docs" / "youth_homes.md"
DAY = date(2023, 9, 1)
STEPS = {
    "record": lambda visit, actor: record_visit(
        visit, visited_on=date(2023, 9, 25), visitor="走访员", finding="门锁着", actor=actor
    ),
    "close": lambda visit, actor: close_visit(visit, on=date(2023, 9, 26), outcome="revived", actor=actor),
    "withdraw": lambda visit, actor: withdraw_visit(visit, on=date(2023, 9, 26), reason="误列", actor=actor),
}
MADE = {
    "assigned": {},
    "visited": {"visited": True},
    "closed": {"closed": True},
    "withdrawn": {"state": "withdrawn", "closed_on": date(2023, 9, 2), "remark": "误列"},
}


@pytest.fixture
def home(cast):
    return YouthHomeFactory(responsible=cast.township, name="甲镇青年之家")


def documented():
    lines = [line.strip("| ") for line in DOCUMENT.read_text().splitlines() if line.startswith("| ")]
    start = next(number for number, line in enumerate(lines) if line.startswith("Visit "))
    actions = [cell.strip() for cell in lines[start].split("|")][1:]
    table = {}
    for line in lines[start + 1 : start + 1 + len(VisitState)]:
        state, *targets = [cell.strip() for cell in line.split("|")]
        table[state] = {action: target for action, target in zip(actions, targets, strict=False) if target}
    return table


def test_truth_table_of_the_document_is_the_machine():
    assert documented() == {state: dict(VisitState.transitions[state]) for state in VisitState.values}
    assert set(STEPS) == set(VisitAction.values)


@pytest.mark.parametrize("action", VisitAction.values)
@pytest.mark.parametrize("state", VisitState.values)
def test_every_step_in_every_state(cast, home, state, action):
    visit = HomeVisitFactory(home=home, **MADE[state])
    target = VisitState.transitions[state].get(action)

    if target is None:
        with pytest.raises(ValidationError) as refusal:
            STEPS[action](visit, cast.secretary)
        assert VisitState(state).label in refusal.value.messages[0]
        visit.refresh_from_db()
        assert (visit.state, visit.revision) == (state, 1)
    else:
        STEPS[action](visit, cast.secretary)
        visit.refresh_from_db()
        assert (visit.state, visit.revision) == (target, 2)
        assert AuditEvent.objects.latest("pk").action == f"home_visit.{action}"


def test_visits_are_assigned_in_one_go_to_those_that_have_none(cast, home):
    other = YouthHomeFactory(responsible=cast.neighbour)
    checked = YouthHomeFactory(responsible=cast.township, agreement_ends_on=DAY)
    HomeCheckFactory(home=checked)
    HomeVisitFactory(home=other)

    visits = assign_visits([home, other, checked], owner="团委委员", due_on=date(2023, 9, 20), on=DAY, actor=cast.staff)

    assert [(visit.home, visit.reasons) for visit in visits] == [
        (home, "久无活动、年度检查过期"),
        (checked, "久无活动、共建协议到期"),
    ]
    assert list(HomeVisit.objects.late(on=date(2023, 9, 20)).values_list("home", flat=True)) == [other.pk]
    assert HomeVisit.objects.late(on=date(2023, 9, 21)).count() == 3
    assert AuditEvent.objects.filter(action="home_visit.assigned").count() == 2


def test_nothing_to_assign_and_a_past_day_are_refused(cast, home):
    HomeVisitFactory(home=home)
    for homes, due_on, sentence in (([home], DAY, "没有新安排"), ([home], date(2023, 8, 31), "不能早于今天")):
        with pytest.raises(ValidationError, match=sentence):
            assign_visits(homes, owner="团委委员", due_on=due_on, on=DAY, actor=cast.staff)

    assert HomeVisit.objects.count() == 1


def test_visit_that_ended_makes_room_for_the_next(cast, home):
    HomeVisitFactory(home=home, closed=True)

    (visit,) = assign_visits([home], owner="团委委员", due_on=date(2023, 12, 1), on=date(2023, 11, 1), actor=cast.staff)

    assert visit.state == "assigned"


def test_plan_is_changed_while_the_visit_is_open(cast, home):
    visit = HomeVisitFactory(home=home)
    changed = change_visit(visit, changes={"due_on": date(2023, 10, 1), "owner": "责任人"}, actor=cast.secretary)
    assert (changed.due_on, changed.revision) == (date(2023, 10, 1), 2)

    with pytest.raises(ValidationError, match="不能早于安排日期"):
        change_visit(visit, changes={"due_on": date(2023, 8, 1)}, actor=cast.secretary)
    closed = HomeVisitFactory(home=YouthHomeFactory(responsible=cast.township), closed=True)
    with pytest.raises(ValidationError, match="不再改动"):
        change_visit(closed, changes={"owner": "别人"}, actor=cast.secretary)


@pytest.mark.parametrize(
    ("traits", "step", "sentence"),
    [
        ({}, lambda v, a: record_visit(v, visited_on=date(2023, 8, 31), visitor="甲", finding="乙", actor=a), "才安排"),
        ({}, lambda v, a: record_visit(v, visited_on=DAY, visitor="甲", finding=" ", actor=a), "写明走访日期和情况"),
        ({}, lambda v, a: withdraw_visit(v, on=DAY, reason=" ", actor=a), "写明撤回的理由"),
        ({}, lambda v, a: withdraw_visit(v, on=date(2023, 8, 31), reason="误列", actor=a), "撤回日期不能早于"),
        ({"visited": True}, lambda v, a: close_visit(v, on=date(2023, 9, 9), outcome="revived", actor=a), "才走访"),
        ({"visited": True}, lambda v, a: close_visit(v, on=date(2023, 9, 20), outcome="", actor=a), "写明结论"),
    ],
)
def test_step_that_tells_too_little_is_refused(cast, home, traits, step, sentence):
    visit = HomeVisitFactory(home=home, **traits)

    with pytest.raises(ValidationError, match=sentence):
        step(visit, cast.secretary)

    assert HomeVisit.objects.get().revision == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "visited"},
        {"state": "closed", "closed_on": DAY},
        {"finding": "没有去过"},
        {"due_on": date(2023, 8, 1)},
        {"state": "withdrawn", "closed_on": DAY},
    ],
)
def test_database_refuses_a_visit_that_contradicts_itself(home, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        HomeVisitFactory(home=home, **fields)
    HomeVisitFactory(home=home)
    with pytest.raises(IntegrityError), transaction.atomic():
        HomeVisitFactory(home=home)
