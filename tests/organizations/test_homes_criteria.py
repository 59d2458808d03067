"""Ticks of substantive operation and idleness, as of a day and by the rules of that day."""

from datetime import date

import pytest

from organizations.criteria import CRITERIA, idle, idleness_of, judge, operational, with_idleness
from organizations.enums import HomeIdleness
from organizations.happenings import last_months
from organizations.models import HomeVersion, Rule
from organizations.services.home_idleness import idle_homes
from organizations.services.rules import set_local_rule
from tests.factories.activities import ActivityFactory
from tests.factories.organizations_homes import HomeCheckFactory, HomeMonthFactory, YouthHomeFactory

DAY = date(2023, 12, 31)


@pytest.fixture
def home(cast):
    """A home with every tick on 2023-12-31."""
    home = YouthHomeFactory(responsible=cast.township)
    for month in (10, 11, 12):
        HomeMonthFactory(home=home, month=date(2023, month, 1))
    HomeCheckFactory(home=home)
    return home


def missing_ticks(home, on=DAY):
    return [each.criterion.code.value for each in judge(home, on=on) if each.ok is False]


def counts(on=DAY):
    return operational(HomeVersion.objects.on(on), on=on).count()


def test_last_months_are_whole():
    assert last_months(date(2023, 12, 31), 3) == [date(2023, 12, 1), date(2023, 11, 1), date(2023, 10, 1)]
    assert last_months(date(2024, 1, 30), 2) == [date(2023, 12, 1), date(2023, 11, 1)]


def test_home_with_every_tick_is_operational(home):
    assert missing_ticks(home) == []
    assert len(judge(home, on=DAY)) == len(CRITERIA)
    assert counts() == 1


@pytest.mark.parametrize(
    ("change", "tick"),
    [
        ({"area": 49}, "area"),
        ({"area": None}, "area"),
        ({"has_sign": False}, "has_sign"),
        ({"manager": ""}, "manager"),
        ({"weekdays": "67"}, "opening_days"),
    ],
)
def test_each_registered_fact_is_a_tick(home, change, tick):
    home.versions.update(**change)

    assert missing_ticks(home) == [tick]
    assert counts() == 0


def test_month_without_activity_or_attendance_is_missed(home):
    home.months.filter(month=date(2023, 11, 1)).update(attendances=0)
    assert missing_ticks(home) == ["attendances"]

    home.months.filter(month=date(2023, 11, 1)).delete()
    assert missing_ticks(home) == ["activities", "attendances"]
    assert counts() == 0


def test_latest_check_counts(home):
    HomeCheckFactory(home=home, checked_on=date(2023, 9, 1), passed=False)

    assert missing_ticks(home) == ["check"]
    assert missing_ticks(home, on=date(2023, 8, 31)) == ["activities", "attendances"]


def test_old_check_counts_no_longer(home):
    home.checks.update(checked_on=date(2022, 12, 31), year=2022)

    assert missing_ticks(home) == ["check"]


def test_rule_of_the_day_decides(home, cast):
    rule = Rule.objects.get(code="home.criterion.area", valid_to__isnull=True)
    set_local_rule(rule, value="100", on=date(2023, 6, 1), source="测试", actor=cast.staff)

    assert missing_ticks(home) == ["area"]
    assert "area" not in missing_ticks(home, on=date(2023, 5, 31))


def test_rule_of_zero_asks_for_nothing(home, cast):
    rule = Rule.objects.get(code="home.criterion.activities", valid_to__isnull=True)
    home.months.update(activities=0, attendances=0)
    set_local_rule(rule, value="0", on=date(2023, 6, 1), source="测试", actor=cast.staff)

    assert missing_ticks(home) == ["attendances"]


def idleness(on=DAY):
    row = with_idleness(HomeVersion.objects.on(on), on=on).get()
    return [code.value for code in idleness_of(row)], idle(HomeVersion.objects.on(on), on=on).count()


def test_busy_home_is_not_idle(home):
    assert idleness() == ([], 0)


def test_each_idleness_puts_a_running_home_on_the_list(home):
    assert idleness(date(2024, 4, 30)) == (["inactive"], 1)

    home.versions.update(agreement_ends_on=DAY)
    assert idleness() == (["agreement"], 1)

    home.checks.all().delete()
    assert idleness() == (["agreement", "unchecked"], 1)


def test_stopped_home_is_no_idle_one(home):
    home.periods.update(state="suspended")

    assert idle(HomeVersion.objects.on(date(2024, 6, 1)), on=date(2024, 6, 1)).count() == 0


def test_occasions_held_at_the_home_count_as_months_do(home, cast):
    home.months.all().delete()
    for month in (10, 11, 12):
        ActivityFactory(organization=cast.neighbour_branch, home=home, day=date(2023, month, 5), attendance="sheet")
    assert missing_ticks(home) == []

    last = home.activities.get(held_on=date(2023, 12, 5))
    ActivityFactory(organization=cast.township, day=date(2023, 12, 6), attendance="sheet")
    last.attendance = "none"
    last.save()
    assert missing_ticks(home) == ["attendances"]
    last.state, last.held_on = "draft", None
    last.save()
    assert missing_ticks(home) == ["activities", "attendances"]


def test_a_home_is_not_idle_while_something_is_held_there(home, cast):
    home.months.all().delete()
    ActivityFactory(organization=cast.township, home=home, day=date(2023, 11, 5))
    rows = idle_homes(on=date(2024, 1, 30))

    assert not rows.exists()
    (row,) = idle_homes(on=date(2024, 3, 1))
    assert (idleness_of(row), row.last_active) == ([HomeIdleness.INACTIVE], date(2023, 11, 5))
