"""Joint branches: one branch for several small units of a township; and the few organisations that cover nobody."""

from __future__ import annotations

from datetime import date

from reports.demo.categories import DISTRICT, ENTERPRISE
from reports.demo.places import Township, places_for, read_townships
from reports.demo.records import ARTICLE_DAY, NEVER, REFORM_START, Organization
from reports.demo.social import SocialField

JOINT = 50
TRADES = ("商贸", "农产品加工", "餐饮服务", "汽修物流", "电商")


def add_joint_branches(social: SocialField) -> None:
    """Fifty branches of the social field without a unit of their own: none is a non-public enterprise's."""
    seen: dict[str, int] = {}
    for township in places_for(JOINT, minimum=1):
        serial = seen[township.committee] = seen.get(township.committee, 0) + 1
        branch = joint_branch(township, serial, social.chance.batch_day(REFORM_START, ARTICLE_DAY))
        for _ in range(social.chance.between(3, 5)):
            branch.covers.append(add_covered_unit(social, township))
        social.county.organizations.append(branch)


def joint_branch(township: Township, serial: int, founded_on: date) -> Organization:
    trade = TRADES[(serial - 1) % len(TRADES)]
    number = "" if serial <= len(TRADES) else f"第{'二三四五六'[(serial - 1) // len(TRADES) - 1]}"
    name = f"{township.place.name}{trade}{number}联合"
    return Organization(
        code=f"{township.committee}-LH{serial:02d}",
        name=f"共青团{name}支部委员会",
        short_name=f"{name}团支部",
        kind="branch",
        parent=township.committee,
        stat_field="social",
        two_new="new_economy",
        division=township.place.code,
        founded_on=founded_on,
    )


def add_covered_unit(social: SocialField, township: Township) -> str:
    """A unit that is too small for a branch of its own, though one in four has three members or more."""
    category = social.chance.pick((ENTERPRISE, DISTRICT))
    _, unit = social.new_unit(category, township, "")
    unit.opened_on = social.chance.day(date(2012, 1, 1), date(2021, 12, 30))
    unit.members = social.chance.between(3, 4)
    unit.youth = social.chance.between(4, 12)
    if social.chance.between(1, 4) > 1:
        unit.enough_from = NEVER
    social.county.units.append(unit)
    return unit.code


def add_floating_branches(social: SocialField) -> None:
    """Branches of members who work away from home, and one for the time of a flood: they cover no unit."""
    for township in read_townships()[::5]:
        name = f"{township.place.name}外出务工团员流动"
        social.county.organizations.append(member_branch(township, "LD", name, "floating", date(2019, 2, 14)))
    township = read_townships()[10]
    name = f"{township.place.name}防汛突击队临时"
    branch = member_branch(township, "LS", name, "temporary", date(2024, 6, 20))
    branch.dissolved_on = date(2024, 9, 30)
    social.county.organizations.append(branch)


def member_branch(township: Township, letters: str, name: str, kind: str, founded_on: date) -> Organization:
    return Organization(
        code=f"{township.committee}-{letters}",
        name=f"共青团{name}支部委员会",
        short_name=f"{name}团支部",
        kind=kind,
        parent=township.committee,
        stat_field="village",
        division=township.place.code,
        founded_on=founded_on,
    )
