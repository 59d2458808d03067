"""Dated head-counts: what each unit's secretary counts at the end of June."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reports.demo.naming import Chance
from reports.demo.records import COUNTING_DAYS, YOUTH_DAYS, County, HeadCount, Unit

MINIMUM = 3
# Highest 团青比 of each kind of school in percent (domain R-26).
CEILINGS = {"senior_school": 30, "vocational_school": 20, "junior_school": 15}


def count_all(county: County, chance: Chance, *, on: date) -> Iterator[HeadCount]:
    """Every count up to that day, unit by unit."""
    for unit in county.units:
        for day in COUNTING_DAYS:
            if day <= on and exists(unit, day):
                yield from count_unit(unit, day, chance)


def exists(unit: Unit, day: date) -> bool:
    opened = unit.opened_on is None or unit.opened_on <= day
    return opened and (unit.closed_on is None or day < unit.closed_on)


def count_unit(unit: Unit, day: date, chance: Chance) -> Iterator[HeadCount]:
    youth = drift(unit.youth, chance)
    if unit.members is not None:
        yield HeadCount(unit.code, "members", day, members_of(unit, youth, day, chance))
    if day not in YOUTH_DAYS:
        return
    yield HeadCount(unit.code, "youth", day, youth)
    if unit.students:
        yield HeadCount(unit.code, "students", day, max(drift(unit.students, chance), youth))


def members_of(unit: Unit, youth: int, day: date, chance: Chance) -> int:
    if day < unit.enough_from:
        return chance.between(0, MINIMUM - 1)
    members = max(drift(unit.members, chance), MINIMUM)
    ceiling = CEILINGS.get(unit.kind)
    return min(members, youth * ceiling // 100 - 1) if ceiling else members


def drift(value: int, chance: Chance) -> int:
    """A few per cent more or fewer than around the article's year."""
    return round(value * chance.between(95, 105) / 100)
