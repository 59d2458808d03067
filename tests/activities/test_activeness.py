"""Who is active and who is silent, on the edges of the days."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from activities.services.activeness import active_units, silent_organizations
from league.core.dates import Period
from organizations.enums import HealthCheck
from organizations.models import OrganizationVersion, UnitVersion
from organizations.services.health_checks import CHECKS, rule_numbers
from reports.indicators.base import Context
from reports.indicators.registry import REGISTRY
from reports.indicators.settings import Unset, settings_on
from tests.factories.activities import ActivityAudienceFactory, ActivityFactory
from tests.factories.organizations_homes import YouthHomeFactory

DAY = date(2023, 6, 30)


@pytest.mark.parametrize(("ago", "active"), [(0, True), (89, True), (90, False), (-1, False)])
def test_active_within_ninety_days(cast, ago, active):
    ActivityFactory(organization=cast.branch, day=DAY - timedelta(days=ago))
    ActivityFactory(organization=cast.county, day=DAY - timedelta(days=90))
    units = active_units(UnitVersion.objects.on(DAY), on=DAY, days=90).values_list("subject", flat=True)
    assert (cast.branch.unit_id in units) == active
    rows = OrganizationVersion.objects.on(DAY).filter(subject=cast.branch)
    assert silent_organizations(rows, on=DAY, days=90).exists() != active


@pytest.mark.parametrize("state", ["draft", "published", "returned", "cancelled"])
def test_what_was_not_held_makes_nobody_active(cast, state):
    ActivityFactory(organization=cast.branch, day=DAY, state=state)
    assert not active_units(UnitVersion.objects.on(DAY), on=DAY, days=90).exists()


def test_health_check_finds_the_silent_branch(cast):
    ActivityFactory(organization=cast.branch, day=DAY)
    rows = CHECKS[HealthCheck.SILENT].rows
    assert not rows(DAY, rule_numbers(DAY)).exists()
    ActivityFactory(organization=cast.county, day=DAY - timedelta(days=90))
    found = CHECKS[HealthCheck.SILENT].rows(DAY, rule_numbers(DAY)).values_list("subject", flat=True)
    assert list(found) == [cast.neighbour_branch.pk]


def test_api_tells_person_times_apart_from_persons(client, cast):
    activity = ActivityFactory(organization=cast.branch)
    ActivityAudienceFactory(activity=activity, person_times=30)
    ActivityFactory(organization=cast.neighbour_branch)
    client.force_login(cast.secretary)
    answer = client.get(reverse("api:activity-list")).json()
    assert [row["code"] for row in answer["results"]] == [activity.code]
    assert answer["results"][0]["audiences"] == [
        {"audience": "pupils", "person_times": 30, "by_name": False, "persons": None}
    ]


def test_last_step_of_coverage_counts_active_units_once_activities_are_recorded(cast):
    context = Context(DAY, Period.parse("2023"), settings_on(DAY))
    with pytest.raises(Unset, match="本系统登记活动不满90天"):
        REGISTRY["unit.active"].rows(context)

    ActivityFactory(organization=cast.county, day=DAY - timedelta(days=90))
    ActivityFactory(organization=cast.branch, day=DAY)
    codes = ("unit.in_term", "unit.active", "unit.inactive")
    rows = {code: set(REGISTRY[code].rows(context).values_list("pk", flat=True)) for code in codes}

    assert rows["unit.active"] | rows["unit.inactive"] == rows["unit.in_term"]
    assert not rows["unit.active"] & rows["unit.inactive"]


def test_home_and_organisation_show_what_was_held(client, cast):
    home = YouthHomeFactory(responsible=cast.township)
    ActivityFactory(organization=cast.branch, home=home, title="村里的宣讲")
    ActivityFactory(organization=cast.neighbour_branch, home=home, title="邻镇的宣讲")
    client.force_login(cast.secretary)

    of_home = client.get(home.get_absolute_url(), {"tab": "activities"}).content.decode()
    of_branch = client.get(cast.branch.get_absolute_url(), {"tab": "activities"}).content.decode()

    assert ["村里的宣讲" in of_home, "邻镇的宣讲" in of_home, "村里的宣讲" in of_branch] == [True, False, True]
