"""The demo's generators tell one story, and it is loaded only where it may be."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from league.accounts.models import User
from organizations.models import Organization
from reports.demo.counts import CEILINGS
from reports.demo.story import tell
from tests.factories.accounts import UserFactory

TODAY = date(2026, 11, 23)


def test_load_is_refused_where_it_is_no_demo_and_over_other_data(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="不是演示环境"):
        call_command("load_demo")

    settings.DEMO = True
    UserFactory(username="somebody")
    with pytest.raises(CommandError, match="已有其他数据"):
        call_command("load_demo")
    call_command("load_demo", "--if-empty", stdout=StringIO())

    assert Organization.objects.count() == 0
    assert list(User.objects.values_list("username", flat=True)) == ["somebody"]


def test_generators_tell_the_same_story_each_time():
    assert tell(on=TODAY) == tell(on=TODAY)


def test_on_an_earlier_day_nobody_knows_what_comes_later():
    day = date(2023, 12, 31)

    county, head_counts = tell(on=day)

    assert max(row.founded_on for row in county.organizations) <= day
    assert max(row.counted_on for row in head_counts) <= day
    assert not any(row.dissolved_on for row in county.organizations)


def test_share_of_members_stays_below_the_ceiling_of_every_school():
    county, head_counts = tell(on=TODAY)
    ceilings = {unit.code: CEILINGS[unit.kind] for unit in county.units if unit.kind in CEILINGS}
    numbers = {(row.subject, row.counted_on, row.kind): row.value for row in head_counts if row.subject in ceilings}

    for (school, day, kind), members in numbers.items():
        if kind == "members" and (school, day, "youth") in numbers:
            assert 100 * members < ceilings[school] * numbers[school, day, "youth"]
