"""What the generators hand to the workbooks, and the few numbers the whole demo hangs on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

COUNTY = "430421"
COUNTY_DIVISION = "430421000000"
SEED = 430421
# The customer's article names no day; this one is the demo's setting of the rule county.reform_start.
REFORM_START = date(2022, 3, 1)
ARTICLE_DAY = date(2023, 12, 31)
COUNTING_DAYS = tuple(date(year, 6, 30) for year in range(2021, 2027))
# Young people and students are counted every other year, from the reform's first full year on.
YOUTH_DAYS = COUNTING_DAYS[2::2]

INVENTED = "演示数据"
CODES_OF_2023 = "国家统计局统计用区划代码（2023-06-30）"

ALWAYS = date.min
NEVER = date.max


@dataclass
class Unit:
    """A unit and how many members and young people it has around the article's year.

    `enough_from` is the day from which it has the three members that oblige it to found an organisation; before it
    the counts stay below. `members` is None where nobody ever counted.
    """

    code: str
    name: str
    kind: str
    division: str
    responsible: str
    members: int | None
    youth: int
    students: int = 0
    credit_code: str = ""
    opened_on: date | None = None
    closed_on: date | None = None
    exempt_reason: str = ""
    source: str = INVENTED
    enough_from: date = ALWAYS


@dataclass
class Organization:
    """An organisation as its founding document describes it."""

    code: str
    name: str
    short_name: str
    kind: str
    parent: str
    stat_field: str
    division: str
    two_new: str = "none"
    unit: str = ""
    covers: list[str] = field(default_factory=list)
    party_organization: str = ""
    founded_on: date | None = None
    founded_document: str = ""
    dissolved_on: date | None = None
    dissolved_document: str = ""
    source: str = INVENTED


@dataclass
class HeadCount:
    """So many persons of one kind in one unit on one day."""

    subject: str
    kind: str
    counted_on: date
    value: int
    source: str = INVENTED


@dataclass
class County:
    """All rows of the demo. `committees` must stand before the units that answer to them."""

    committees: list[Organization] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    organizations: list[Organization] = field(default_factory=list)

    def host(self, unit: Unit, organization: Organization) -> None:
        """Add a unit with the organisation that stands in it."""
        organization.unit = unit.code
        self.units.append(unit)
        self.organizations.append(organization)
