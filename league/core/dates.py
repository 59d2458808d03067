"""Days and reporting periods. Below the views nobody asks the clock: the day is always an argument."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

# Stands for "nobody knows since when": earlier than any organisation of the League.
UNKNOWN_START = date(1900, 1, 1)


def today() -> date:
    """The county's calendar day now. For views, commands and tasks only."""
    return timezone.localdate()


def running(on: date, *, starts: str = "valid_from", ends: str = "valid_to") -> Q:
    """Rows whose half-open period [starts, ends) contains the day; an empty end is still running."""
    return Q(**{f"{starts}__lte": on}) & (Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gt": on}))


def add_months(day: date, months: int) -> date:
    """The same day so many months later (earlier when negative); the last of the month where it has no such day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    following = date(year + month // 11, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))


def add_years(day: date, years: int) -> date:
    """The same day so many years later; 28 February for the 29th where there is none."""
    return add_months(day, 12 * years)


def latest_start(by: date, years: int) -> date:
    """The last day from which `years` years have passed by that day: the inverse of add_years, for conditions in SQL."""
    start = add_years(by, -years)
    following = start + timedelta(days=1)
    return following if add_years(following, years) <= by else start


PERIOD_PATTERN = re.compile(r"(?P<year>\d{4})(?:-?(?P<part>H[12]|Q[1-4]|0[1-9]|1[0-2]))?")


class PeriodError(ValueError):
    """The text names no period; the message is Chinese and fit to be shown."""


@dataclass(frozen=True, order=True)
class Period:
    """A year, half-year, quarter or month: ``2023``, ``2023-H1``, ``2023-Q4``, ``2023-12``.

    `first` and `last` are its first and last day, both inside.
    """

    first: date
    last: date
    code: str
    label: str

    @classmethod
    def parse(cls, code: str) -> Period:
        """Read a period's code; raise PeriodError for anything else."""
        match = PERIOD_PATTERN.fullmatch(code.strip().upper())
        if not match or not 1900 < int(match["year"]) < 2200:
            raise PeriodError(f"“{code}”不是统计期：请写成 2023、2023-H1、2023-Q4 或 2023-12。")
        year, part = int(match["year"]), match["part"]
        if part is None:
            return cls._of(year, 1, 12, f"{year}", f"{year}年")
        if part[0] == "H":
            half = int(part[1])
            return cls._of(
                year,
                6 * half - 5,
                6,
                f"{year}-{part}",
                f"{year}年{'上下'[half - 1]}半年",
            )
        if part[0] == "Q":
            quarter = int(part[1])
            return cls._of(
                year,
                3 * quarter - 2,
                3,
                f"{year}-{part}",
                f"{year}年第{'一二三四'[quarter - 1]}季度",
            )
        return cls._of(year, int(part), 1, f"{year}-{part}", f"{year}年{int(part)}月")

    @classmethod
    def _of(cls, year: int, month: int, months: int, code: str, label: str) -> Period:
        following = month + months
        after = date(year + 1, following - 12, 1) if following > 12 else date(year, following, 1)
        return cls(date(year, month, 1), after - timedelta(days=1), code, label)

    @classmethod
    def year_of(cls, day: date) -> Period:
        """The calendar year that contains the day."""
        return cls.parse(str(day.year))

    def as_of(self, on: date) -> date:
        """The day the period's state is asked for: its last day, or `on` while it is still open."""
        return min(self.last, max(on, self.first))

    def is_open(self, on: date) -> bool:
        """Whether the period has begun and not ended on that day."""
        return self.first <= on <= self.last

    def previous(self) -> Period:
        """The period of the same length a year before."""
        return Period.parse(self.code.replace(str(self.first.year), str(self.first.year - 1), 1))
