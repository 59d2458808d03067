"""Recruitment in the demo county: two drives of the article's year, which are over, and one that takes applications on
the day of loading. Hosts are invented and marked; nobody has a telephone or an ID number."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from cadres.models import RecruitmentDrive
from league.accounts.models import User
from organizations.models import Division, Organization
from reports.demo.accounts import COUNTY_STAFF
from reports.demo.cadres import COLLEGES, RECRUITED_BY, is_recruited
from reports.demo.campaigns import Applicant, Campaign, Fate, Ground, Seats, run_campaign
from reports.demo.committees import ORGANS, PARK
from reports.demo.importing import Sending
from reports.demo.naming import Chance, invented_words
from reports.demo.people import MEMBER, Crowd, Human, Service
from reports.demo.places import read_townships
from reports.demo.records import COUNTY

# 28 hosts with four seats each: 112; 318 applied, 108 were selected, 102 came.
HOSTING_TOWNSHIPS, IN_PARK, IN_ORGANS, SEATS_EACH = 20, 4, 4, 4
CAME, MISSED = 102, 6
TURNED_AWAY = {Fate.REJECTED: 41, Fate.PASSED: 169}
TURNED_AWAY_DEPUTIES = {Fate.REJECTED: 9, Fate.PASSED: 36}
STILL_OPEN = {Fate.SUBMITTED: 7, Fate.PASSED: 4, Fate.REJECTED: 2, Fate.WITHDRAWN: 1}
OPEN_HOSTS = 10
INTERNS = Campaign(
    "YS2023-LX", "intern", "2023年暑期“链习生”招募（演示）", date(2023, 5, 15), date(2023, 6, 16), date(2023, 6, 26),
    date(2023, 9, 15),
)  # fmt: skip
DEPUTIES = Campaign(
    "YS2023-FS", "deputy", "2023年大学生兼职团委副书记招募（演示）", date(2023, 5, 8), date(2023, 6, 9), date(2023, 6, 20),
    RECRUITED_BY, quota=2,
)  # fmt: skip
CAME_ON, LEFT_ON, LEFT_EARLY_ON = date(2023, 7, 3), date(2023, 9, 1), date(2023, 8, 7)
TRADES = (
    ("新材料有限公司", "生产技术助理"),
    ("农业科技有限公司", "农技推广助理"),
    ("电子商务服务中心", "电商运营助理"),
    ("社会工作服务中心", "青少年事务社工助理"),
    ("文化传媒有限公司", "新媒体运营助理"),
)
MAJORS = ("社会工作", "汉语言文学", "市场营销", "农学", "机械设计制造及其自动化", "软件工程", "法学", "学前教育")


@dataclass
class Round:
    """One drive as it is told: where seats are, and who asked for them."""

    campaign: Campaign
    seats: list[Seats] = field(default_factory=list)
    applicants: list[Applicant] = field(default_factory=list)


def load_recruitment(crowd: Crowd, sending: Sending) -> None:
    """Run the drives that the county knows of on that day; those that are there already are left alone."""
    actor = User.objects.get(username=COUNTY_STAFF)
    told = []
    if sending.on >= RECRUITED_BY:
        told = [tell_deputies(crowd, sending.on), tell_interns(crowd)]
    told.append(tell_open(crowd, sending.on))
    known = set(RecruitmentDrive.objects.values_list("code", flat=True))
    places = {row.code: row for row in Organization.objects.filter(depth__lte=2)}
    divisions = {row.code: row for row in Division.objects.filter(level__in=("county", "township"))}
    ground = Ground(places, divisions, sending, actor)
    for each in told:
        if each.campaign.code not in known:
            sending.say(f"{each.campaign.title}：{len(each.applicants)}份报名")
            run_campaign(each.campaign, each.seats, each.applicants, ground)


def tell_deputies(crowd: Crowd, on: date) -> Round:
    """The students whose posts began that summer, and those who were not taken."""
    told = Round(DEPUTIES)
    services = [service for service in crowd.services if is_recruited(service, on=on)]
    wanted = Counter(service.organization for service in services)
    divisions = {township.committee: township.place.code for township in read_townships()}
    names = {township.committee: township.place.name for township in read_townships()}
    for code in sorted(wanted):
        told.seats.append(Seats(code, divisions[code], f"{names[code]}团委", "团委副书记（兼职）", wanted[code]))
    numbers = {seats.organization: number for number, seats in enumerate(told.seats)}
    for service in services:
        told.applicants.append(_taken(crowd.chance, told, service, numbers[service.organization]))
    _turn_away(crowd, told, TURNED_AWAY_DEPUTIES)
    return told


def _taken(chance: Chance, told: Round, service: Service, number: int) -> Applicant:
    applicant = _apply(chance, told.campaign, service.human, _wishes(chance, told, number), Fate.CAME)
    applicant.came_on, applicant.left_on, applicant.left_because = service.starts_on, service.ends_on, "任职期满"
    return applicant


def tell_interns(crowd: Crowd) -> Round:
    """The article's year: 112 seats, 318 applications, 102 came and worked until the end of the summer."""
    told = Round(INTERNS, _hosts(crowd.chance, IN_PARK, IN_ORGANS, HOSTING_TOWNSHIPS, SEATS_EACH))
    for number in range(CAME + MISSED):
        place = number % len(told.seats)
        human = _student(crowd, told.seats[place].organization, 2023)
        fate = Fate.CAME if number < CAME else Fate.MISSED
        applicant = _apply(crowd.chance, INTERNS, human, _wishes(crowd.chance, told, place), fate)
        if fate == Fate.CAME:
            early = number % 25 == 24
            applicant.came_on = CAME_ON
            applicant.left_on = LEFT_EARLY_ON if early else LEFT_ON
            applicant.left_because = "返校参加考试" if early else "实习期满"
        told.applicants.append(applicant)
    _turn_away(crowd, told, TURNED_AWAY)
    return told


def tell_open(crowd: Crowd, on: date) -> Round:
    """A drive in the middle of its weeks of application."""
    campaign = Campaign(
        f"YS{on.year}-DQ", "intern", f"{on.year}年返乡大学生“链习生”招募（演示）", on - timedelta(days=18),
        on + timedelta(days=20),
    )  # fmt: skip
    told = Round(campaign, _hosts(crowd.chance, 2, 2, OPEN_HOSTS - 4, 2))
    _turn_away(crowd, told, STILL_OPEN, until=on - timedelta(days=1))
    return told


def _hosts(chance: Chance, in_park: int, in_organs: int, in_townships: int, seats: int) -> list[Seats]:
    """Invented hosts of the park, of the county's organs and of the first townships."""
    words, found = invented_words(chance), []
    townships = read_townships()
    park = [(PARK, townships[0].place.code)] * in_park
    organs = [(ORGANS, f"{COUNTY}000000")] * in_organs
    rest = [(township.committee, township.place.code) for township in townships[:in_townships]]
    for number, (organization, division) in enumerate([*park, *organs, *rest]):
        trade, title = TRADES[number % len(TRADES)]
        host = f"{next(words)}{trade}（演示）"
        found.append(Seats(organization, division, host, title, seats))
    return found


def _turn_away(crowd: Crowd, told: Round, numbers: dict[Fate, int], until: date | None = None) -> None:
    """Add those who were not taken, so many of each fate."""
    for fate, number in numbers.items():
        for _ in range(number):
            place = crowd.chance.between(0, len(told.seats) - 1)
            human = _student(crowd, COUNTY, told.campaign.opens_on.year)
            wishes = _wishes(crowd.chance, told, place)
            told.applicants.append(_apply(crowd.chance, told.campaign, human, wishes, fate, until))


def _student(crowd: Crowd, organization: str, year: int) -> Human:
    human = crowd.invent(organization, born=(year - 22, year - 19), education="", political_status=MEMBER)
    human.school = crowd.chance.pick(COLLEGES)
    return human


def _wishes(chance: Chance, told: Round, first: int) -> list[int]:
    """The dearest, and for every other applicant one more."""
    second = (first + chance.between(1, len(told.seats) - 1)) % len(told.seats)
    return [first, second] if chance.between(0, 1) else [first]


def _apply(
    chance: Chance, campaign: Campaign, human: Human, wishes: list[int], fate: Fate, until: date | None = None
) -> Applicant:
    return Applicant(
        human, chance.day(campaign.opens_on, until or campaign.closes_on), wishes, fate,
        major=chance.pick(MAJORS), home=chance.pick(read_townships()).place.code, graduates_in=campaign.year + 1,
    )  # fmt: skip
