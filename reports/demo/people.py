"""The people of the demo county and their posts: invented, marked, and such that the article's numbers are counted
from them. Named are grown-ups only; the secretaries of pupils' branches are not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from organizations.models import Organization
from reports.demo.naming import Chance
from reports.demo.records import INVENTED

SURNAMES = "王李张刘陈杨黄赵周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文单仇朴解查"
MEN = ("禾", "砚", "垣", "屿", "筠", "朔", "沐川", "铭野", "岑", "柏舟", "临", "亦恒", "知远", "景行", "一川", "泊言")
WOMEN = (
    "晗",
    "榆",
    "桐",
    "苒",
    "沐宁",
    "蘅",
    "芮",
    "漪",
    "知夏",
    "若溪",
    "念慈",
    "语桐",
    "清越",
    "一禾",
    "予安",
    "星野",
)
JUNIOR, SENIOR, COLLEGE, BACHELOR, MASTER = "71", "61", "31", "21", "14"
# Every so many left no address.
WITHOUT_ADDRESS = 97
PARTY, MEMBER, MASSES = "01", "03", "13"


@dataclass
class Human:
    """Somebody invented, kept by the organisation of that code."""

    name: str
    sex: str
    birth_on: date | None
    education: str
    political_status: str
    organization: str
    school: str = ""
    email: str = ""

    @property
    def key(self) -> tuple:
        """By what the importer finds the record again."""
        return self.name, self.birth_on, self.organization

    def row(self) -> dict[str, Any]:
        """The row of the import of people."""
        joined = None if self.birth_on is None else date(self.birth_on.year + 15, 5, 4)
        return {
            "name": self.name, "sex": self.sex, "birth_on": self.birth_on, "education": self.education,
            "political_status": self.political_status, "organization": self.organization, "school": self.school,
            "email": self.email, "joined_league_on": joined if self.political_status != MASSES else None, "source": INVENTED,
        }  # fmt: skip


@dataclass
class Service:
    """A post as its document describes it; `ends_on` is the first day no longer held."""

    human: Human
    organization: str
    title: str
    mode: str
    starts_on: date
    ends_on: date | None = None
    facts: dict[str, Any] = field(default_factory=dict)

    def row(self) -> dict[str, Any]:
        """The row of the import of posts."""
        flag = {"is_student_deputy": "yes" if self.facts.get("is_student_deputy") else "no"}
        return {
            "name": self.human.name, "birth_on": self.human.birth_on, "organization": self.organization,
            "title": self.title, "mode": self.mode, "starts_on": self.starts_on, "ends_on": self.ends_on,
            "source": INVENTED, **self.facts, **flag,
        }  # fmt: skip


@dataclass
class Crowd:
    """Everybody, and what they hold."""

    chance: Chance
    humans: list[Human] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    _taken: set = field(default_factory=set)

    def invent(self, organization: str, *, born: tuple[int, int], education: str, political_status: str) -> Human:
        """A human nobody else in the crowd can be taken for."""
        while True:
            sex = "12"[self.chance.between(0, 1)]
            name = self.chance.pick(SURNAMES) + self.chance.pick(MEN if sex == "1" else WOMEN)
            birth_on = self.chance.day(date(born[0], 1, 1), date(born[1], 12, 31))
            if (name, birth_on) not in self._taken:
                break
        self._taken.add((name, birth_on))
        human = Human(name, sex, birth_on, education, political_status, organization, email=self._address())
        self.humans.append(human)
        return human

    def _address(self) -> str:
        """In a domain that nobody can ever have; some left none."""
        number = len(self.humans) + 1
        return "" if number % WITHOUT_ADDRESS == 0 else f"yanshi{number}@league.example"

    def serve(
        self, human: Human, where: str, title: str, mode: str, starts_on: date, ends_on: date | None = None, **facts
    ) -> None:
        """The human holds a post in the organisation of that code."""
        self.services.append(Service(human, where, title, mode, starts_on, ends_on, facts))

    def until(self, on: date) -> Iterator[Service]:
        """What had begun by that day; of what ends later the end is not known yet."""
        for service in self.services:
            if service.starts_on <= on:
                over = service.ends_on is not None and service.ends_on <= on
                facts = (
                    service.facts if over else {name: told for name, told in service.facts.items() if name != "ending"}
                )
                yield replace(service, ends_on=service.ends_on if over else None, facts=facts)


def keeper(organization: Organization) -> str:
    """Who keeps the record of somebody who serves there: the organisation itself, or the one above a dissolved one."""
    return organization.code if organization.dissolved_on is None else organization.parent.code


def marks(chance: Chance, count: int, wanted: int) -> list[bool]:
    """`wanted` of `count`, spread by chance."""
    places = [True] * wanted + [False] * (count - wanted)
    chance.shuffle(places)
    return places
