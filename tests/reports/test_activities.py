"""Figures of what happens: each counted from rows that a person could count, the near misses left out."""

from datetime import date

import pytest

from league.core.dates import Period
from reports.indicators.base import Context
from reports.indicators.registry import REGISTRY
from reports.indicators.settings import Unset, settings_on
from reports.services.rows import measure
from tests.factories.activities import (
    ActivityAudienceFactory,
    ActivityFactory,
    ActivityReachFactory,
    ActivityTopicFactory,
    ProgrammeFactory,
)
from tests.factories.organizations import UnitFactory

DAY = date(2023, 12, 31)


def context(day=DAY):
    return Context(day, Period.parse(str(day.year)), settings_on(day))


def value(code, day=DAY):
    return measure(REGISTRY[code], REGISTRY[code].rows(context(day)))


def school(cast, kind, code):
    return UnitFactory(responsible=cast.township, kind=kind, code=f"430421100-{code}")


def test_before_anything_was_recorded_nobody_knows(cast):
    with pytest.raises(Unset, match="还没有登记过举办的活动"):
        value("activity.held")

    ActivityFactory(organization=cast.branch, day=date(2023, 5, 4))

    assert [value("activity.held"), value("activity.kind.lecture"), value("activity.kind.camp")] == [1, 1, 0]
    with pytest.raises(Unset):
        value("activity.held", date(2022, 12, 31))


@pytest.mark.parametrize("state", ["draft", "published", "returned", "cancelled"])
def test_what_was_not_held_is_in_no_figure(cast, state):
    ActivityFactory(organization=cast.branch, state="verified")
    other = ActivityFactory(organization=cast.branch, state=state)
    ActivityAudienceFactory(activity=other)

    assert [value("activity.held"), value("activity.verified"), value("activity.person_times")] == [1, 1, 0]


def test_counselling_counts_schools_once_and_pupils_by_the_time(cast):
    senior, junior = school(cast, "senior_school", "G1"), school(cast, "junior_school", "C1")
    for unit in (senior, senior, junior):
        activity = ActivityFactory(organization=cast.county, kind="counsel", unit=unit, place="")
        ActivityAudienceFactory(activity=activity, person_times=200)
        ActivityAudienceFactory(activity=activity, person_times=9, audience="teachers")
    for_teachers = ActivityFactory(organization=cast.county, kind="counsel")
    ActivityAudienceFactory(activity=for_teachers, person_times=30, audience="teachers")
    ActivityReachFactory(activity=for_teachers, unit=school(cast, "junior_school", "C2"))

    codes = ("counsel.events", "counsel.senior_schools", "counsel.junior_schools", "counsel.students")
    assert [value(code) for code in codes] == [3, 1, 1, 600]


def test_outreach_is_a_lecture_in_a_village_or_school(cast):
    village = cast.branch.unit
    there = ActivityFactory(organization=cast.township, unit=village, place="")
    reached = ActivityFactory(organization=cast.county, by_federation=True)
    for unit in (village, school(cast, "primary_school", "X1")):
        ActivityReachFactory(activity=reached, unit=unit)
    for topic in ("drugs", "law"):
        ActivityTopicFactory(activity=reached, topic=topic)
    ActivityFactory(organization=cast.county)
    ActivityFactory(organization=cast.county, kind="volunteer", unit=village, place="")
    ActivityReachFactory(activity=there, unit=village)

    codes = ("outreach.events", "outreach.villages", "outreach.schools", "outreach.topic.drugs", "federation.events")
    assert [value(code) for code in codes] == [2, 1, 1, 1, 1]
    assert [value("activity.villages"), value("activity.schools")] == [1, 1]


def test_service_counts_the_young_and_not_those_who_serve(cast):
    activity = ActivityFactory(organization=cast.branch, kind="volunteer")
    for audience, number in (("pupils", 40), ("left_behind", 5), ("volunteers", 12), ("elderly", 30)):
        ActivityAudienceFactory(activity=activity, audience=audience, person_times=number)

    assert [value("service.youth"), value("service.volunteers"), value("activity.person_times")] == [45, 12, 87]


def test_campers_are_counted_without_those_who_run_the_camp(cast):
    camp = ActivityFactory(organization=cast.county, kind="camp")
    for audience, number in (("students", 30), ("youth", 5), ("volunteers", 6), ("teachers", 2)):
        ActivityAudienceFactory(activity=camp, audience=audience, person_times=number)

    assert [value("camp.events"), value("camp.participants")] == [1, 35]


def test_a_programme_is_lively_once_something_was_held_under_it(cast):
    lively, idle = ProgrammeFactory(organization=cast.county), ProgrammeFactory(organization=cast.county)
    ProgrammeFactory(organization=cast.county, ends_on=date(2022, 12, 1))
    ActivityFactory(organization=cast.branch, programme=lively)
    ActivityFactory(organization=cast.branch, programme=idle, state="draft")

    assert [value("programme.running"), value("programme.lively")] == [2, 1]


def test_what_waits_for_the_organiser_stands_on_its_list(cast):
    ActivityFactory(organization=cast.branch, state="returned")
    for day in (date(2023, 12, 30), date(2023, 12, 31)):
        ActivityFactory(organization=cast.branch, state="published", day=day)

    assert [value("activity.returned"), value("activity.unreported")] == [1, 1]
