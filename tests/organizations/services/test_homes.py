"""The life of a home: every transition, the refusals beside it, and states of past days."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from league.core.models import AuditEvent
from organizations.enums import CheckItem, HomeAction, HomeState
from organizations.models import HomeVersion, YouthHome
from organizations.services.home_checks import Finding, check_home
from organizations.services.home_records import record_home_month
from organizations.services.homes import advance_home, apply_home, change_home
from tests.factories.organizations_homes import YouthHomeFactory

DOCUMENT = Path(settings.BASE_DIR) / "docs" / "youth_homes.md"


def documented_transitions():
    lines = [line.strip("| ") for line in DOCUMENT.read_text().splitlines() if line.startswith("| ")]
    start = next(number for number, line in enumerate(lines) if line.startswith("State "))
    actions = [cell.strip() for cell in lines[start].split("|")][1:]
    table = {}
    for line in lines[start + 1 : start + 1 + len(HomeState)]:
        state, *targets = [cell.strip() for cell in line.split("|")]
        table[state] = {action: target for action, target in zip(actions, targets, strict=False) if target}
    return table


def fields_of(cast, **changes):
    return {
        "code": "QJ001", "name": "甲镇青年之家", "kind": "youth_home", "base": "service_centre",
        "division": cast.township_division, "responsible": cast.township, "area": 60,
    } | changes  # fmt: skip


def passed():
    return {item.value: Finding(True) for item in CheckItem}


def test_truth_table_of_the_document_is_the_machine():
    assert documented_transitions() == {state: dict(HomeState.transitions[state]) for state in HomeState.values}


@pytest.mark.parametrize("action", HomeAction.values)
@pytest.mark.parametrize("state", HomeState.values)
def test_every_action_in_every_state(cast, state, action):
    home = YouthHomeFactory(responsible=cast.township, state=state)
    target = HomeState.transitions[state].get(action)

    if target is None:
        with pytest.raises(ValidationError) as refusal:
            advance_home(home, action=action, on=date(2023, 5, 1), reason="测试", actor=cast.staff)
        assert HomeState(state).label in refusal.value.messages[0]
        home.refresh_from_db()
        assert home.state == state
    else:
        advance_home(home, action=action, on=date(2023, 5, 1), reason="测试", actor=cast.staff)
        home.refresh_from_db()
        assert home.state == target
        assert list(home.periods.values_list("state", "starts_on", "ends_on")) == [
            (state, date(2022, 5, 1), date(2023, 5, 1)),
            (target, date(2023, 5, 1), None),
        ]
        assert AuditEvent.objects.latest("pk").action == f"home.{action}"


def test_past_day_answers_with_the_state_of_that_day(cast):
    home = apply_home(fields=fields_of(cast), on=date(2022, 3, 5), actor=cast.secretary)
    advance_home(home, action="accept", on=date(2022, 4, 1), actor=cast.staff)
    advance_home(home, action="open", on=date(2022, 5, 1), actor=cast.secretary)
    advance_home(home, action="suspend", on=date(2024, 2, 1), reason="房屋维修", actor=cast.staff)

    days = [
        date(2022, 3, 4),
        date(2022, 3, 5),
        date(2022, 4, 30),
        date(2022, 5, 1),
        date(2024, 1, 31),
        date(2024, 2, 1),
    ]
    states = [YouthHome.objects.with_state(on=day).get().state_on for day in days]

    assert states == [None, "applied", "accepted", "running", "running", "suspended"]
    assert [HomeVersion.objects.on(day).live(on=day).count() for day in days] == [0, 0, 0, 1, 1, 0]


def test_suspension_asks_for_its_reason(cast):
    home = YouthHomeFactory(responsible=cast.township)

    with pytest.raises(ValidationError, match="须写明理由"):
        advance_home(home, action="suspend", on=date(2023, 5, 1), reason=" ", actor=cast.staff)


def test_action_before_the_present_state_is_refused(cast):
    home = YouthHomeFactory(responsible=cast.township)

    with pytest.raises(ValidationError, match="应晚于这一天"):
        advance_home(home, action="suspend", on=date(2022, 5, 1), reason="测试", actor=cast.staff)


def test_dated_change_leaves_the_past_and_a_correction_mends_it(cast):
    home = apply_home(fields=fields_of(cast), on=date(2022, 3, 5), actor=cast.secretary)
    home = change_home(home, changes={"area": 90}, on=date(2023, 1, 1), actor=cast.secretary)
    home = change_home(home, changes={"area": 95}, actor=cast.secretary)

    assert list(home.versions.values_list("area", "valid_from")) == [(60, date(2022, 3, 5)), (95, date(2023, 1, 1))]
    assert home.revision == 3


def test_home_outside_its_organisations_division_is_refused(cast):
    with pytest.raises(ValidationError):
        apply_home(fields=fields_of(cast, division=cast.neighbour_division), on=date(2023, 1, 1), actor=cast.secretary)


def test_private_phone_is_refused(cast):
    with pytest.raises(ValidationError, match="办公电话"):
        apply_home(fields=fields_of(cast, office_phone="13812345678"), on=date(2023, 1, 1), actor=cast.secretary)


def test_month_is_recorded_once_and_corrected_after(cast):
    home = YouthHomeFactory(responsible=cast.township)
    common = {"month": date(2023, 5, 17), "source": "台账", "on": date(2023, 6, 1), "actor": cast.secretary}

    record_home_month(home, activities=3, attendances=2, **common)
    record_home_month(home, activities=4, attendances=2, **common)

    assert list(home.months.values_list("month", "activities", "revision")) == [(date(2023, 5, 1), 4, 2)]
    assert AuditEvent.objects.latest("pk").action == "home_month.corrected"


@pytest.mark.parametrize(
    ("month", "activities", "refusal"),
    [
        (date(2023, 7, 1), 1, "还没有到"),
        (date(2022, 4, 1), 1, "没有运行"),
        (date(2023, 5, 1), 1, "不能多于活动场次"),
    ],
)
def test_month_that_cannot_be_is_refused(cast, month, activities, refusal):
    home = YouthHomeFactory(responsible=cast.township)

    with pytest.raises(ValidationError, match=refusal):
        record_home_month(
            home, month=month, activities=activities, attendances=2, source="", on=date(2023, 6, 1),
            actor=cast.secretary,
        )  # fmt: skip


def test_check_is_passed_only_with_every_item(cast):
    home = YouthHomeFactory(responsible=cast.township)
    failed = passed() | {"sign": Finding(False, "标牌脱落")}

    first = check_home(home, checked_on=date(2023, 6, 1), checker="张检查", findings=failed, actor=cast.staff)
    second = check_home(home, checked_on=date(2023, 7, 1), checker="张检查", findings=passed(), actor=cast.staff)

    assert (first.passed, second.passed) == (False, True)
    assert list(first.items.filter(passed=False).values_list("item", "remark")) == [("sign", "标牌脱落")]
    assert second.items.count() == len(CheckItem)


@pytest.mark.parametrize(
    ("findings", "refusal"),
    [({"sign": Finding(False)}, "写明情况"), ({"sign": None}, "没有填写")],
)
def test_incomplete_check_is_refused(cast, findings, refusal):
    home = YouthHomeFactory(responsible=cast.township)
    all_of_them = {item: finding for item, finding in (passed() | findings).items() if finding is not None}

    with pytest.raises(ValidationError) as refused:
        check_home(home, checked_on=date(2023, 6, 1), checker="张检查", findings=all_of_them, actor=cast.staff)

    assert re.search(refusal, "".join(refused.value.messages))
    assert not home.checks.exists()
