"""Working days: the published holidays, the turn of the year, years nobody has published, days the county corrects."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from league.core.working_days import WorkingCalendar, published

CALENDAR = WorkingCalendar()
KNOWN = st.dates(date(2005, 1, 1), date(2026, 9, 1))
ANY = st.dates(date(1990, 1, 1), date(2060, 1, 1))
CORRECTIONS = st.dictionaries(st.dates(date(2026, 12, 1), date(2027, 2, 1)), st.booleans(), max_size=20)


@pytest.mark.parametrize(
    ("day", "is_working"),
    [
        (date(2023, 5, 4), True),
        (date(2023, 4, 29), False),
        # 五一: 3 May is a Wednesday off, Saturday 6 May is worked instead.
        (date(2023, 5, 3), False),
        (date(2023, 5, 6), True),
        (date(2024, 2, 4), True),
        (date(2024, 2, 12), False),
        (date(2023, 1, 2), False),
        (date(2023, 12, 31), False),
    ],
)
def test_a_day_is_worked_as_published(day, is_working):
    assert (CALENDAR.is_working(day), CALENDAR.is_known(day)) == (is_working, True)


@pytest.mark.parametrize(
    ("asked", "count", "due"),
    [
        # A week with nothing in it.
        (date(2023, 5, 8), 5, date(2023, 5, 15)),
        # Over 五一: 28 April, 4, 5 and Saturday 6 May are worked.
        (date(2023, 4, 27), 5, date(2023, 5, 8)),
        # The turn of the year: 29 December, then 2, 3, 4, 5 January.
        (date(2023, 12, 28), 5, date(2024, 1, 5)),
        # 春节 2024: New Year's Eve, Friday the 9th, was no holiday; then nothing before Sunday the 18th, worked instead.
        (date(2024, 2, 7), 3, date(2024, 2, 18)),
        (date(2023, 5, 6), 0, date(2023, 5, 6)),
    ],
)
def test_a_limit_is_counted_from_the_day_after(asked, count, due):
    found = CALENDAR.after(asked, count)

    assert (found.day, found.is_estimated) == (due, False)


def test_a_notice_counts_its_first_and_its_last_day():
    assert CALENDAR.count(date(2023, 5, 8), date(2023, 5, 12)) == 5
    assert CALENDAR.last_of(date(2023, 5, 8), 5).day == date(2023, 5, 12)
    assert CALENDAR.last_of(date(2023, 12, 28), 5).day == date(2024, 1, 4)
    assert CALENDAR.count(date(2023, 5, 12), date(2023, 5, 8)) == 0


def test_an_unpublished_year_is_judged_by_weekends_and_says_so():
    monday = date(2049, 10, 4)

    assert (published(monday), CALENDAR.is_working(monday), CALENDAR.is_known(monday)) == (None, True, False)
    assert CALENDAR.is_working(date(2049, 10, 3)) is False
    found = CALENDAR.after(monday, 5)
    assert (found.day, found.is_estimated) == (date(2049, 10, 11), True)


def test_the_turn_into_an_unpublished_year_is_estimated_from_its_first_day():
    last = max(day for day in (date(year, 12, 31) for year in range(2020, 2060)) if published(day) is not None)

    assert CALENDAR.is_estimated(last, last) is False
    assert CALENDAR.is_estimated(last, last + timedelta(days=1)) is True
    assert CALENDAR.after(last, 3).is_estimated is True
    assert CALENDAR.count(last, last + timedelta(days=14)) >= 9


def test_a_corrected_day_goes_before_the_calendar():
    saturday, tuesday = date(2023, 5, 13), date(2023, 5, 9)
    corrected = WorkingCalendar({saturday: True, tuesday: False})

    assert corrected.count(date(2023, 5, 8), saturday) == 5
    assert corrected.after(date(2023, 5, 8), 4).day == saturday
    assert corrected.is_known(date(2049, 10, 4)) is False
    assert WorkingCalendar({date(2049, 10, 4): False}).is_known(date(2049, 10, 4)) is True


def test_a_limit_has_no_negative_length():
    with pytest.raises(ValueError, match="negative"):
        CALENDAR.after(date(2023, 5, 8), -1)


@settings(max_examples=60, deadline=None)
@given(KNOWN, st.integers(1, 30))
def test_the_day_found_is_worked_and_lies_so_many_working_days_on(day, count):
    found = CALENDAR.after(day, count)

    assert CALENDAR.is_working(found.day)
    assert CALENDAR.count(day + timedelta(days=1), found.day) == count


@settings(max_examples=60, deadline=None)
@given(ANY, st.integers(0, 15), st.integers(0, 15), CORRECTIONS)
def test_limits_add_up(day, one, other, corrections):
    calendar = WorkingCalendar(corrections)

    step = calendar.after(day, one)
    whole, second = calendar.after(day, one + other), calendar.after(step.day, other)

    assert whole.day == second.day
    assert whole.is_estimated == (step.is_estimated or second.is_estimated)


@settings(max_examples=60, deadline=None)
@given(ANY, st.integers(0, 60), st.integers(0, 60))
def test_counts_add_up_and_never_exceed_the_days(day, one, other):
    middle, last = day + timedelta(days=one), day + timedelta(days=one + 1 + other)

    whole = CALENDAR.count(day, last)

    assert whole == CALENDAR.count(day, middle) + CALENDAR.count(middle + timedelta(days=1), last)
    assert 0 <= whole <= (last - day).days + 1


@settings(max_examples=60, deadline=None)
@given(ANY, st.integers(1, 30))
def test_a_notice_has_stood_so_many_working_days_on_its_last(first, count):
    last = CALENDAR.last_of(first, count).day

    assert CALENDAR.count(first, last) == count
    assert CALENDAR.count(first, last - timedelta(days=1)) == count - 1
