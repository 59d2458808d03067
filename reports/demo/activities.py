"""The demo's programmes and activities on their way through the importer: the year of the article, the homes' months,
and what branches do each autumn, so that most are active on the days on which they are counted and some are silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_default_timezone

from activities.enums import CourierTrade
from activities.models import Activity, ActivitySample
from activities.services.activities import create_activity
from activities.services.activity_moves import move_activity
from activities.services.courier_visits import add_visit
from activities.services.samples import draw_sample
from league.accounts.models import User
from organizations.enums import OrganizationKind
from organizations.models import Organization
from reports.demo.accounts import COUNTY_STAFF
from reports.demo.homes import CLOSED, HOMES, LISTED, QUIET_SINCE, SUSPENDED, UNSIGNED_SINCE, tell_homes
from reports.demo.importing import Sending
from reports.demo.naming import Chance
from reports.demo.occasions import COURIERS, PROGRAMMES, VISITED, YEAR, later_year, occasion, year_of_the_article
from reports.demo.records import COUNTY, SEED

NOTE = "项目名称见公开报道，活动为演示数据"
# Every so many branches are silent, others each year.
SILENT = 19
REACHED_BACK = 80
SAMPLED_ON, VERIFIED = date(2024, 1, 15), 24
# Whose account, organisation, days from the day of loading, title, kind, state.
PLANNED = (
    ("county", COUNTY, 8, "冬季关爱留守儿童", "visit", "published"),
    ("county", COUNTY, 15, "青年交友", "friendship", "published"),
    ("xidu", "430421100", 5, "暖冬行动志愿服务", "volunteer", "published"),
    ("xidu", "430421100", 12, "反诈宣讲进村", "lecture", "draft"),
)
ROUTINE = (("meeting", "支部团员大会"), ("theme_day", "主题团日"), ("learning", "理论学习"))


def load_activities(sending: Sending) -> None:
    """Import what had happened by that day."""
    chance = Chance()
    programmes = [
        {"code": code, "name": name, "series": series, "organization": COUNTY, "starts_on": date(YEAR, 1, 1), "text": NOTE}
        for code, name, series in PROGRAMMES
    ]  # fmt: skip
    sending.send("品牌项目", "programme", programmes, username=COUNTY_STAFF)
    _send(sending, f"{YEAR}年活动", year_of_the_article(chance))
    visit_couriers()
    for year in range(YEAR + 1, sending.on.year + 1):
        _send(sending, f"{year}年活动", later_year(year, chance))
    _send(sending, "青年之家活动", at_homes(chance, on=sending.on))
    for day in counting_days(sending.on):
        _send(sending, f"{day.year}年团支部活动", of_branches(day, chance))
    follow_up(sending.on)


def _send(sending: Sending, title: str, rows: Iterable[dict]) -> None:
    known = [row for row in rows if row["held_on"] <= sending.on]
    sending.send(title, "activity", known, username=COUNTY_STAFF)


def visit_couriers() -> None:
    """How many were met at each visit, and for how many it was the first of the year."""
    visits = Activity.objects.filter(title__startswith=VISITED, courier_visits=None).order_by("held_on")
    numbers = {day: (persons, first) for day, persons, first in COURIERS}
    actor = User.objects.get(username=COUNTY_STAFF)
    for activity in visits:
        persons, first = numbers[activity.held_on]
        fields = {
            "company": "快递网点（演示）",
            "trade": CourierTrade.PARCEL,
            "persons": persons,
            "first_this_year": first,
        }
        add_visit(activity, fields=fields, actor=actor)


def counting_days(on: date) -> list[date]:
    """The last day of each year since the article's that is over, and the day of loading."""
    return [date(year, 12, 31) for year in range(YEAR, on.year)] + [on]


def at_homes(chance: Chance, *, on: date) -> Iterator[dict]:
    """The last months of the article's year at each home of that time, and the latest at those that are alive."""
    for home in tell_homes(Chance())[:HOMES]:
        for month in LISTED:
            yield _at_home(home, month.replace(day=4 + home.number % 20), "sheet", chance)
        if home.number not in {*SUSPENDED, *CLOSED, *QUIET_SINCE}:
            signed = "none" if home.number in UNSIGNED_SINCE else "sheet"
            yield _at_home(home, on - timedelta(days=20 + home.number % 25), signed, chance)


def _at_home(home, day: date, attendance: str, chance: Chance) -> dict:
    heads = {"pupils": chance.between(12, 40), "left_behind": chance.between(4, 16)}
    title = ("亲子阅读", "课后托管", "手工课堂", "电影放映")[(home.number + day.month) % 4]
    return occasion(
        title, "culture", home.township.committee, day, heads, home=home.code, attendance=attendance, topics=["care"]
    )


def of_branches(day: date, chance: Chance) -> Iterator[dict]:
    """One occasion of every branch in the months before the day; some had none."""
    cells = Organization.objects.filter(kind=OrganizationKind.BRANCH).exclude(founded_on__gt=day)
    rows = cells.exclude(dissolved_on__lte=day).values_list("code", "founded_on", "unit__code", "unit__closed_on")
    # In the order of the codes' characters: databases put letters and digits each in their own order.
    for place, (code, founded_on, unit, closed_on) in enumerate(sorted(rows.order_by("pk"), key=lambda row: row[0])):
        if place % SILENT == day.year % SILENT:
            continue
        held_on = max(day - timedelta(days=chance.between(1, REACHED_BACK)), founded_on or date.min)
        kind, title = ROUTINE[place % len(ROUTINE)]
        where = {"unit": unit} if unit and not closed_on else {"place": "团员活动室（演示）"}
        yield occasion(title, kind, code, held_on, {"members": chance.between(4, 16)}, **where)


def follow_up(on: date) -> None:
    """What is under way: the sample of the article's year, half looked through; what was returned; what is planned."""
    if on < SAMPLED_ON or ActivitySample.objects.exists():
        return
    actor, county = User.objects.get(username=COUNTY_STAFF), Organization.objects.get(code=COUNTY)
    sample = draw_sample(
        county, first_day=date(YEAR, 1, 1), last_day=date(YEAR, 12, 31), seed=SEED, on=SAMPLED_ON, actor=actor
    )  # fmt: skip
    for row in sample.drawn.select_related("activity")[:VERIFIED]:
        move_activity(row.activity, "verify", on=SAMPLED_ON, actor=actor)
    latest = Activity.objects.filter(home__isnull=False, held_on__gt=SAMPLED_ON).order_by("-held_on", "code").first()
    if latest:
        move_activity(latest, "return", on=on, actor=actor, reason="参加人次与签到表不符，请核对（演示）")
    for username, code, days, title, kind, state in PLANNED:
        user, organization = User.objects.get(username=username), Organization.objects.get(code=code)
        starts_at = datetime.combine(on + timedelta(days=days), time(9), tzinfo=get_default_timezone())
        fields = {
            "title": f"{title}（演示）", "kind": kind, "starts_at": starts_at, "ends_at": starts_at + timedelta(hours=3),
            "division": organization.division, "place": "活动室（演示）",
        }  # fmt: skip
        activity = create_activity(organization, fields=fields, topics=["care"], actor=user)
        if state == "published":
            move_activity(activity, "publish", on=on, actor=user)
