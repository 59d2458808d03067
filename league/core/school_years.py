"""School years: from 1 September to 31 August."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from league.core.dates import add_months

FIRST_MONTH = 9
YOUNG_MONTHS = 3


@dataclass(frozen=True, order=True)
class SchoolYear:
    """The school year that begins on 1 September of `begins`."""

    begins: int

    @classmethod
    def of(cls, day: date) -> SchoolYear:
        """The school year that contains the day."""
        return cls(day.year if day.month >= FIRST_MONTH else day.year - 1)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.begins, FIRST_MONTH, 1)

    @property
    def last(self) -> date:
        """Its last day, inside."""
        return date(self.begins + 1, FIRST_MONTH - 1, 31)

    @property
    def label(self) -> str:
        """As schools write it."""
        return f"{self.begins}—{self.begins + 1}学年"

    def previous(self) -> SchoolYear:
        """The one before."""
        return SchoolYear(self.begins - 1)

    @classmethod
    def counting(cls, day: date) -> tuple[SchoolYear, ...]:
        """The school years whose classes speak for a school on that day: the day's own, and the one before it while
        the own is younger than three months."""
        own = cls.of(day)
        return (own, own.previous()) if day < add_months(own.first, YOUNG_MONTHS) else (own,)
