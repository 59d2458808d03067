"""Money and goods of the demo: what the article's year raised and handed out, and one of everything in the open year.

Sums in fen. Gifts, aid cases and bank lines come in through the importer; grants go their way by two hands, as they
would: applied for and reviewed by one account, checked and approved by the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from activities.enums import GrantAction, GrantState
from activities.models import Fund, Grant
from activities.services.funds import open_fund
from activities.services.grant_moves import Step, move_grant
from activities.services.grants import Named, apply_for_grant, name_recipients
from activities.services.reconciliation import match_line
from league.accounts.models import User
from organizations.models import Organization
from reports.demo.accounts import COUNTY_SECOND, COUNTY_STAFF
from reports.demo.importing import Sending
from reports.demo.places import read_townships
from reports.demo.records import COUNTY

YEAR = 2023
XIDU = "430421100"
HOPE, CHARITY_DAY, SOCIAL, CARE = "ZX-XWGC", "ZX-99GY", "ZX-SHZZ", "ZX-XD-AX"
FUNDS = (
    (HOPE, "希望工程（演示）", COUNTY, "资助家庭困难的大学新生，每人5000元。", ""),
    (CHARITY_DAY, "99公益日（演示）", COUNTY, "用于县域内困难青少年的帮扶项目。", "县慈善会（演示）"),
    (SOCIAL, "团属社会组织爱心款物（演示）", COUNTY, "团属社会组织筹措的资金和物资，用于关爱青少年的项目和慰问。",
     "县青年志愿者协会（演示）"),
    (CARE, "西渡镇青春暖心（演示）", XIDU, "慰问镇内困难团员和留守儿童。", ""),
)  # fmt: skip
COMPANIES = ("新材料公司", "农业公司", "茶业公司", "电子公司", "建材公司", "商贸公司", "食品公司", "物流公司")
ASSOCIATIONS = ("县青年志愿者协会（演示）", "县青年企业家协会（演示）", "县希望助学促进会（演示）")
SOCIAL_MONEY = (420_000_00, 300_000_00, 260_000_00, 150_000_00, 103_000_00, 50_000_00)
SOCIAL_GOODS = (
    ("校服", 4000, 480_000_00), ("图书", 10_000, 300_000_00), ("取暖器", 1000, 200_000_00), ("文具包", 2400, 120_000_00),
    ("慰问品", 190, 57_000_00),
)  # fmt: skip
CARED_EACH, CARED_IN_COUNTY = 8, 36


@dataclass(frozen=True)
class Handout:
    """A grant as it is told: `until` names the last step that was taken, empty for none."""

    code: str
    fund: str
    title: str
    use: str
    recipient: str
    amount: int
    times: int
    applied_on: date
    organization: str = COUNTY
    goods: tuple[str, int] | None = None
    until: str = "pay"
    people: tuple[str, ...] = ()


def of_the_article() -> list[Handout]:
    """11 scholarships of 5 000 yuan; relief in goods for 52; and what else the social organisations' gifts went to."""
    first, second = (tuple(f"学子{n}号（演示）" for n in numbers) for numbers in ("甲乙丙丁戊己", "庚辛壬癸子"))
    return [
        Handout("FF2023-0001", SOCIAL, "春节慰问困难团员", "relief", "members", 6_000_00, 20, date(2023, 1, 3),
                goods=("慰问品", 20)),
        Handout("FF2023-0002", SOCIAL, "六一慰问留守儿童", "relief", "left_behind", 6_600_00, 22, date(2023, 5, 8),
                goods=("慰问品", 22)),
        Handout("FF2023-0003", SOCIAL, "高温慰问新就业群体", "relief", "couriers", 3_000_00, 10, date(2023, 7, 3),
                goods=("慰问品", 10)),
        Handout("FF2023-0004", HOPE, "芙蓉学子助学金", "scholarship", "students", 30_000_00, 6, date(2023, 7, 24),
                people=first),
        Handout("FF2023-0005", HOPE, "湘窖·我的大学梦助学金", "scholarship", "students", 25_000_00, 5, date(2023, 8, 1),
                people=second),
        Handout("FF2023-0006", SOCIAL, "乡村学校冬季校服", "project", "units", 480_000_00, 40, date(2023, 10, 16),
                goods=("校服", 4000)),
        Handout("FF2023-0007", SOCIAL, "困境青少年帮扶金", "care", "special", 120_000_00, 60, date(2023, 9, 4)),
    ]  # fmt: skip


def of_the_open_year(on: date) -> list[Handout]:
    """One grant at each step, applied for some weeks before the day of loading."""
    plan = (
        ("", "冬季慰问困难团员", "relief", "members", 8_000_00, 16, HOPE, COUNTY),
        ("review", "寒窗助学金", "scholarship", "students", 10_000_00, 2, HOPE, COUNTY),
        ("check", "留守儿童暖冬包", "care", "left_behind", 15_000_00, 50, SOCIAL, "430421101"),
        ("publicize", "困难青年就业帮扶", "care", "youth", 20_000_00, 10, SOCIAL, COUNTY),
        ("approve", "青年志愿者保险", "project", "youth", 12_000_00, 300, CHARITY_DAY, COUNTY),
    )
    return [
        Handout(f"FF{on.year}-000{number}", fund, title, use, kind, amount, times, on - timedelta(days=21),
                organization=organization, until=until)
        for number, (until, title, use, kind, amount, times, fund, organization) in enumerate(plan, start=1)
    ]  # fmt: skip


def load_funds(sending: Sending) -> None:
    """What came in and went out, once the article's year is over; what is there already is left alone."""
    if sending.on <= date(YEAR, 12, 31):
        return
    staff, second = (User.objects.get(username=name) for name in (COUNTY_STAFF, COUNTY_SECOND))
    _open_funds(staff)
    sending.send("资金物资来源", "donation", list(tell_gifts(sending.on)), username=COUNTY_STAFF)
    sending.send("关爱帮扶", "aid_case", list(tell_care()), username=COUNTY_STAFF)
    sending.say("发放资金物资")
    for handout in (*of_the_article(), *of_the_open_year(sending.on)):
        _hand_out(handout, staff, second)
    sending.send("银行流水", "bank_line", list(tell_lines(sending.on)), username=COUNTY_STAFF)
    _match_first(staff)


def _open_funds(staff: User) -> None:
    known = set(Fund.objects.values_list("code", flat=True))
    for code, name, organization, purpose, holder in FUNDS:
        if code not in known:
            fields = {"code": code, "name": name, "purpose": purpose, "account_holder": holder, "programme": None,
                      "opened_on": date(YEAR, 1, 1)}  # fmt: skip
            open_fund(Organization.objects.get(code=organization), fields=fields, actor=staff)


def _gift(code: str, fund: str, amount: int, day: date, donor: str, kind: str = "enterprise", **more) -> dict:
    return {
        "code": code, "fund": fund, "raiser": "league", "organization": COUNTY, "donor_kind": kind, "donor": donor,
        "asset": "money", "amount": amount, "received_on": day, "is_public": "no", "remark": "演示数据",
    } | more  # fmt: skip


def tell_gifts(on: date) -> Iterator[dict]:
    """The league's: 210 000 yuan on the charity day, 75 600 for scholarships, 8 000 in a township. The social
    organisations': 1 283 000 in money, 1 157 000 in goods. And some of the open year."""
    public = {"is_public": "yes", "charity": "县慈善会（演示）", "filing_number": "演示备案2023-01"}
    for number, township in enumerate(read_townships()):
        yield _gift(
            f"LY2023-1{number:02d}", CHARITY_DAY, 6_000_00 + number * 200_00, date(YEAR, 9, 9), "", "crowd",
            organization=township.committee, **public,
        )  # fmt: skip
    for number, name in enumerate(COMPANIES):
        yield _gift(f"LY2023-20{number}", HOPE, 9_000_00, date(YEAR, 6, 5 + number), f"某{name}（演示）")
    yield _gift("LY2023-208", HOPE, 3_600_00, date(YEAR, 6, 20), "热心人（演示）", "person")
    yield _gift("LY2023-300", CARE, 8_000_00, date(YEAR, 5, 12), "", "crowd", organization=XIDU)
    social = {"raiser": "social"}
    for number, amount in enumerate(SOCIAL_MONEY):
        day, name = date(YEAR, 2 + number, 10), ASSOCIATIONS[number % 3]
        yield _gift(f"LY2023-40{number}", SOCIAL, amount, day, "爱心企业（演示）", social_name=name, **social)
    for number, (goods, count, value) in enumerate(SOCIAL_GOODS):
        # What is handed out at the Spring Festival is there before.
        day, name = date(YEAR, 1, 4 + number), ASSOCIATIONS[number % 3]
        yield _gift(
            f"LY2023-50{number}", SOCIAL, value, day, "爱心企业（演示）", asset="goods", goods_name=goods,
            goods_count=count, social_name=name, **social,
        )  # fmt: skip
    for number in range(4):
        day = on - timedelta(days=60 - 5 * number)
        yield _gift(f"LY{on.year}-60{number}", HOPE, 7_500_00 + number * 100_00, day, f"某{COMPANIES[number]}（演示）")


def tell_care() -> Iterator[dict]:
    """25 townships cared for eight people each, the county for 36."""
    told = [(township.committee, CARED_EACH) for township in read_townships()] + [(COUNTY, CARED_IN_COUNTY)]
    for number, (organization, persons) in enumerate(told):
        yield {
            "organization": organization, "cared_on": date(YEAR, 11, 1 + number),
            "recipient": ("members", "pupils", "left_behind")[number % 3], "way": "visit", "person_times": persons + 2,
            "new_persons": persons, "remark": "演示数据",
        }  # fmt: skip


def _hand_out(handout: Handout, staff: User, second: User) -> None:
    if Grant.objects.filter(code=handout.code).exists():
        return
    goods, count = handout.goods or ("", None)
    fields = {
        "title": f"{handout.title}（演示）", "use": handout.use, "recipient": handout.recipient,
        "asset": "goods" if handout.goods else "money", "amount": handout.amount, "goods_name": goods,
        "goods_count": count, "person_times": handout.times, "persons": handout.times, "activity": None,
        "remark": "演示数据",
    }  # fmt: skip
    grant = apply_for_grant(
        Fund.objects.select_related("organization").get(code=handout.fund),
        organization=Organization.objects.get(code=handout.organization), fields=fields, on=handout.applied_on,
        actor=staff, code=handout.code,
    )  # fmt: skip
    if handout.people:
        share = handout.amount // len(handout.people)
        name_recipients(grant, people=[Named(name, amount=share) for name in handout.people], actor=staff)
    for step, actor in _steps(handout.applied_on, staff, second):
        if not handout.until or grant.state in GrantState.counted:
            break
        grant = move_grant(grant, step, actor=actor)
        if step.action == handout.until:
            break


def _steps(first: date, staff: User, second: User) -> Iterator[tuple[Step, User]]:
    """The straight way in three weeks; the notice stands for long enough though the Spring Festival falls into it."""
    day = [first + timedelta(days=number) for number in (1, 2, 3, 18, 19, 20)]
    yield Step(GrantAction.REVIEW, day[0]), staff
    yield Step(GrantAction.CHECK, day[1]), second
    yield (
        Step(GrantAction.PUBLICIZE, day[2], publicity_from=day[2], publicity_to=day[3], publicity_place="县政府网站"),
        staff,
    )
    yield Step(GrantAction.APPROVE, day[4]), second
    yield Step(GrantAction.PAY, day[5]), staff


def tell_lines(on: date) -> Iterator[dict]:
    """The open year's statement: four gifts that arrived, one of them told by nobody, and a fee."""
    for number in range(4):
        day = on - timedelta(days=59 - 5 * number)
        yield {
            "organization": COUNTY, "account": "0421", "serial": f"DEMO{on.year}{number:04d}", "booked_on": day,
            "income": 7_500_00 + number * 100_00, "counterparty": f"某{COMPANIES[number]}（演示）", "summary": "捐款",
        }  # fmt: skip
    rest = {"organization": COUNTY, "account": "0421", "booked_on": on - timedelta(days=30)}
    yield rest | {"serial": f"DEMO{on.year}0010", "income": 500_00, "counterparty": "热心人", "summary": "捐款"}
    yield rest | {"serial": f"DEMO{on.year}0011", "outlay": 15_00, "counterparty": "开户银行", "summary": "手续费"}


def _match_first(staff: User) -> None:
    """Somebody began with the reconciliation."""
    fund = Fund.objects.get(code=HOPE)
    line = fund.organization.bank_lines.open().filter(income__isnull=False).order_by("booked_on", "pk").first()
    gift = fund.donations.filter(bank_lines=None, amount=line.income).order_by("pk").first() if line else None
    if gift and not fund.organization.bank_lines.exclude(donation=None).exists():
        match_line(line, gift, actor=staff)
