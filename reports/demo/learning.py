"""Learning and media of the demo, through the importer: the article's year adds up to its half a million person-times and
its film's plays; later years are thinner and hold what somebody has to look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from activities.models import LearningSeries
from activities.services.learning import create_series
from league.accounts.models import User
from organizations.enums import UnitKind
from organizations.models import HeadCount, Organization, Unit
from reports.demo.accounts import COUNTY_STAFF
from reports.demo.importing import Sending
from reports.demo.naming import Chance
from reports.demo.occasions import YEAR
from reports.demo.records import COUNTY

# Code, name, audience, channel, platform: names as in the county's article and the League's own.
SERIES = (
    ("QNDXX", "青年大学习", "members", "online", "省青年大学习平台（演示）"),
    ("HLJAXX", "红领巾爱学习", "pioneers", "online", "省少先队学习平台（演示）"),
    ("YGDZ", "永远跟党走、奋进新征程主题团（队）课", "pupils", "onsite", ""),
)
# The sum of the article's year, by series.
ARTICLE = {"QNDXX": 168_420, "HLJAXX": 271_350, "YGDZ": 61_574}
ISSUES = 10
QUARTERS = ((1, 3, 31), (4, 6, 30), (7, 9, 30), (10, 12, 31))
BUSY = 9
UNKNOWN_TO_THE_REGISTER = (
    ("产业园区团工委", "某某电子厂联合团支部（演示）", 64), ("", "外县返乡青年临时团支部（演示）", 23),
    ("教育团工委", "城西分校团支部（演示）", 118),
)  # fmt: skip
SCHOOLS = (*UnitKind.secondary_schools, UnitKind.PRIMARY_SCHOOL.value)


def load_learning(sending: Sending) -> None:
    """Enter the series, import what the platforms told by that day, and what was published."""
    county, actor = Organization.objects.get(code=COUNTY), User.objects.get(username=COUNTY_STAFF)
    known = set(LearningSeries.objects.values_list("code", flat=True))
    for code, name, audience, channel, platform in SERIES:
        if code not in known:
            fields = {
                "code": code, "name": name, "audience": audience, "channel": channel, "platform": platform,
                "starts_on": date(YEAR, 1, 1), "ends_on": None,
            }  # fmt: skip
            create_series(county, fields=fields, actor=actor)
    _send(sending, f"{YEAR}年学习记录", year_of_the_article())
    for year in range(YEAR + 1, sending.on.year + 1):
        _send(sending, f"{year}年学习记录", later_year(year, sending.on))
    _publish(sending)


def _send(sending: Sending, title: str, rows: Iterable[dict]) -> None:
    known = [row for row in rows if row["last_day"] <= sending.on]
    sending.send(title, "learning_record", known, username=COUNTY_STAFF)


def committees() -> list[tuple[str, str, int]]:
    """Code, name and members of each committee below the county."""
    rows = Organization.objects.filter(parent__code=COUNTY, dissolved_on=None, kind__in=("committee", "work_committee"))
    members: dict[str, int] = {}
    counts = HeadCount.objects.filter(kind="members", superseded_at=None, ends_on=None)
    for path, value in counts.values_list("org_path", "value"):
        above = path.split("/")[2]
        members[above] = members.get(above, 0) + value
    return [
        (code, name, max(members.get(str(pk), 0), 30))
        for pk, code, name in rows.order_by("code").values_list("pk", "code", "short_name")
    ]


def shared(total: int, weights: list[int]) -> list[int]:
    """The total by weights, in whole numbers that add up to it."""
    bounds, passed = [], 0
    for weight in weights:
        passed += weight
        bounds.append(total * passed // sum(weights))
    return [upper - lower for lower, upper in zip([0, *bounds], bounds, strict=False)]


def year_of_the_article() -> Iterator[dict]:
    """Ten issues of every committee, four quarters of every school, one lesson of every secondary school."""
    chance = Chance()
    online = [
        (number, *committee, chance.between(70, 98)) for number in range(1, ISSUES + 1) for committee in committees()
    ]
    numbers = shared(ARTICLE["QNDXX"], [members * share for *_, members, share in online])
    scale = sum(numbers) / sum(members for _, _, _, members, _ in online)
    for place, ((number, code, name, members, _), times) in enumerate(zip(online, numbers, strict=True)):
        month = number + 2
        # The platform's own count of members: some committees' is behind, and they come out over 100 %.
        expected = round(members * scale * (0.9 if place % BUSY == 0 else 1.25))
        yield _line("QNDXX", f"{YEAR}年第{number}期", (YEAR, month, 6), (YEAR, month, 19), name, times) | {
            "organization": code, "expected": expected,
        }  # fmt: skip
    schools = list(
        Unit.objects.filter(kind__in=SCHOOLS, closed_on=None).order_by("code").values_list("code", "name", "kind")
    )
    quarters = [(quarter, school, chance.between(40, 90)) for quarter in range(4) for school in schools]
    for (quarter, (code, name, _), _), times in zip(
        quarters, shared(ARTICLE["HLJAXX"], [weight for *_, weight in quarters]), strict=True
    ):
        yield _quarter(YEAR, quarter, code, name, times)
    secondary = [(code, name) for code, name, kind in schools if kind != UnitKind.PRIMARY_SCHOOL]
    lessons = shared(ARTICLE["YGDZ"], [chance.between(50, 90) for _ in secondary])
    for (code, name), times in zip(secondary, lessons, strict=True):
        row = _line("YGDZ", f"{YEAR}年主题团（队）课", (YEAR, 5, 4), (YEAR, 6, 1), name, times)
        yield row | {"unit": code, "source": "学校报送（演示）"}


def later_year(year: int, on: date) -> Iterator[dict]:
    """A quarter of every committee, the spring of every second school; names nobody knows in the latest year."""
    chance = Chance()
    # One seed for all years: each begins elsewhere in its numbers.
    for _ in range(year - YEAR):
        chance.between(0, 9)
    for quarter, (first, last, day) in enumerate(QUARTERS, start=1):
        for place, (code, name, members) in enumerate(committees()):
            share = 108 if (place + quarter) % BUSY == 0 else chance.between(55, 97)
            row = _line(
                "QNDXX", f"{year}年第{quarter}季度", (year, first, 1), (year, last, day), name, members * share // 100
            )  # fmt: skip
            yield row | {"organization": code, "expected": members}
    schools = Unit.objects.filter(kind__in=SCHOOLS, closed_on=None).order_by("code").values_list("code", "name")
    for code, name in schools[year % 2 :: 2]:
        yield _quarter(year, 1, code, name, chance.between(300, 900))
    if year == on.year:
        for superior, name, times in UNKNOWN_TO_THE_REGISTER:
            yield _line("QNDXX", f"{year}年第2季度", (year, 4, 1), (year, 6, 30), name, times) | {"superior": superior}


def _quarter(year: int, quarter: int, code: str, name: str, times: int) -> dict:
    first, last, day = QUARTERS[quarter]
    row = _line("HLJAXX", f"{year}年第{quarter + 1}季度", (year, first, 1), (year, last, day), name, times)
    return row | {"unit": code}


def _line(series: str, issue: str, first: tuple, last: tuple, name: str, times: int) -> dict:
    return {
        "series": series, "issue": issue, "first_day": date(*first), "last_day": date(*last), "name": name,
        "person_times": times,
    }  # fmt: skip


def _publish(sending: Sending) -> None:
    items = [dict(zip(ITEM, row, strict=True)) | {"organization": COUNTY} for row in PUBLISHED]
    items = [row for row in items if row["published_on"] <= sending.on]
    sending.send("宣传条目", "media_item", items, username=COUNTY_STAFF)
    readings = [dict(zip(READING, row, strict=True)) for row in READ]
    sending.send("播放量读数", "media_reading", [row for row in readings if row["read_on"] <= sending.on],
                 username=COUNTY_STAFF)  # fmt: skip


ITEM = ("code", "title", "kind", "platform", "outlet", "level", "published_on", "note")
FILM_NOTE = "片名见公开报道，发布日期和读数为演示数据"
PUBLISHED = (
    ("XC2023-00001", "乘风破浪向青春", "work", "学习强国", "学习强国平台", "national", date(2023, 4, 28), FILM_NOTE),
    ("XC2023-00002", "县域共青团改革见闻（演示）", "coverage", "报纸", "演示日报", "municipal", date(2023, 6, 14), ""),
    ("XC2023-00003", "青年夜校开课（演示）", "coverage", "电视", "演示县电视台", "county", date(2023, 9, 5), ""),
    (
        "XC2023-00004",
        "返乡大学生志愿服务纪实（演示）",
        "coverage",
        "新闻网站",
        "演示青年网",
        "provincial",
        date(2023, 8, 9),
        "",
    ),
    ("XC2023-00005", "雁回故里（演示）", "work", "微信公众号", "演示县团委", "own", date(2023, 12, 12), ""),
    ("XC2024-00001", "防溺水动画短片（演示）", "work", "视频号", "演示县团委", "own", date(2024, 6, 20), ""),
    ("XC2024-00002", "团校一堂课（演示）", "coverage", "新闻网站", "演示青年网", "provincial", date(2024, 11, 18), ""),
    ("XC2025-00001", "青春护航宣讲集锦（演示）", "work", "视频号", "演示县团委", "own", date(2025, 5, 4), ""),
    ("XC2025-00002", "青年之家里的暑假（演示）", "coverage", "报纸", "演示日报", "municipal", date(2025, 8, 1), ""),
    ("XC2026-00001", "换届风采（演示）", "work", "微信公众号", "演示县团委", "own", date(2026, 5, 15), ""),
)
READING = ("item", "read_on", "plays", "source")
PAGE = "平台页面显示（演示）"
READ = (
    ("XC2023-00001", date(2023, 5, 10), 52_310, PAGE),
    ("XC2023-00001", date(2023, 6, 30), 98_740, PAGE),
    ("XC2023-00001", date(2023, 12, 20), 110_260, PAGE),
    ("XC2023-00001", date(2024, 12, 20), 118_905, PAGE),
    ("XC2024-00001", date(2024, 7, 1), 3_420, PAGE),
    ("XC2024-00001", date(2024, 12, 20), 9_866, PAGE),
    ("XC2025-00001", date(2025, 6, 1), 7_215, PAGE),
    # Fewer than before: somebody should look.
    ("XC2025-00001", date(2025, 12, 19), 7_125, PAGE),
    ("XC2026-00001", date(2026, 6, 30), 2_908, PAGE),
)
