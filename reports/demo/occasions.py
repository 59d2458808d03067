"""What the county's league does, occasion by occasion: counselling, the federation, outreach, volunteer service, visits.
The year of the article has all of it, later years what half of the townships do. Places are real or of the demo,
everything else is invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from reports.demo.committees import EDUCATION
from reports.demo.naming import Chance
from reports.demo.places import Township, read_townships
from reports.demo.records import COUNTY

YEAR = 2023
# Code, name, series. The names stand in the county's article.
PROGRAMMES = (
    ("PP-12355", "12355中高考减压", ""),
    ("PP-QCFZ", "青春法治辅导员", "青春护航"),
    ("PP-TXFN", "童心防溺安全一“夏”", "青春护航"),
    ("PP-NDXD", "暖冬行动", "雁回衡阳"),
    ("PP-XLF", "雷锋家乡学雷锋", "雁回衡阳"),
    ("PP-AXSK", "爱心送考", "雁回衡阳"),
    ("PP-HXQ", "河小青", "雁回衡阳"),
    ("PP-QQFL", "青·趣分类", "雁回衡阳"),
    ("PP-YJZQ", "一见钟“青”向未来", ""),
    ("PP-NFXD", "暖蜂行动", ""),
    ("PP-QYXL", "“青雁”成长夏令营", ""),
    ("PP-YYGD", "永远跟党走，奋进新征程", ""),
)
# Pupils of three senior and six junior schools, together over 1 900.
COUNSELLED = {"G": (268, 251, 243), "C": (201, 197, 195, 193, 190, 188)}
TALKS = (
    ("drugs", "禁毒宣讲", "PP-QCFZ"), ("fraud", "反诈宣讲", "PP-QCFZ"), ("abuse", "防性侵宣讲", "PP-QCFZ"),
    ("drowning", "防溺水宣讲", "PP-TXFN"),
)  # fmt: skip
# Programme, title, month and day of the first, days over which the townships follow each other, topics.
SERVICE = (
    ("PP-NDXD", "暖冬行动志愿服务", (1, 9), 10, ["care"]),
    ("PP-XLF", "学雷锋志愿服务", (3, 2), 8, ["care", "environment"]),
    ("PP-AXSK", "爱心送考志愿服务", (6, 7), 3, ["care"]),
    ("PP-HXQ", "河小青护河行动", (7, 10), 30, ["environment", "drowning"]),
    ("PP-QQFL", "垃圾分类志愿服务", (9, 11), 20, ["environment"]),
)
VISITED = "走访慰问快递员"
# Held on, couriers visited, how many of them for the first time in the year.
COURIERS = ((date(YEAR, 2, 15), 12, 12), (date(YEAR, 7, 26), 9, 7), (date(YEAR, 11, 8), 8, 5))


def occasion(title: str, kind: str, organization: str, held_on: date, heads: dict[str, int], **more) -> dict:
    """A row of the ledger."""
    return {
        "title": f"{title}（演示）", "kind": kind, "organization": organization, "held_on": held_on, "attendance": "none",
        "begins": "09:00", "ends": "11:00",
    } | {f"heads_{audience}": number for audience, number in heads.items()} | more  # fmt: skip


def year_of_the_article(chance: Chance) -> list[dict]:
    """The year's ledger of the county and its townships."""
    rows = [*_counselling(), *_federation(chance), *_talks_at_schools(chance), *_of_the_county(chance)]
    for number, township in enumerate(read_townships()):
        rows += _of_a_township(YEAR, number, township, chance)
    return rows


def later_year(year: int, chance: Chance) -> list[dict]:
    """What half of the townships do in a year after the article's."""
    return [
        row
        for number, township in enumerate(read_townships())
        if number % 2 == year % 2
        for row in _of_a_township(year, number, township, chance)
    ]


def _counselling() -> Iterator[dict]:
    """Before the examinations at nine schools; and for the teachers of four others, which is no counselling of pupils."""
    day = date(YEAR, 5, 15)
    for letter, numbers in COUNSELLED.items():
        for serial, pupils in enumerate(numbers, start=1):
            school = f"{EDUCATION}-{letter}{serial:02d}"
            yield occasion(
                "考前减压心理辅导", "counsel", COUNTY, day, {"pupils": pupils}, unit=school, reach=[school],
                programme="PP-12355", topics=["mind"], partners="12355青少年服务台（演示）",
            )  # fmt: skip
            day += timedelta(days=2)
    for serial in range(7, 11):
        school = f"{EDUCATION}-C{serial:02d}"
        yield occasion(
            "青年教师心理团体辅导", "counsel", COUNTY, date(YEAR, 9, serial + 10), {"teachers": 20 + serial}, unit=school,
            reach=[school], topics=["mind"],
        )  # fmt: skip


def _federation(chance: Chance) -> Iterator[dict]:
    """Care for children left behind, and talks about the law at primary schools."""
    for number, township in enumerate(read_townships()[:24]):
        day = date(YEAR, 2 + number % 10, 6 + number)
        common = {"by_federation": "yes", "partners": "县青年联合会（演示）"}
        if number % 2:
            school = f"{EDUCATION}-X{number + 1:02d}"
            heads = {"pupils": chance.between(80, 160)}
            yield occasion(
                "青联法治宣讲", "lecture", COUNTY, day, heads, unit=school, reach=[school], topics=["law"], **common
            )
        else:
            heads = {"left_behind": chance.between(20, 45)}
            village = township.grassroots[number % len(township.grassroots)].code
            yield occasion(
                "青联关爱留守儿童",
                "visit",
                COUNTY,
                day,
                heads,
                unit=village,
                reach=[village],
                topics=["care"],
                **common,
            )


def _talks_at_schools(chance: Chance) -> Iterator[dict]:
    """By the education committee at secondary schools."""
    for number in range(14):
        topic, title, programme = TALKS[number % len(TALKS)]
        school = f"{EDUCATION}-C{number + 11:02d}"
        yield occasion(
            f"{title}进校园", "lecture", EDUCATION, date(YEAR, 3 + number % 4, 9 + number), {"pupils": chance.between(150, 420)},
            unit=school, reach=[school], topics=[topic, "law"], programme=programme,
        )  # fmt: skip


def _of_the_county(chance: Chance) -> Iterator[dict]:
    """Two meetings of young people, the summer camp, and visits to couriers."""
    for day in (date(YEAR, 5, 20), date(YEAR, 8, 22)):
        yield occasion(
            "青年交友", "friendship", COUNTY, day, {"youth": chance.between(60, 90)}, place="县青少年活动中心（演示）",
            topics=["marriage"], programme="PP-YJZQ", partners="县妇联（演示）", expenditure="6800.00",
        )  # fmt: skip
    yield occasion(
        "“青雁”成长夏令营", "camp", COUNTY, date(YEAR, 7, 17), {"students": 35, "volunteers": 6}, topics=["work"],
        ends_on=date(YEAR, 7, 21), ends="17:00", place="县青少年活动中心（演示）", programme="PP-QYXL",
        partners="县委人才办（演示）", attendance="sheet", expenditure="42000.00",
    )  # fmt: skip
    for day, couriers, _ in COURIERS:
        yield occasion(
            VISITED, "visit", COUNTY, day, {"couriers": couriers}, place="快递网点（演示）", topics=["care"],
            programme="PP-NFXD", partners="县邮政公司（演示）", expenditure=f"{couriers * 80}.00",
        )  # fmt: skip


def _of_a_township(year: int, number: int, township: Township, chance: Chance) -> Iterator[dict]:
    """A talk on each topic in a village, the five services of the year, the theme day."""
    villages, committee = township.grassroots, township.committee
    for serial, (topic, title, programme) in enumerate(TALKS):
        village = villages[(serial * 3 + number) % len(villages)].code
        heads = {
            "pupils": chance.between(20, 60),
            "parents": chance.between(10, 30),
            "residents": chance.between(5, 30),
        }
        yield occasion(
            f"{title}进村", "lecture", committee, date(year, 4 + serial * 2, 2 + number), heads, unit=village,
            reach=[village], topics=[topic], programme=programme,
        )  # fmt: skip
    for programme, title, (month, day), days, topics in SERVICE:
        first = date(year, month, day)
        heads = {
            "pupils": chance.between(140, 190), "left_behind": chance.between(18, 34), "youth": chance.between(40, 66),
            "volunteers": chance.between(12, 30),
        }  # fmt: skip
        reach = sorted({villages[(number + step) % len(villages)].code for step in range(3)})
        yield occasion(
            title, "volunteer", committee, first + timedelta(days=number % days), heads, division=township.place.code,
            reach=reach, topics=topics, programme=programme, attendance="sheet",
        )  # fmt: skip
    yield occasion(
        "“五四”主题团日", "theme_day", committee, date(year, 5, 4), {"members": chance.between(40, 110)},
        division=township.place.code, topics=["red"], programme="PP-YYGD",
    )  # fmt: skip
