"""What the figures of terms, elections and the branches' health count: by the rule of the day, the unknown apart."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from league.core.dates import Period
from reports.indicators import REGISTRY
from reports.indicators.base import Context, Indicator
from reports.indicators.settings import settings_on
from reports.indicators.terms import FIGURES
from reports.services.figures import read_figures
from reports.services.fill import Fill, fill_period
from reports.services.rows import measure, rows_behind
from tests.factories.cadres import PersonFactory
from tests.factories.elections import ExtensionFactory, TermFactory
from tests.factories.organizations import CoverageFactory, HeadCountFactory, OrganizationFactory, UnitFactory
from tests.factories.posts import PostFactory

# The last day of the old regulation's last year, and the first working day of the new one.
BEFORE, AFTER = date(2024, 12, 31), date(2025, 1, 4)
PARTS = ("unit.in_term", "unit.term_overdue", "unit.term_unknown")


def seat(*organizations):
    """A secretary each: whether a unit's organisation is in term is asked of those that are led."""
    for organization in organizations:
        PostFactory(
            person=PersonFactory(organization=organization), organization=organization, starts_on=date(2021, 1, 4)
        )


@pytest.fixture
def cast(cast):
    seat(cast.branch, cast.neighbour_branch)
    return cast


def rows_of(code, on):
    return REGISTRY[code].rows(Context(on, Period.year_of(on), settings_on(on)))


def counted(on, *codes):
    return tuple(rows_of(code, on).count() for code in codes)


def names(code, on):
    return sorted(str(getattr(row, "subject", row)) for row in rows_of(code, on).select_related("subject"))


def fill(on=BEFORE):
    return fill_period(Fill(Period.year_of(on), on, at=datetime(2026, 1, 2, 2, tzinfo=UTC)))


def renew(organization, *days, extended_until=None):
    """Terms of the organisation that began on these days."""
    terms = [
        TermFactory(organization=organization, number=number, starts_on=day, ends_on=following)
        for number, (day, following) in enumerate(zip(days, [*days[1:], None], strict=True), start=1)
    ]
    if extended_until:
        ExtensionFactory(
            term=terms[-1], until=extended_until, party_approved_on=days[-1], league_approved_on=days[-1]
        )  # fmt: skip


def test_same_branch_is_late_by_the_old_rule_and_in_office_by_the_new_one(cast):
    renew(cast.branch, date(2022, 6, 1))
    codes = ("term.overdue", "term.state.overdue", "term.due_soon", "term.state.approaching", "health.term_overdue",
             "branch.elected", "branch.overdue", "election.due", "election.left", "unit.in_term", "unit.term_overdue")  # fmt: skip

    assert counted(BEFORE, *codes) == (1, 1, 0, 0, 1, 0, 1, 1, 1, 0, 1)
    assert counted(AFTER, *codes) == (0, 0, 1, 1, 0, 1, 0, 0, 0, 1, 0)


def test_unknown_term_is_neither_late_nor_in_office_and_in_no_denominator(cast):
    renew(cast.branch, date(2024, 3, 1))
    codes = ("term.overdue_rate", "branch.elected_rate", "org.term_coverage", "election.completion")

    figures = read_figures(fill(), [cast.county.pk], codes)[cast.county.pk]

    told = {code: (figure.part, figure.whole, figure.unknown) for code, figure in figures.items()}
    assert told == {
        "term.overdue_rate": (0, 1, 4),
        "branch.elected_rate": (1, 1, 1),
        "org.term_coverage": (1, 1, 1),
        "election.completion": (0, 0, 4),
    }
    assert figures["election.completion"].value is None
    assert names("term.state.unknown", BEFORE) == ["乙镇东村团支部", "乙镇团委", "测试县团委", "甲镇团委"]
    assert names("branch.term_unknown", BEFORE) == ["乙镇东村团支部"]
    assert names("unit.term_unknown", BEFORE) == ["乙镇东村"]


def test_kind_without_a_term_is_in_no_figure_of_terms(cast):
    for kind in ("work_committee", "temporary", "floating", "graduate"):
        OrganizationFactory(parent=cast.county, kind=kind)

    codes = ("org.total", "term.total", "term.state.not_applicable", "term.state.unknown", "health.term_unknown")
    assert counted(BEFORE, *codes) == (9, 5, 4, 5, 5)


def test_states_are_those_of_all_organisations(cast):
    renew(cast.branch, date(2023, 1, 15))
    renew(cast.neighbour_branch, date(2021, 1, 1), extended_until=date(2025, 3, 1))
    OrganizationFactory(parent=cast.county, kind="work_committee")

    states = {
        figure.code: rows_of(figure.code, BEFORE).count() for figure in REGISTRY.prefixed("term.state")
    }  # fmt: skip

    assert {code.split(".")[-1]: count for code, count in states.items() if count} == {
        "urgent": 1, "extended": 1, "unknown": 3, "not_applicable": 1,
    }  # fmt: skip
    assert sum(states.values()) == rows_of("org.total", BEFORE).count() == 6


def test_elections_of_a_period_are_those_that_were_due_in_it(cast):
    def branch(name):
        return OrganizationFactory(parent=cast.township, short_name=name)

    renew(branch("按期"), date(2022, 5, 10), date(2024, 5, 8))
    renew(branch("年前已逾期"), date(2021, 5, 10), date(2024, 11, 2))
    renew(branch("逾期未换"), date(2022, 5, 10))
    renew(branch("延期之内"), date(2022, 11, 10), extended_until=date(2025, 2, 1))
    renew(branch("提前"), date(2023, 5, 10), date(2024, 12, 1))
    renew(branch("去年已换"), date(2021, 5, 10), date(2023, 5, 8))
    renew(branch("首届"), date(2024, 6, 1))
    renew(branch("未到"), date(2023, 6, 1))

    assert {code: names(f"election.{code}", BEFORE) for code in ("due", "completed", "left", "early")} == {
        "due": ["年前已逾期", "按期", "逾期未换"],
        "completed": ["年前已逾期", "按期"],
        "left": ["逾期未换"],
        "early": ["提前"],
    }


def test_extension_keeps_a_village_in_office_until_its_last_day(cast):
    renew(cast.branch, date(2021, 9, 1), extended_until=date(2024, 10, 1))

    days = (date(2023, 8, 31), date(2024, 10, 1), date(2024, 10, 2))
    assert [counted(day, "branch.elected", "branch.overdue") for day in days] == [(1, 0), (1, 0), (0, 1)]
    assert counted(date(2024, 10, 2), "term.state.overrun", "term.state.overdue") == (1, 0)


def test_unit_is_in_term_while_one_of_its_organisations_is(cast):
    renew(cast.branch, date(2021, 9, 1))
    assert counted(BEFORE, *PARTS) == (0, 1, 1)

    joint = OrganizationFactory(parent=cast.neighbour, short_name="联合支部")
    CoverageFactory(organization=joint, unit=cast.village)
    assert counted(BEFORE, *PARTS) == (0, 1, 1)

    renew(joint, date(2024, 9, 1))
    seat(joint)
    assert counted(BEFORE, *PARTS) == (1, 0, 1)


def test_unit_under_an_appointed_work_committee_is_not_late(cast):
    unit = UnitFactory(responsible=cast.county, name="园区", kind="organ", members=4)
    seat(OrganizationFactory(parent=cast.county, kind="work_committee", unit=unit))

    assert names("unit.in_term", BEFORE) == ["园区"]


def test_covered_units_are_in_term_late_or_unknown(cast):
    renew(cast.branch, date(2021, 9, 1))
    UnitFactory(responsible=cast.township, name="缺口", members=4)

    assert sum(counted(BEFORE, *PARTS)) == rows_of("unit.covered", BEFORE).count() == 2
    assert names("unit.term_judged", BEFORE) == ["甲镇东村", "缺口"]


@pytest.mark.parametrize(
    ("members", "expected"),
    [(None, (0, 0, 1)), (2, (1, 0, 0)), (3, (0, 0, 0)), (50, (0, 0, 0)), (51, (0, 1, 0))],
)
def test_branch_nobody_counted_is_neither_small_nor_large_and_is_shown(cast, members, expected):
    branch = OrganizationFactory(parent=cast.township)
    if members is not None:
        HeadCountFactory(unit=None, organization=branch, value=members, counted_on=date(2024, 9, 1))

    codes = ("health.few_members", "health.many_members", "branch.members_unknown")
    assert counted(BEFORE, *codes) == expected


def test_members_not_counted_for_a_year_are_found_on_the_day_that_is_asked(cast):
    answers = [counted(day, "health.uncounted") for day in (date(2024, 6, 29), date(2024, 6, 30))]

    assert answers == [(0,), (2,)]


def test_rows_behind_every_figure_are_as_many_as_it_says(cast):
    renew(cast.branch, date(2021, 9, 1), date(2024, 2, 1))
    renew(cast.neighbour_branch, date(2022, 6, 1))
    renew(cast.township, date(2021, 9, 1))
    codes = [figure.code for figure in FIGURES if isinstance(figure, Indicator)]
    snapshot = fill()

    for node in (cast.county, cast.township, cast.neighbour_branch):
        figures = read_figures(snapshot, [node.pk], codes)[node.pk]
        behind = {code: measure(REGISTRY[code], rows_behind(REGISTRY[code], node.pk, snapshot)) for code in codes}
        assert behind == {code: figures[code].value for code in codes}


def test_gap_behind_the_step_names_the_units_of_the_own_scope(cast, client):
    renew(cast.branch, date(2021, 9, 1))
    renew(cast.neighbour_branch, date(2021, 9, 1))
    fill()
    client.force_login(cast.secretary)

    home = client.get("/")
    step = home.context["funnel"][3]
    page = client.get(step["url"])

    assert (step["label"], step["value"], step["share"]) == ("届期未逾期", "0", "0.00%")
    assert step["url"].startswith(reverse("reports:figure-detail", args=["unit.term_overdue"]))
    assert [str(row) for row in page.context["view"].page_rows()] == ["甲镇东村"]
