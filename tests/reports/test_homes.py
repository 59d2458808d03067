"""Figures of Youth Homes, counted from rows as of the day that is asked."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from league.core.dates import Period
from organizations.criteria import CRITERIA
from organizations.models import Rule
from organizations.services.homes import advance_home
from organizations.services.rules import set_local_rule
from reports.demo.homes import HOMES, tell_homes
from reports.demo.naming import Chance
from reports.demo.records import REFORM_START
from reports.indicators import REGISTRY
from reports.indicators.base import Context
from reports.indicators.settings import in_force
from reports.services.fill import Fill, fill_period
from tests.factories.organizations import UnitFactory
from tests.factories.organizations_homes import YouthHomeFactory

RULES = {"county.reform_start": "2022-03-01"}


def count(code, on=date(2023, 12, 31)):
    return REGISTRY[code].rows(Context(on, Period.year_of(on), RULES)).count()


@pytest.fixture
def homes(cast):
    """One old and one new home, a heart station, and one that was only applied for."""
    for division, township in (
        (cast.township_division, cast.township),
        (cast.neighbour_division, cast.neighbour),
    ):
        UnitFactory(kind="township", division=division, responsible=township)
    return [
        YouthHomeFactory(responsible=cast.township, applied_on=date(2020, 5, 4)),
        YouthHomeFactory(responsible=cast.township, applied_on=date(2022, 3, 1)),
        YouthHomeFactory(responsible=cast.neighbour, kind="heart_station"),
        YouthHomeFactory(responsible=cast.neighbour, state="applied"),
    ]


def test_only_running_youth_homes_count(homes):
    assert (count("home.total"), count("home.new"), count("home.kind.heart_station")) == (2, 1, 1)
    assert (count("home.total", date(2021, 1, 1)), count("home.new", date(2021, 1, 1))) == (1, 0)


def test_township_with_a_station_only_is_a_gap(homes, cast):
    assert (count("home.townships"), count("home.townships_gap")) == (1, 1)


def test_suspension_changes_the_later_days_only(homes, cast):
    advance_home(homes[1], action="suspend", on=date(2024, 2, 1), reason="测试", actor=cast.staff)

    assert (count("home.total", date(2024, 1, 31)), count("home.total", date(2024, 2, 1))) == (2, 1)


def test_resumed_old_home_is_not_new(homes, cast):
    advance_home(homes[0], action="suspend", on=date(2021, 2, 1), reason="测试", actor=cast.staff)
    advance_home(homes[0], action="resume", on=date(2022, 9, 1), actor=cast.staff)

    assert (count("home.total"), count("home.new")) == (2, 1)


def test_story_has_the_homes_of_the_article():
    told = [home for home in tell_homes(Chance()) if home.kind == "youth_home" and home.opened_on.year < 2024]

    assert len(told) == HOMES == 38
    assert sum(home.opened_on >= REFORM_START for home in told) == 32
    assert len({home.township.committee for home in told}) == 25
    assert len({home.code for home in told}) == 38


def test_figure_page_shows_each_rule_with_value_beginning_and_source(cast, client, homes):
    rule = Rule.objects.get(code="home.criterion.area", valid_to__isnull=True)
    set_local_rule(rule, value="60", on=date(2023, 3, 1), source="测团字〔2023〕9号", actor=cast.staff)
    fill_period(Fill(Period.parse("2023"), date(2023, 12, 31), timezone.now()))
    client.force_login(cast.reviewer)
    url = reverse("reports:figure-detail", args=["home.operational"])

    text = client.get(url, {"period": "2023"}).text

    assert text.count("实体化运行：") >= 2 * len(CRITERIA)
    for words in (
        "60平方米</a>",
        "自 2023-03-01 起；依据：测团字〔2023〕9号",
        "一直如此；依据：《“青年之家”建设管理导则",
    ):
        assert words in text


def test_rule_set_otherwise_since_is_not_shown_as_the_source(cast):
    counted = {"home.criterion.area": "70", "home.idle_days": "90"}

    area, days = in_force(counted, counted, on=date(2023, 12, 31))

    assert (area.value, area.rule) == ("70", None)
    assert (days.value, days.rule.code) == ("90天", "home.idle_days")
