"""83 secondary and vocational schools under the education work committee, with the branches of the larger ones, and
a primary school in every township."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reports.demo.committees import EDUCATION
from reports.demo.naming import Chance, CreditCodes, invented_words
from reports.demo.places import places_for, read_townships
from reports.demo.records import County, Organization, Unit


@dataclass(frozen=True)
class Kind:
    """A kind of school. `ceiling` is the 团青比 a school must stay below, in percent (domain R-26)."""

    unit_kind: str
    letter: str
    pattern: str
    number: int
    youth: tuple[int, int]
    # Pupils of every age for one of 14 or more.
    students_per_youth: float
    share: tuple[int, int]
    ceiling: int
    classes: tuple[int, int]


KINDS = (
    Kind("senior_school", "G", "{word}高级中学", 9, (3300, 4200), 1.02, (26, 29), 30, (14, 22)),
    Kind("vocational_school", "Z", "{word}职业中等专业学校", 6, (2300, 3300), 1.03, (16, 19), 20, (8, 14)),
    Kind("junior_school", "C", "{word}初级中学", 68, (240, 580), 1.9, (11, 14), 15, (0, 0)),
)


def add_schools(county: County, chance: Chance, credit_codes: CreditCodes) -> None:
    words = invented_words(chance)
    for kind in KINDS:
        townships = places_for(kind.number, minimum=1 if kind.number > 25 else 0)
        for serial, township in enumerate(townships, start=1):
            name = kind.pattern.format(word=next(words))
            add_school(county, kind, serial, name, township, chance, credit_codes)
    for serial, township in enumerate(read_townships(), start=1):
        add_primary_school(county, serial, township, chance, credit_codes)


def add_school(county, kind, serial, name, township, chance, credit_codes) -> None:
    """One school with its committee and, where it is large, a branch for every class of the two upper years."""
    code = f"{EDUCATION}-{kind.letter}{serial:02d}"
    youth = chance.between(*kind.youth)
    founded_on = chance.day(date(1962, 9, 1), date(2018, 9, 30))
    unit = Unit(
        code=code,
        name=f"衡阳县{name}",
        kind=kind.unit_kind,
        division=township.place.code,
        responsible=EDUCATION,
        members=youth * chance.between(*kind.share) // 100,
        youth=youth,
        students=int(youth * kind.students_per_youth),
        credit_code=credit_codes.next("12"),
    )
    committee = Organization(
        code=code,
        name=f"共青团衡阳县{name}委员会",
        short_name=f"{name}团委",
        kind="committee",
        parent=EDUCATION,
        stat_field="student",
        division=township.place.code,
        party_organization=f"中共衡阳县{name}支部委员会",
        founded_on=founded_on,
    )
    county.host(unit, committee)
    add_classes(county, kind, committee, chance)


def add_classes(county: County, kind: Kind, committee: Organization, chance: Chance) -> None:
    """A general branch for each of the two upper years, a branch for each of their classes; the leavers' branch keeps
    those whose membership is under way."""
    number = chance.between(*kind.classes)
    if not number:
        return
    for year, (label, first, last) in enumerate((("二", 1, number // 2), ("三", number // 2 + 1, number)), start=2):
        general = branch_below(committee, committee, f"N{year}", f"{label}年级", "general_branch")
        county.organizations.append(general)
        for serial in range(first, last + 1):
            name = f"{label}年级{serial}班"
            county.organizations.append(branch_below(general, committee, f"{serial:02d}", name, "branch"))
    leavers = branch_below(committee, committee, "BY", "2023届毕业生", "graduate")
    leavers.founded_on = date(2023, 6, 15)
    county.organizations.append(leavers)


def branch_below(parent: Organization, committee: Organization, suffix: str, name: str, kind: str) -> Organization:
    """An organisation inside a school, in the school's unit."""
    school = committee.name.removesuffix("委员会")
    general = kind == "general_branch"
    return Organization(
        code=f"{committee.code}-{suffix}",
        name=f"{school}{name}{'总支部委员会' if general else '支部委员会'}",
        short_name=f"{name}{'团总支' if general else '团支部'}",
        kind=kind,
        parent=parent.code,
        stat_field="student",
        division=committee.division,
        unit=committee.unit,
        founded_on=max(date(2020, 9, 10), committee.founded_on),
    )


def add_primary_school(county, serial, township, chance, credit_codes) -> None:
    """The central primary school: its young teachers form a branch."""
    name = f"{township.place.name}中心小学"
    code = f"{EDUCATION}-X{serial:02d}"
    unit = Unit(
        code=code,
        name=f"衡阳县{name}",
        kind="primary_school",
        division=township.place.code,
        responsible=EDUCATION,
        members=chance.between(4, 11),
        youth=chance.between(8, 26),
        students=chance.between(380, 1900),
        credit_code=credit_codes.next("12"),
    )
    branch = Organization(
        code=code,
        name=f"共青团衡阳县{name}教师支部委员会",
        short_name=f"{name}教师团支部",
        kind="branch",
        parent=EDUCATION,
        stat_field="student",
        division=township.place.code,
        founded_on=chance.day(date(2003, 9, 1), date(2020, 12, 31)),
    )
    county.host(unit, branch)
