"""The social field: units founded on, before and after the reform, their branches, and the gaps of the open period.

The customer's article counts 862 new organisations of the social field, 97 of them non-public enterprises. The
enterprises are counted as part of the 862 (domain 4.4), so 765 others are founded: 715 in a unit of their own here and
50 joint branches in `joint`.
"""

from __future__ import annotations

from datetime import date, timedelta

from reports.demo.categories import (
    ASSOCIATION,
    COOPERATIVE,
    COUNTY_ASSOCIATION,
    DISTRICT,
    EMPLOYMENT,
    ENTERPRISE,
    ESTATE,
    Category,
    Names,
)
from reports.demo.committees import PARK, SEAT, SOCIAL
from reports.demo.naming import Chance, CreditCodes, Serials
from reports.demo.places import Township, places_for, read_townships
from reports.demo.records import (
    ARTICLE_DAY,
    COUNTY_DIVISION,
    NEVER,
    REFORM_START,
    County,
    Organization,
    Unit,
)

NEW = (
    (ENTERPRISE, 72), (COOPERATIVE, 90), (ASSOCIATION, 286), (COUNTY_ASSOCIATION, 24), (EMPLOYMENT, 95), (DISTRICT, 70),
    (ESTATE, 150),
)  # fmt: skip
NEW_IN_PARK = 25
OLD = ((ENTERPRISE, 12), (ASSOCIATION, 25), (COUNTY_ASSOCIATION, 6))
LATER = (
    (2024, ((ENTERPRISE, 6), (ASSOCIATION, 9), (EMPLOYMENT, 5), (ESTATE, 4))),
    (2025, ((ENTERPRISE, 5), (ASSOCIATION, 7), (DISTRICT, 4), (ESTATE, 3))),
    (2026, ((ENTERPRISE, 3), (ASSOCIATION, 5), (EMPLOYMENT, 2), (ESTATE, 2))),
)
# Townships that let new units wait. Elsewhere one unit waits in every second township.
SLOW = {"演陂镇": 7, "洪市镇": 6}
SMALL, UNCOUNTED = 60, 9
CLOSED_BY = 16


class SocialField:
    """Adds the units of the social field to a county."""

    def __init__(self, county: County, chance: Chance, credit_codes: CreditCodes):
        self.county = county
        self.chance = chance
        self.credit_codes = credit_codes
        self.names = Names(chance)
        self.serials = Serials()

    def add_all(self) -> None:
        self.add_founded(OLD, date(2015, 3, 1), REFORM_START - timedelta(days=1))
        first = len(self.county.organizations)
        self.add_founded(NEW, REFORM_START, ARTICLE_DAY)
        for _ in range(NEW_IN_PARK):
            self.found(self.new_unit(ENTERPRISE, None, PARK), REFORM_START, ARTICLE_DAY)
        self.close_some(self.county.organizations[first:])
        for year, batch in LATER:
            self.add_founded(batch, date(year, 1, 1), date(year, 10, 31))
        self.add_gaps()
        self.add_small()

    def add_founded(self, batch, first: date, last: date) -> None:
        """Units with a branch founded in that interval, spread over the townships."""
        for category, number in batch:
            if category is COUNTY_ASSOCIATION:
                places = [None] * number
            else:
                places = places_for(number, minimum=1 if number >= 50 else 0)
            for township in places:
                self.found(self.new_unit(category, township, SOCIAL), first, last)

    def new_unit(self, category: Category, township: Township | None, system: str) -> tuple[Category, Unit]:
        """A unit of a township or, without one, of a system's committee."""
        responsible = township.committee if township else system
        place = township.place.name if township else ""
        members = self.chance.between(*category.members)
        unit = Unit(
            code=self.serials.next(responsible, category.letter),
            name=self.names.next(category, place),
            kind=category.unit_kind,
            division=self.division(township, system),
            responsible=responsible,
            members=members,
            youth=members * self.chance.between(2, 4) + self.chance.between(0, 5),
            credit_code=self.credit_codes.next(self.chance.pick(category.credit_prefixes)),
        )
        return category, unit

    @staticmethod
    def division(township: Township | None, system: str) -> str:
        if township:
            return township.place.code
        return SEAT if system == PARK else COUNTY_DIVISION

    def found(self, tagged: tuple[Category, Unit], first: date, last: date) -> None:
        """Found the branch on one of the county's batch days. A unit that gets its branch after the article's day
        had reached three members only shortly before."""
        category, unit = tagged
        founded_on = self.chance.batch_day(first, last)
        if founded_on > ARTICLE_DAY:
            unit.enough_from = founded_on - timedelta(days=self.chance.between(20, 240))
            unit.enough_from = max(unit.enough_from, ARTICLE_DAY)
        unit.opened_on = self.chance.day(date(2009, 1, 1), min(founded_on, date(2022, 12, 30)) - timedelta(days=90))
        self.county.host(unit, branch_of(unit, category, founded_on))

    def close_some(self, organizations: list[Organization]) -> None:
        """Some of the new ones close down after the article's year, unit and branch on one day."""
        units = {unit.code: unit for unit in self.county.units}
        step = len(organizations) // CLOSED_BY
        for organization in organizations[step // 2 :: step]:
            day = self.chance.batch_day(date(2024, 3, 1), date(2026, 8, 31))
            organization.dissolved_on = units[organization.unit].closed_on = day

    def add_gaps(self) -> None:
        """Units that reached three members after the article's year and have no organisation yet."""
        categories = (ENTERPRISE, ASSOCIATION, COOPERATIVE, EMPLOYMENT)
        for index, township in enumerate(read_townships()):
            for serial in range(SLOW.get(township.place.name, index % 2)):
                _, unit = self.new_unit(categories[(index + serial) % 4], township, SOCIAL)
                unit.opened_on = self.chance.day(date(2023, 8, 1), date(2025, 12, 31))
                unit.enough_from = self.chance.day(date(2024, 2, 1), date(2026, 6, 1))
                self.county.units.append(unit)

    def add_small(self) -> None:
        """Units below three members owe no organisation; of a few nobody knows how many members they have."""
        for index, township in enumerate(places_for(SMALL + UNCOUNTED)):
            _, unit = self.new_unit(self.chance.pick((ENTERPRISE, ASSOCIATION, DISTRICT)), township, SOCIAL)
            unit.opened_on = self.chance.day(date(2012, 1, 1), date(2022, 12, 30))
            unit.enough_from = NEVER
            if index % 8 == 3:
                unit.members = None
            self.county.units.append(unit)


def branch_of(unit: Unit, category: Category, founded_on: date) -> Organization:
    return Organization(
        code=unit.code,
        name=f"共青团{unit.name}支部委员会",
        short_name=f"{short(unit.name)}团支部",
        kind="branch",
        parent=unit.responsible,
        stat_field=category.stat_field,
        two_new=category.two_new,
        division=unit.division,
        founded_on=founded_on,
    )


def short(name: str) -> str:
    """沐川陶瓷 for 衡阳县沐川陶瓷有限公司."""
    return name.removeprefix("衡阳县").removesuffix("有限公司").removesuffix("专业合作社")
