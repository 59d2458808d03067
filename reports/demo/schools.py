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
    """Class branches stand in their school's unit; the leavers' branch keeps those whose membership is under way."""
    number = chance.between(*kind.classes)
    for serial in range(1, number + 1):
        year = 2 if serial <= number // 2 else 3
        county.organizations.append(
            class_branch(committee, f"{serial:02d}", f"{'二三'[year - 2]}年级{serial}班", "branch", date(2020, 9, 10))
        )
    if number:
        leavers = class_branch(committee, "BY", "2023届毕业生", "graduate", date(2023, 6, 15))
        county.organizations.append(leavers)


def class_branch(committee: Organization, suffix: str, name: str, kind: str, founded_on: date) -> Organization:
    school = committee.name.removesuffix("委员会")
    return Organization(
        code=f"{committee.code}-{suffix}",
        name=f"{school}{name}支部委员会",
        short_name=f"{name}团支部",
        kind=kind,
        parent=committee.code,
        stat_field="student",
        division=committee.division,
        unit=committee.unit,
        founded_on=max(founded_on, committee.founded_on),
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
