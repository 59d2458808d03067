"""What the figures of learning and media count, and on which day; none of them is ever scored."""

from datetime import date

from django.db.models import Sum

from cadres.services.appraisal_guard import CLAUSE
from league.core.dates import Period
from reports.indicators import REGISTRY
from reports.indicators.base import Context
from reports.indicators.settings import settings_on
from tests.factories.learning import (
    LearningRecordFactory,
    LearningSeriesFactory,
    MediaItemFactory,
    MediaReadingFactory,
)
from tests.factories.organizations import OrganizationFactory, UnitFactory

YEAR_END = date(2023, 12, 31)


def rows(code, on=YEAR_END):
    return REGISTRY[code].rows(Context(on, Period.year_of(on), settings_on(on)))


def total(code, on=YEAR_END):
    return rows(code, on).aggregate(total=Sum(REGISTRY[code].value.column))["total"] or 0


def school(organization, name, kind="primary_school"):
    return UnitFactory(responsible=organization, division=organization.division, kind=kind, name=name)


def test_person_times_fall_into_the_period_in_which_the_issue_ends(cast):
    series = LearningSeriesFactory(organization=cast.county)
    for last_day, times in ((date(2022, 12, 31), 1), (date(2023, 1, 1), 20), (YEAR_END, 300), (date(2024, 1, 1), 4000)):
        LearningRecordFactory(
            series=series, organization=cast.branch, first_day=date(2022, 12, 1), last_day=last_day,
            person_times=times, issue=str(last_day),
        )  # fmt: skip

    assert [total("learning.person_times", on) for on in (YEAR_END, date(2023, 6, 1))] == [320, 20]


def test_participation_leaves_out_what_was_expected_of_nobody_knows(cast):
    series = LearningSeriesFactory(organization=cast.county)
    for person_times, expected in ((50, 40), (30, 60), (1000, None)):
        LearningRecordFactory(series=series, organization=cast.branch, person_times=person_times, expected=expected)
    LearningRecordFactory(series=series, organization=cast.county, person_times=7, is_matched=False)

    told = [total(f"learning.{code}") for code in ("person_times", "rated_times", "expected_times", "unmatched")]
    assert told == [1087, 80, 100, 7]
    assert (rows("learning.over").count(), str(REGISTRY["learning.participation"].divide(80, 100))) == (1, "80.00")


def test_school_counts_once_with_a_record_of_its_own_or_of_its_committee(cast):
    series = LearningSeriesFactory(organization=cast.county)
    own, inside, silent = (school(cast.township, name) for name in ("甲小", "乙小", "丙小"))
    committee = OrganizationFactory(parent=cast.township, unit=inside)
    for issue in "12":
        LearningRecordFactory(series=series, organization=cast.township, unit=own, issue=issue)
    LearningRecordFactory(series=series, organization=committee)

    assert set(rows("learning.schools_covered").values_list("subject", flat=True)) == {own.pk, inside.pk}
    assert list(rows("learning.schools_gap").values_list("subject", flat=True)) == [silent.pk]
    assert rows("learning.schools").count() == 3


def test_plays_are_the_last_readings_and_unread_is_not_zero(cast):
    film = MediaItemFactory(organization=cast.county)
    MediaItemFactory(organization=cast.county, kind="coverage", level="county")
    MediaItemFactory(organization=cast.township)
    for day, plays in ((date(2023, 5, 10), 100), (date(2023, 12, 20), 900), (date(2024, 2, 1), 950)):
        MediaReadingFactory(item=film, read_on=day, plays=plays)

    assert [total("media.plays", on) for on in (date(2023, 6, 1), YEAR_END, date(2024, 3, 1))] == [100, 900, 950]
    counted = [rows(f"media.{code}").count() for code in ("items", "works", "unread", "level.national")]
    assert counted == [3, 2, 1, 2]


def test_learning_and_plays_are_never_scored():
    marked = {figure.code for figure in REGISTRY if figure.never_scored == CLAUSE}

    assert {figure.code for figure in REGISTRY if figure.code.startswith("learning.")} <= marked
    assert "media.plays" in marked
    assert "school.coverage" not in marked
