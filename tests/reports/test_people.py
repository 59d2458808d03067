"""What the figures of people count: secretaries, cadres, the county's staff; and on which day."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from league.core.dates import Period
from organizations.models import Rule
from reports.indicators import REGISTRY
from reports.indicators.base import Context
from reports.indicators.settings import settings_on
from reports.services.figures import read_figures
from reports.services.fill import Fill, fill_period
from reports.services.rows import measure
from tests.factories.cadres import PersonFactory
from tests.factories.organizations import OrganizationFactory, UnitFactory
from tests.factories.posts import DeclaredStaffFactory, EstablishmentFactory, PostFactory

DAY = date(2023, 12, 31)


def counted(*codes, on=DAY):
    context = Context(on, Period.year_of(on), settings_on(on))
    return {code: measure(REGISTRY[code], REGISTRY[code].rows(context)) for code in codes}


def filled(cast, code):
    snapshot = fill_period(Fill(Period.parse("2023"), DAY, timezone.now()))
    return read_figures(snapshot, [cast.county.pk], [code])[cast.county.pk][code]


@pytest.fixture
def secretaries(cast):
    """Three village secretaries of three kinds, one of whom nobody knows anything."""
    unit = UnitFactory(responsible=cast.township, division=cast.township_division, name="甲镇西村", kind="community")
    third = OrganizationFactory(parent=cast.township, unit=unit, division=cast.township_division)
    known = PersonFactory(
        organization=cast.branch, birth_on=date(1990, 1, 1), education="31", sex="2", political_status="01"
    )
    older = PersonFactory(organization=cast.neighbour_branch, birth_on=date(1989, 12, 31), education="33")
    unknown = PersonFactory(organization=third, birth_on=None, education="", sex="0")
    return [
        PostFactory(person=known, organization=cast.branch, village_seat="both"),
        PostFactory(person=older, organization=cast.neighbour_branch, village_seat="none"),
        PostFactory(person=unknown, organization=third, village_seat="unknown"),
    ]


def test_secretary_is_counted_by_what_is_known(secretaries):
    answers = counted(
        "secretary.total", "secretary.born_1990s", "secretary.birth_known", "secretary.birth_unknown",
        "secretary.college", "secretary.education_known", "secretary.education_unknown",
        "secretary.committees", "secretary.seat_known", "secretary.seat_unknown", "secretary.party",
        "secretary.sex.female", "secretary.sex.unknown", "secretary.education.below", "secretary.education.college",
    )  # fmt: skip

    assert list(answers.values()) == [3, 1, 2, 1, 1, 2, 1, 1, 2, 1, 1, 1, 1, 1, 1]


def test_share_leaves_the_unknown_out_and_shows_it(cast, secretaries):
    figure = filled(cast, "secretary.born_1990s.share")

    assert (figure.part, figure.whole, figure.unknown, figure.value) == (1, 2, 1, Decimal("50.00"))


def test_a_left_course_is_no_college_and_the_nineties_end_in_1999(cast, secretaries):
    PersonFactory._meta.model.objects.filter(posts=secretaries[1]).update(birth_on=date(2000, 1, 1), education="23")

    assert counted("secretary.born_1990s", "secretary.born_2000s", "secretary.college") == {
        "secretary.born_1990s": 1,
        "secretary.born_2000s": 1,
        "secretary.college": 1,
    }


def test_age_bands_turn_on_the_birthday(cast, secretaries):
    bands = ("secretary.age.to_28", "secretary.age.29_35", "secretary.age.over_35", "secretary.age.unknown")

    before, after = counted(*bands, on=date(2025, 12, 30)), counted(*bands, on=date(2025, 12, 31))

    assert list(before.values()) == [0, 2, 0, 1]
    assert list(after.values()) == [0, 1, 1, 1]


def test_average_age_is_in_full_years(cast, secretaries):
    figure = filled(cast, "secretary.age_average")

    assert (figure.part, figure.whole, figure.unknown, figure.value) == (33 + 34, 2, 1, Decimal("33.5"))


@pytest.mark.parametrize(("on", "age"), [(date(2023, 2, 27), 22), (date(2023, 2, 28), 23), (date(2024, 2, 28), 23)])
def test_whoever_was_born_on_a_leap_day_is_as_old_in_figures_as_on_the_page(cast, on, age):
    person = PersonFactory(organization=cast.branch, birth_on=date(2000, 2, 29))
    PostFactory(person=person, organization=cast.branch, starts_on=date(2022, 1, 1))

    assert (person.age_on(on), counted("secretary.age_sum", on=on)) == (age, {"secretary.age_sum": age})


def test_vacant_and_never_recorded_are_told_apart(cast, secretaries):
    first, second, _ = secretaries
    type(first).objects.filter(pk=first.pk).update(ends_on=date(2023, 6, 1), ending="age")
    type(second).objects.filter(pk=second.pk).delete()

    answers = counted("secretary.vacancy.filled", "secretary.vacancy.vacant", "secretary.vacancy.unknown")

    assert list(answers.values()) == [1, 1, 1]
    assert list(counted("secretary.vacancy.vacant", on=date(2023, 5, 31)).values()) == [0]


def test_unit_is_led_vacant_or_unknown(cast):
    UnitFactory(responsible=cast.township, name="缺口", members=4)
    PostFactory(person=PersonFactory(organization=cast.branch), organization=cast.branch)
    codes = ("unit.led", "unit.unled", "unit.leader_unknown", "unit.leader_judged")
    led = counted(*codes)
    type(cast.branch.posts.get()).objects.update(ends_on=date(2023, 6, 1), ending="age")

    assert (list(led.values()), list(counted(*codes).values())) == ([1, 0, 1, 2], [0, 1, 1, 2])


def test_branch_of_pupils_has_no_secretary_on_record(cast):
    school = UnitFactory(responsible=cast.township, kind="junior_school", members=30)
    OrganizationFactory(parent=cast.township, unit=school, stat_field="student")

    assert counted("post.vacancy.unknown") == {"post.vacancy.unknown": 5}


def test_posts_are_counted_by_level(cast):
    person = PersonFactory(organization=cast.township)
    township_unit = UnitFactory(responsible=cast.township, division=cast.township_division, kind="township")
    type(cast.township).objects.filter(pk=cast.township.pk).update(unit=township_unit)
    cast.township.versions.update(unit=township_unit)
    PostFactory(person=person, organization=cast.township, mode="full_time")
    PostFactory(person=person, organization=cast.township, title="member", duty="publicity", mode="unknown")
    PostFactory(person=PersonFactory(organization=cast.county), organization=cast.county, mode="seconded")
    codes = ("cadre.township.total", "cadre.township.persons", "cadre.township.mode_known",
             "cadre.township.mode.unknown", "cadre.county.total", "cadre.village.total", "cadre.other.total")  # fmt: skip

    assert list(counted(*codes).values()) == [2, 1, 1, 1, 1, 0, 0]


def test_township_is_staffed_by_the_countys_rule(cast):
    unit = UnitFactory(responsible=cast.township, division=cast.township_division, kind="township")
    cast.township.versions.update(unit=unit)
    Rule.objects.filter(code="township.staffing.members").update(value="1")
    for title in ("secretary", "deputy", "deputy", "member"):
        PostFactory(person=PersonFactory(organization=cast.township), organization=cast.township, title=title)

    full = counted("staffing.committees", "staffing.full", "staffing.gap")
    Rule.objects.filter(code="township.staffing.members").update(value="6")
    short = counted("staffing.committees", "staffing.full", "staffing.gap")

    assert (list(full.values()), list(short.values())) == ([1, 1, 0], [1, 0, 1])


def test_student_deputies_of_townships_are_counted_by_person(cast):
    unit = UnitFactory(responsible=cast.township, division=cast.township_division, kind="township")
    cast.township.versions.update(unit=unit)
    PostFactory(person=PersonFactory(organization=cast.township), organization=cast.township, student=True)
    PostFactory(person=PersonFactory(organization=cast.branch), organization=cast.branch, student=True)

    assert counted("student.deputies", "student.townships") == {"student.deputies": 1, "student.townships": 1}


def staff_member(cast, **post):
    return PostFactory(
        person=PersonFactory(organization=cast.county), organization=cast.county, **{"title": "staff"} | post
    )


def test_staff_of_the_county_stands_in_one_category_each(cast):
    Rule.objects.filter(code="county.reform_start").update(value="2022-03-01")
    centre = UnitFactory(responsible=cast.county, division=cast.county_division, kind="institution")
    old = staff_member(cast, mode="full_time", staffing="administrative", starts_on=date(2020, 1, 1))
    staff_member(cast, mode="full_time", staffing="institution", workplace=centre)
    staff_member(cast, mode="seconded")
    staff_member(cast, mode="intern")
    staff_member(cast, mode="unknown")
    # Two posts, one person: the category comes from the post that stands first in the order.
    PostFactory(person=old.person, organization=cast.county, title="deputy", mode="part_time")
    DeclaredStaffFactory(organization=cast.county, number=14)
    EstablishmentFactory(organization=cast.county, number=2)
    EstablishmentFactory(organization=cast.county, number=3, kind="institution", workplace=centre)

    answers = counted(
        "staff.before", "staff.after", "staff.category.established", "staff.category.centre", "staff.attached",
        "staff.interns", "staff.category.unknown", "staff.declared", "staff.approved", "staff.centre_posts",
        "staff.on_establishment",
    )  # fmt: skip

    assert list(answers.values()) == [1, 5, 1, 1, 1, 1, 1, 14, 5, 3, 2]
