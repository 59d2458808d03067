"""Working days by the Chinese calendar: weekends, the State Council's holidays, and the Saturdays worked instead.

The holidays come from the package `chinesecalendar`, which learns a year in the November before it. Of a year it does
not know only the weekends are known: such an answer says so (`is_estimated`). A day that the county has corrected,
handed in as `corrections`, goes before both.

Two ways of counting, as the offices count: a time limit begins on the day after (`after`), a public notice runs from
its first to its last day, both inside (`count`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar

ESTIMATED = "按周末推算"
ONE = timedelta(days=1)
SATURDAY = 5
# A county corrects single days; a limit that is not reached within so many years is a mistake of the caller.
FARTHEST = timedelta(days=3660)


@lru_cache(maxsize=4000)
def published(day: date) -> bool | None:
    """Whether the day is worked by the published calendar; None for a year that is not published yet."""
    try:
        return chinese_calendar.is_workday(day)
    except NotImplementedError:
        return None


@dataclass(frozen=True)
class WorkingDay:
    """A day found by counting, and whether a day on the way was judged by weekends only."""

    day: date
    is_estimated: bool


@dataclass(frozen=True)
class WorkingCalendar:
    """The calendar of a county: `corrections` says of a day whether it is worked, against what is published."""

    corrections: Mapping[date, bool] = field(default_factory=dict)

    def is_known(self, day: date) -> bool:
        """Whether more than the weekday speaks for the answer."""
        return day in self.corrections or published(day) is not None

    def is_working(self, day: date) -> bool:
        """Whether the day is worked."""
        corrected = self.corrections.get(day)
        if corrected is not None:
            return corrected
        stated = published(day)
        return day.weekday() < SATURDAY if stated is None else stated

    def after(self, day: date, count: int) -> WorkingDay:
        """The `count`-th working day after `day`, which itself is not counted; for 0 the day itself.

        ValueError for a negative count.
        """
        if count < 0:
            raise ValueError("a limit has no negative length")
        last, estimated = day, False
        while count:
            last += ONE
            if last - day > FARTHEST:
                raise ValueError(f"no such working day within {FARTHEST.days} days")
            estimated |= not self.is_known(last)
            count -= self.is_working(last)
        return WorkingDay(last, estimated)

    def count(self, first: date, last: date) -> int:
        """Working days from `first` to `last`, both inside; 0 when `last` lies before `first`."""
        return sum(self.is_working(day) for day in days(first, last))

    def last_of(self, first: date, count: int) -> WorkingDay:
        """The day on which a notice that begins on `first` has stood for `count` working days, at least one."""
        return self.after(first - ONE, count)

    def is_estimated(self, first: date, last: date) -> bool:
        """Whether a day from `first` to `last` was judged by weekends only."""
        return any(not self.is_known(day) for day in days(first, last))


def days(first: date, last: date) -> Iterator[date]:
    """Every day from `first` to `last`, both inside."""
    day = first
    while day <= last:
        yield day
        day += ONE
