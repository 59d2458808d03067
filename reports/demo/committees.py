"""The committees directly under the county: 25 townships, the park, and three work committees of systems."""

from __future__ import annotations

from datetime import date

from reports.demo.naming import Chance
from reports.demo.places import Township, read_townships
from reports.demo.records import (
    CODES_OF_2023,
    COUNTY,
    COUNTY_DIVISION,
    Organization,
    Unit,
)
from reports.demo.records import County as Rows

# Letters behind the digits: the systems follow the townships in code order.
PARK, EDUCATION, ORGANS, SOCIAL = (f"{COUNTY}{letters}" for letters in ("YQ", "JY", "ZG", "SH"))
SEAT = "430421100000"


def township_committee(township: Township, chance: Chance) -> Organization:
    name = township.place.name
    return Organization(
        code=township.committee,
        name=f"共青团衡阳县{name}委员会",
        short_name=f"{name}团委",
        kind="committee",
        parent=COUNTY,
        stat_field="village",
        division=township.place.code,
        party_organization=f"中共衡阳县{name}委员会",
        founded_on=chance.day(date(1950, 6, 1), date(1957, 12, 31)),
    )


def township_unit(township: Township, chance: Chance) -> Unit:
    return Unit(
        code=township.place.code,
        name=township.place.name,
        kind="township",
        division=township.place.code,
        responsible=township.committee,
        members=chance.between(6, 21),
        youth=chance.between(18, 46),
        source=CODES_OF_2023,
    )


def system_committees() -> list[Organization]:
    """The park's work committee and those of education, county organs and the social field."""
    lines = (
        (PARK, "产业园区", "园区团工委", "enterprise", SEAT, date(2012, 9, 18)),
        (EDUCATION, "教育系统", "教育团工委", "student", COUNTY_DIVISION, date(1961, 3, 16)),
        (ORGANS, "直属机关", "县直机关团工委", "organ", COUNTY_DIVISION, date(1956, 6, 11)),
        # Its own field is that of organs: the committee is the League's, not an organisation of the social field.
        (SOCIAL, "社会领域", "社会领域团工委", "organ", COUNTY_DIVISION, date(2014, 5, 8)),
    )
    return [
        Organization(
            code=code,
            name=f"共青团衡阳县{system}工作委员会",
            short_name=short_name,
            kind="work_committee",
            parent=COUNTY,
            stat_field=stat_field,
            division=division,
            party_organization=f"中共衡阳县{system}工作委员会",
            founded_on=founded_on,
        )
        for code, system, short_name, stat_field, division, founded_on in lines
    ]


def add_committees(county: Rows, chance: Chance) -> None:
    """Committees with their own units; a township's committee is its unit's organisation."""
    for township in read_townships():
        committee = township_committee(township, chance)
        unit = township_unit(township, chance)
        committee.unit = unit.code
        county.committees.append(committee)
        county.units.append(unit)
    county.committees += system_committees()
    park = next(committee for committee in county.committees if committee.code == PARK)
    park.unit = PARK
    county.units.append(
        Unit(
            code=park.unit,
            name="衡阳县产业园区",
            kind="park",
            division=SEAT,
            responsible=PARK,
            members=14,
            youth=52,
        )
    )
