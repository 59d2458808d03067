"""Invented names, visibly invented codes, plausible dates."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from organizations.validators import credit_code_check_character
from reports.demo.records import COUNTY, SEED, Organization

FIRST = "禾沐铭岫砚晗垠蘅漪榆芮岑桐棠槿珞"
SECOND = "垣川屿笙筠朔陌苒樾湛麓野"
# The approvals of the county committee come in batches, every other Thursday.
FIRST_BATCH = date(2015, 1, 8)
# Founding documents from before are in the archive, not in the system.
NUMBERED_SINCE = date(2015, 1, 1)


class Chance:
    """The demo's only source of chance: the same seed gives the same county, row for row."""

    def __init__(self):
        self._random = random.Random(SEED)  # noqa: S311 - a demo, no secret
        self.between = self._random.randint
        self.pick = self._random.choice
        self.shuffle = self._random.shuffle

    def day(self, first: date, last: date) -> date:
        """A working day in the closed interval."""
        day = first + timedelta(days=self.between(0, (last - first).days))
        back = max(day.weekday() - 4, 0)
        return max(day - timedelta(days=back), first)

    def batch_day(self, first: date, last: date) -> date:
        """A day on which the county approves foundings: the Thursday of a fortnight, inside the interval."""
        low = -((FIRST_BATCH - first).days // 14)
        high = (last - FIRST_BATCH).days // 14
        day = FIRST_BATCH + timedelta(days=14 * self.between(low, high))
        # Nobody approves anything in the week of the national holiday.
        return self.batch_day(first, last) if day.month == 10 and day.day < 8 else day


def invented_words(chance: Chance) -> Iterator[str]:
    """Two-character words no firm is known by, in an endless shuffled round."""
    words = [first + second for first in FIRST for second in SECOND]
    while True:
        chance.shuffle(words)
        yield from words


class CreditCodes:
    """Social credit codes with a right check character and DEM in the place of the organisation's number: valid by
    form, belonging to nobody."""

    def __init__(self):
        self._serial = 0

    def next(self, prefix: str) -> str:
        """The next code of an authority and kind, e.g. 91 for an enterprise; empty for a unit without one."""
        if not prefix:
            return ""
        self._serial += 1
        body = f"{prefix}{COUNTY}DEM{self._serial:06d}"
        return body + credit_code_check_character(body)


class Serials:
    """Codes of units and organisations: township, letter of the category, running number."""

    def __init__(self):
        self._last = Counter()

    def next(self, area: str, letter: str) -> str:
        self._last[area, letter] += 1
        return f"{area}-{letter}{self._last[area, letter]:03d}"


def number_documents(organizations: Sequence[Organization]) -> None:
    """Give every founding and dissolution its document: one number a day, counted through the year."""
    days = {organization.founded_on for organization in organizations}
    days |= {organization.dissolved_on for organization in organizations}
    serial = Counter()
    numbers = {}
    for day in sorted(day for day in days if day and day >= NUMBERED_SINCE):
        serial[day.year] += 1
        numbers[day] = f"衡团发〔{day.year}〕{serial[day.year] + 2}号（演示）"
    for organization in organizations:
        organization.founded_document = numbers.get(organization.founded_on, "")
        organization.dissolved_document = numbers.get(organization.dissolved_on, "")
