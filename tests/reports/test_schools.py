"""What the figures of league schools and mechanisms count, and on which day."""

from datetime import date

from league.core.dates import Period
from reports.indicators import REGISTRY
from reports.indicators.base import Context
from reports.indicators.settings import settings_on
from tests.factories.organizations import UnitFactory
from tests.factories.schools import (
    BodySeatFactory,
    LeagueClassFactory,
    LeagueSchoolFactory,
    PartyInclusionFactory,
    PolicyDocumentFactory,
    RelationSurveyFactory,
)


def counted(on, *codes):
    context = Context(on, Period.year_of(on), settings_on(on))
    return {code: REGISTRY[code].rows(context).count() for code in codes}


def make_school(organization, name, **fields):
    return UnitFactory(
        responsible=organization, division=organization.division, kind="junior_school", name=name, **fields
    )  # fmt: skip


def test_a_school_is_covered_only_while_its_league_school_teaches(cast):
    teaching, silent = make_school(cast.township, "甲中"), make_school(cast.township, "乙中")
    make_school(cast.township, "丙中")
    RelationSurveyFactory(unit=teaching)
    LeagueSchoolFactory(unit=silent)
    LeagueClassFactory(league_school=LeagueSchoolFactory(unit=teaching), held_on=date(2023, 10, 9))
    codes = ("school.total", "school.surveyed", "school.league_schools", "school.covered", "school.gap")

    answers = [tuple(counted(on, *codes).values()) for on in (date(2023, 2, 1), date(2023, 12, 31), date(2024, 12, 31))]

    assert answers == [(3, 0, 0, 0, 3), (3, 1, 2, 1, 2), (3, 1, 2, 0, 3)]


def test_a_primary_school_is_not_counted(cast):
    UnitFactory(responsible=cast.township, division=cast.township_division, kind="primary_school")

    assert counted(date(2023, 12, 31), "school.total") == {"school.total": 0}


def test_eight_hours_are_reached_within_one_school_year(cast):
    league_school = LeagueSchoolFactory(unit=make_school(cast.township, "甲中"))
    for day in (date(2023, 6, 1), date(2023, 9, 20), date(2023, 10, 20), date(2023, 11, 20)):
        LeagueClassFactory(league_school=league_school, held_on=day)
    before = counted(date(2023, 12, 31), "school.eight_hours", "school.classes")
    LeagueClassFactory(league_school=league_school, held_on=date(2024, 3, 20))

    assert before == {"school.eight_hours": 0, "school.classes": 4}
    assert counted(date(2024, 8, 31), "school.eight_hours", "school.classes") == {
        "school.eight_hours": 1,
        "school.classes": 1,
    }


def test_unsettled_school_is_settled_on_its_day(cast):
    school = make_school(cast.township, "甲中")
    RelationSurveyFactory(unit=school, result="unclear", corrected_on=date(2023, 6, 1))

    assert [counted(on, "school.unsettled")["school.unsettled"] for on in (date(2023, 5, 31), date(2023, 6, 1))] == [
        1,
        0,
    ]


def test_mechanisms_are_counted_with_their_gaps(cast):
    PolicyDocumentFactory(organization=cast.county)
    PolicyDocumentFactory(
        organization=cast.county, number="测〔2023〕1号", issued_on=date(2023, 1, 5), file="policy/a.pdf"
    )  # fmt: skip
    BodySeatFactory(organization=cast.county, ends_on=date(2024, 1, 1))
    PartyInclusionFactory(organization=cast.county, in_plan="yes", in_assessment="yes")
    PartyInclusionFactory(organization=cast.township, in_plan="yes", in_assessment="no")
    PartyInclusionFactory(organization=cast.neighbour)
    codes = (
        "mechanism.documents", "mechanism.incomplete", "mechanism.seats", "mechanism.both", "mechanism.answered",
        "mechanism.unknown",
    )  # fmt: skip

    assert list(counted(date(2023, 12, 31), *codes).values()) == [2, 1, 1, 1, 2, 1]
    assert list(counted(date(2023, 3, 1), *codes).values())[:3] == [1, 0, 0]
