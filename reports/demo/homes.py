"""The county's Youth Homes, heart stations and federation huts: thirty-eight homes run at the end of the article's year,
each with every tick; afterwards some stop, some are new, and some stand idle."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from league.accounts.models import User
from league.core.dates import add_months
from league.core.photo_files import keep
from organizations.enums import CheckItem
from organizations.models import Division, HomeMonth, Organization, YouthHome
from organizations.schematic import layout
from organizations.services.home_checks import Finding, check_home
from organizations.services.home_photos import add_photos
from organizations.services.home_records import record_home_months
from organizations.services.home_visits import assign_visits, close_visit, record_visit
from organizations.services.homes import advance_home, apply_home
from reports.demo.accounts import COUNTY_STAFF
from reports.demo.naming import Chance
from reports.demo.pictures import drawing
from reports.demo.places import Township, places_for, read_townships
from reports.demo.records import INVENTED, REFORM_START

HOMES, OLD = 38, 6
STATIONS, HUTS = 8, 5
BASES = ("service_centre", "service_centre", "school", "children_home", "service_centre", "enterprise", "other")
# By their place among the homes: what became of them after the article's year.
SUSPENDED = {7: date(2024, 6, 12), 19: date(2025, 9, 3)}
CLOSED = {30: date(2025, 4, 15)}
QUIET_SINCE = {4: date(2026, 4, 1), 12: date(2026, 6, 1), 23: date(2026, 5, 1), 33: date(2026, 3, 1)}
UNCHECKED = {9, 15, 26}
UNSIGNED_SINCE = {6: date(2026, 8, 1), 17: date(2026, 9, 1)}
AGREEMENTS = {3: date(2026, 6, 30), 10: date(2026, 9, 30), 14: date(2028, 12, 31)}
# Drawings by home: what they show, and when. The last one was sent for another home's activity as well.
PICTURED = {
    0: (("place", date(2025, 9, 18)), ("sign", date(2025, 9, 18)), ("activity", date(2026, 5, 4)),
        ("opening", date(2026, 3, 5))),
    1: (("place", date(2025, 10, 9)), ("sign", date(2025, 10, 9)), ("activity", date(2026, 7, 16))),
    2: (("sign", date(2026, 4, 10)), ("activity", date(2026, 7, 21))),
    4: (("place", date(2025, 6, 12)),),
    5: (("place", date(2026, 2, 26)), ("activity", date(2026, 7, 23))),
}  # fmt: skip
BORROWED = {5: ("activity", 2)}
# Visits by home: assigned, due, visited, what was found, how and when it ended.
VISITS = {
    4: (date(2026, 8, 10), date(2026, 8, 31), date(2026, 8, 20), "活动室堆放杂物，管理员已调离，近半年没有开放。",
        "suspend", date(2026, 9, 3)),
    23: (date(2026, 9, 1), date(2026, 9, 20), date(2026, 9, 15), "场地完好，缺少组织活动的人，乡镇团委拟派人值守。", "", None),
    33: (date(2026, 9, 1), date(2026, 9, 20), None, "", "", None),
    12: (date(2026, 11, 10), date(2026, 12, 15), None, "", "", None),
}  # fmt: skip
# In these months homes wrote their activities down one by one: `reports.demo.activities`.
LISTED = (date(2023, 10, 1), date(2023, 11, 1), date(2023, 12, 1))
LATER = (date(2024, 5, 8), date(2025, 3, 18), date(2026, 3, 5))


@dataclass
class Home:
    """One place and what it lived through."""

    number: int
    kind: str
    code: str
    name: str
    township: Township
    division: str
    base: str
    opened_on: date


def tell_homes(chance: Chance) -> list[Home]:
    """The same homes each time, in the order of their townships."""
    told: list[Home] = []
    seen: Counter[str] = Counter()
    for number, township in enumerate(places_for(HOMES, minimum=1)):
        opened = chance.day(date(2018, 5, 4), date(2021, 11, 30)) if number % 6 == 1 and number < 6 * OLD else None
        told.append(_home(number, "youth_home", township, seen, opened or chance.day(REFORM_START, date(2023, 8, 31))))
    for kind, total in (("heart_station", STATIONS), ("federation_hut", HUTS)):
        for township in read_townships()[:total]:
            told.append(_home(len(told), kind, township, seen, chance.day(REFORM_START, date(2024, 9, 30))))
    for opened, township in zip(LATER, read_townships()[5:], strict=False):
        told.append(_home(len(told), "youth_home", township, seen, opened))
    return told


def _home(number: int, kind: str, township: Township, seen: Counter, opened_on: date) -> Home:
    short, label = {
        "youth_home": ("QZ", "青年之家"),
        "heart_station": ("XY", "团团心灵驿站"),
        "federation_hut": ("QL", "青联小屋"),
    }[kind]
    key = f"{township.committee}-{short}"
    seen[key] += 1
    # The first stands in the township itself, the others in one of its villages.
    place = township.place if seen[key] == 1 else township.grassroots[seen[key]]
    name = place.name if seen[key] == 1 else f"{township.place.name}{place.plain_name}"
    return Home(
        number,
        kind,
        f"{key}{seen[key]:02d}",
        f"{name}{label}",
        township,
        place.code,
        BASES[number % len(BASES)],
        opened_on,
    )


def load_homes(*, on: date) -> None:
    """Write what is known on that day through the services; homes that are there already are left alone."""
    chance = Chance()
    actor = User.objects.get(username=COUNTY_STAFF)
    known = set(YouthHome.objects.values_list("code", flat=True))
    for home in tell_homes(chance):
        applied_on = home.opened_on - timedelta(days=70)
        if home.code not in known and applied_on <= on:
            _live(home, applied_on, chance, on=on, actor=actor)


@transaction.atomic
def _live(told: Home, applied_on: date, chance: Chance, *, on: date, actor) -> None:
    home = apply_home(fields=_record(told, chance), on=applied_on, actor=actor)
    home = _step(home, "accept", told.opened_on - timedelta(days=20), "", on, actor)
    home = _step(home, "open", told.opened_on, "", on, actor)
    ending = SUSPENDED.get(told.number) or CLOSED.get(told.number)
    until = min(on, ending or on)
    record_home_months(_months(told, home, chance, until), actor=actor)
    _check(told, home, chance, until, actor)
    _picture(told, home, on=until, actor=actor)
    _visit(told, home, on=until, actor=actor)
    if told.number in SUSPENDED:
        _step(home, "suspend", ending, "场地收回维修，暂停开放", on, actor)
    if told.number in CLOSED:
        _step(home, "close", ending, "所在场所拆除，并入邻近青年之家", on, actor)


def _step(home: YouthHome, action: str, day: date, reason: str, on: date, actor) -> YouthHome:
    """One step of the life cycle, if its day has come."""
    return home if day > on else advance_home(home, action=action, on=day, reason=reason, actor=actor)


def _record(told: Home, chance: Chance) -> dict:
    x, y = layout().get(told.township.place.code, (None, None))
    placed = x is not None and told.number % 3 != 2
    return {
        "code": told.code, "name": told.name, "kind": told.kind, "base": told.base, "unit": None,
        "division": Division.objects.get(code=told.division),
        "responsible": Organization.objects.get(code=told.township.committee),
        "address": f"衡阳县{told.name.removesuffix('青年之家')}（演示）",
        "map_x": x + chance.between(-30, 30) if placed else None,
        "map_y": y - chance.between(8, 36) if placed else None,
        "area": chance.between(55, 180), "has_sign": True, "manager": "乡镇团委委员（演示）", "office_phone": "",
        "weekdays": "12345" if told.number % 2 else "1356", "opening_hours": "9:00—17:00",
        "cloud_number": f"YS{told.number + 1:04d}", "partners": "", "source": INVENTED,
        "agreement_ends_on": AGREEMENTS.get(told.number),
    }  # fmt: skip


def _months(told: Home, home: YouthHome, chance: Chance, until: date) -> list[HomeMonth]:
    month, rows = max(told.opened_on.replace(day=1), date(2023, 1, 1)), []
    last = min(until, QUIET_SINCE.get(told.number, until))
    while month < last.replace(day=1):
        activities = chance.between(2, 6)
        unsigned = told.number in UNSIGNED_SINCE and month >= UNSIGNED_SINCE[told.number]
        attendances = 0 if unsigned else max(1, activities - chance.between(0, 2))
        if month not in LISTED:
            rows.append(
                HomeMonth(home=home, month=month, activities=activities, attendances=attendances, source=INVENTED)
            )
        month = add_months(month, 1)
    return rows


def _check(told: Home, home: YouthHome, chance: Chance, until: date, actor) -> None:
    for year in range(max(2022, told.opened_on.year), until.year + 1):
        day = chance.day(date(year, 9, 15), date(year, 10, 31))
        if not told.opened_on < day <= until or (told.number in UNCHECKED and year > 2024):
            continue
        findings = {item.value: Finding(True) for item in CheckItem}
        if told.number == 20 and year == 2026:
            findings["safety"] = Finding(False, "活动室插线板老化，限期更换")
        pictures = {"safety": [keep(drawing("safety", told.number))]} if not findings["safety"].passed else None
        check_home(
            home, checked_on=day, checker="县团委检查组（演示）", findings=findings, photos=pictures, actor=actor
        )


def _picture(told: Home, home: YouthHome, *, on: date, actor) -> None:
    for shows, day in PICTURED.get(told.number, ()):
        if day <= on:
            scene, number = BORROWED.get(told.number, ("", 0))
            file = drawing(shows, number if scene == shows else told.number)
            add_photos(
                home,
                pictures=[keep(file)],
                shows=shows,
                taken_on=day,
                on=day,
                caption="绘图代替照片（演示）",
                actor=actor,
            )


def _visit(told: Home, home: YouthHome, *, on: date, actor) -> None:
    if told.number not in VISITS or VISITS[told.number][0] > on:
        return
    assigned, due, visited, finding, outcome, closed = VISITS[told.number]
    (visit,) = assign_visits([home], owner="乡镇团委委员（演示）", due_on=due, on=assigned, actor=actor)
    if visited and visited <= on:
        visit = record_visit(visit, visited_on=visited, visitor="县团委走访组（演示）", finding=finding, actor=actor)
        picture = keep(drawing("place", 40 + told.number))
        add_photos(home, pictures=[picture], shows="place", taken_on=visited, on=visited, visit=visit, actor=actor)
        if closed and closed <= on:
            close_visit(visit, on=closed, outcome=outcome, actor=actor)
