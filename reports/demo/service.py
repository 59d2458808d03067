"""Service teams, yard meetings and needs of the demo county: a team at each home of the article's year, two meetings a
township in that year and one in each later, and what became of what was raised; the latest needs are under way."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from activities.enums import NeedAction, NeedState
from activities.models import Need, NeedStep, ServiceTeam, YardMeeting
from activities.services.needs import FIELDS as NEED
from activities.services.service_teams import FIELDS as TEAM
from activities.services.yard_meetings import FIELDS as MEETING
from league.accounts.models import User
from league.core.audit import Entry, record_many
from league.core.pinyin import search_key
from organizations.enums import OrganizationKind, UnitKind
from organizations.models import Organization, YouthHome
from organizations.services.entries import add_entries
from reports.demo.accounts import COUNTY_STAFF
from reports.demo.naming import Chance

YEAR = 2023
COUNTED_ON = date(2023, 6, 30)
SOLVE, TELL = timedelta(days=30), timedelta(days=7)
# Every so many teams lack pioneers.
UNFINISHED = 9
# Days of a year's meetings: the article's year has two.
SPRING, AUTUMN = (4, 8), (9, 2)
TOPICS = ("托管和暑期安全", "返乡创业", "婚恋交友", "村里的路和灯", "留守儿童陪伴")
# What is asked for in the villages: category, words, how it was settled.
ASKED = (
    ("schooling", "暑期没有托管班", "在村部办起暑期托管班"),
    ("job", "想学直播带货没有老师", "联系县里开办电商培训"),
    ("roads", "村口路灯坏了半年", "协调镇里更换路灯"),
    ("marriage", "外出青年找对象难", "邀请参加县里的交友活动"),
    ("hardship", "独居老人冬天缺棉被", "送去棉被并列入走访名单"),
    ("culture", "篮球场没有篮筐", "为球场添置篮筐"),
    ("mind", "中考前孩子压力大", "请心理老师到校辅导"),
    ("housing", "返乡创业租不到门面", "协调出租村集体门面"),
)
REFUSED = "不属本县职权，已说明政策（演示）"
# Needs under way on the day of loading: raised so many days ago, and the steps since, each so many days ago.
UNDER_WAY = (
    (6, ()),
    (9, ()),
    (45, ()),
    (20, (("assign", 18),)),
    (25, (("assign", 22),)),
    (50, (("assign", 47),)),
    (52, (("assign", 50), ("postpone", 24))),
    (28, (("assign", 26), ("solve", 4))),
    (40, (("assign", 38), ("solve", 15))),
    (30, (("refuse", 25), ("tell", 22))),
)
POSTPONED = timedelta(days=40)
OWNER = "副书记（演示）"


@dataclass
class Place:
    """A village branch with its township's committee."""

    branch: Organization
    committee: Organization


@transaction.atomic
def load_service(*, on: date) -> None:
    """Write what is known on that day; nothing where teams are there already."""
    if ServiceTeam.objects.exists():
        return
    chance, actor = Chance(), User.objects.get(username=COUNTY_STAFF)
    found_teams(chance, actor, on=on)
    places = village_places()
    meetings = [hold(day, place, chance) for day, place in occasions(places, on=on)]
    for number, meeting in enumerate(meetings, 1):
        meeting.code = f"KT{meeting.held_on.year}-{number:05d}"
    meetings = add_entries(
        YardMeeting, meetings, action="yard_meeting.recorded", fields=("code", "organization", *MEETING), actor=actor
    )
    needs = [need for number, meeting in enumerate(meetings) for need in needs_of(number, meeting, places)]
    write_needs([*needs, *under_way(places, on=on)], actor, on=on)


def found_teams(chance: Chance, actor, *, on: date) -> None:
    """One at each home that ran at the end of the article's year."""
    homes = YouthHome.objects.filter(kind="youth_home", applied_on__lte=date(YEAR, 12, 31)).select_related(
        "responsible"
    )
    teams = []
    for number, home in enumerate(homes.order_by("code")):
        founded = chance.day(date(2022, 5, 4), date(2023, 6, 1))
        if founded > on:
            continue
        name = f"{home.name}青春服务队（演示）"
        teams.append(
            ServiceTeam(
                code=f"FWD{founded.year}-{number + 1:05d}", name=name, organization=home.responsible,
                org_path=home.responsible.path, home=home, party_organization=f"{home.responsible.short_name}联建党支部（演示）",
                founded_on=founded, party_members=chance.between(1, 5), league_members=chance.between(3, 12),
                pioneers=0 if number % UNFINISHED == UNFINISHED - 1 else chance.between(5, 20),
                volunteers=chance.between(8, 40), counted_on=max(COUNTED_ON, founded), duties="课后陪伴、走访慰问、政策宣讲",
                search_key=search_key(name),
            )
        )  # fmt: skip
    add_entries(
        ServiceTeam, teams, action="service_team.founded", fields=("code", "organization", *TEAM), actor=actor
    )  # fmt: skip


def village_places() -> list[list[Place]]:
    """Village branches by township, in the order of their codes."""
    cells = Organization.objects.filter(
        kind=OrganizationKind.BRANCH, unit__kind__in=UnitKind.grassroots, dissolved_on__isnull=True,
        parent__kind=OrganizationKind.COMMITTEE,
    )  # fmt: skip
    found: dict[int, list[Place]] = defaultdict(list)
    for branch in cells.select_related("unit", "parent").order_by("code"):
        found[branch.parent_id].append(Place(branch, branch.parent))
    return list(found.values())


def occasions(places: list[list[Place]], *, on: date):
    """(day, place) of every meeting up to the day, in the order of time."""
    told = []
    for number, villages in enumerate(places):
        for turn, (month, first) in enumerate((SPRING, AUTUMN)):
            told.append((date(YEAR, month, first + number % 20), villages[turn % len(villages)]))
        told += [
            (date(year, AUTUMN[0], AUTUMN[1] + number % 20), villages[(year - YEAR + 1) % len(villages)])
            for year in range(YEAR + 1, on.year + 1)
        ]
    return sorted(((day, place) for day, place in told if day <= on), key=lambda one: (one[0], one[1].branch.code))


def hold(day: date, place: Place, chance: Chance) -> YardMeeting:
    """A meeting of the township's committee in a village."""
    topic = TOPICS[day.day % len(TOPICS)]
    title = f"{place.branch.unit.name}青春屋场恳谈会：{topic}（演示）"
    heads = chance.between(15, 40)
    return YardMeeting(
        title=title, organization=place.committee, org_path=place.committee.path, unit=place.branch.unit,
        place="村部前坪（演示）", held_on=day, host=OWNER, attendees=heads, youth=heads * 2 // 3,
        minutes=f"围绕{topic}听取意见，逐件登记诉求。演示数据。", search_key=search_key(title),
    )  # fmt: skip


def needs_of(number: int, meeting: YardMeeting, places: list[list[Place]]):
    """Two or three needs of a meeting, long settled; every tenth was refused."""
    by_unit = {place.branch.unit_id: place for villages in places for place in villages}
    place, day = by_unit[meeting.unit_id], meeting.held_on
    for turn in range(2 + number % 2):
        asked = number * 3 + turn
        steps = [("assign", day + timedelta(days=2)), ("solve", day + timedelta(days=10 + asked % 18))]
        if asked % 10 == 9:
            steps = [("refuse", day + timedelta(days=6))]
        yield make_need(asked, place, day, [*steps, ("tell", steps[-1][1] + timedelta(days=3))], meeting=meeting)


def under_way(places: list[list[Place]], *, on: date):
    """The latest needs, not all of them in time."""
    for number, (ago, steps) in enumerate(UNDER_WAY):
        day = on - timedelta(days=ago)
        taken = [(action, on - timedelta(days=since)) for action, since in steps]
        place = places[number % len(places)][-1]
        yield make_need(number, place, day, taken)


def make_need(asked: int, place: Place, day: date, steps, *, meeting: YardMeeting | None = None):
    """A need with its steps, as the services would leave it."""
    category, title, outcome = ASKED[asked % len(ASKED)]
    need = Need(
        title=f"{title}（演示）", category=category, organization=place.branch, org_path=place.branch.path,
        unit=place.branch.unit, meeting=meeting, raised_on=day, raiser_kind=("youth", "resident", "parent")[asked % 3],
        due_on=day + SOLVE, first_due_on=day + SOLVE, changed_on=day, search_key=search_key(title),
    )  # fmt: skip
    return need, [take(need, NeedAction(action), done_on, place, outcome) for action, done_on in steps]


def take(need: Need, action: NeedAction, day: date, place: Place, outcome: str) -> NeedStep:
    """One step: the need moves on, and the row that says so."""
    remark = {
        "solve": f"{outcome}（演示）",
        "refuse": REFUSED,
        "tell": "电话告知，反映人满意",
        "postpone": "等待上级批复",
    }
    need.state, need.changed_on = NeedState(need.state).after(action), day
    if action == NeedAction.ASSIGN:
        need.owner, need.owner_name = place.committee, OWNER
    elif action == NeedAction.POSTPONE:
        need.due_on = need.raised_on + POSTPONED
    elif action in (NeedAction.SOLVE, NeedAction.REFUSE):
        need.outcome, need.due_on = remark[action.value], day + TELL
    else:
        need.due_on = None
    return NeedStep(
        need=need, action=action, state=need.state, owner=need.owner, owner_name=need.owner_name, due_on=need.due_on,
        done_on=day, remark=remark.get(action.value, ""),
    )  # fmt: skip


def write_needs(told, actor, *, on: date) -> None:
    """The needs and their steps, each in the log; what had not happened by the day is left out."""
    told = [(need, steps) for need, steps in told if all(step.done_on <= on for step in steps)]
    told.sort(key=lambda one: one[0].raised_on)
    for number, (need, _) in enumerate(told, 1):
        need.code = f"SQ{need.raised_on.year}-{number:05d}"
    fields = ("code", "organization", *NEED, "first_due_on")
    add_entries(Need, [need for need, _ in told], action="need.raised", fields=fields, actor=actor)
    steps = NeedStep.objects.bulk_create([step for _, taken in told for step in taken])
    by_action: dict[str, list[Entry]] = defaultdict(list)
    for step in steps:
        by_action[step.action].append(Entry(step.need, None, {"状态": step.get_state_display()}))
    for action, entries in by_action.items():
        record_many(actor, f"need.{action}", entries)
