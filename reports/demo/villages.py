"""443 villages and 48 communities, each with its branch."""

from __future__ import annotations

from datetime import date

from reports.demo.naming import Chance
from reports.demo.places import Place, Township, read_townships
from reports.demo.records import CODES_OF_2023, County, Organization, Unit

# Villages were merged county by county in 2016 and 2017; the merged ones got new branches then.
MERGED = (date(2016, 4, 1), date(2017, 10, 31))
OLDER = (date(1959, 5, 4), date(2015, 12, 31))


def village_unit(place: Place, township: Township, chance: Chance) -> Unit:
    urban = place.level == "community"
    return Unit(
        code=place.code,
        name=place.name,
        kind=place.level,
        division=place.code,
        responsible=township.committee,
        members=chance.between(12, 34) if urban else chance.between(5, 19),
        youth=chance.between(240, 560) if urban else chance.between(70, 200),
        source=CODES_OF_2023,
    )


def village_branch(place: Place, township: Township, chance: Chance) -> Organization:
    first, last = MERGED if chance.between(1, 100) <= 45 else OLDER
    return Organization(
        code=place.code,
        name=f"共青团{township.place.name}{place.plain_name}支部委员会",
        short_name=f"{place.plain_name}团支部",
        kind="branch",
        parent=township.committee,
        stat_field="community" if place.level == "community" else "village",
        division=place.code,
        party_organization=f"中共{township.place.name}{place.plain_name}支部委员会",
        founded_on=chance.day(first, last),
    )


def add_villages(county: County, chance: Chance) -> None:
    for township in read_townships():
        for place in township.grassroots:
            county.host(village_unit(place, township, chance), village_branch(place, township, chance))
