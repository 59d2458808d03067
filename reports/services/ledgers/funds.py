"""TJ-10 资金物资: a line for each fund; money and goods, in and out, each in a column of its own and never added."""

from __future__ import annotations

from django.db.models import Count, Sum

from activities.enums import Asset, GrantState, Raiser
from activities.models import Donation, Fund, Grant
from reports.services.ledgers.base import Asked, Head, Ledger, Line

HEADS = (
    Head("资金专项"), Head("管理团组织"), Head("来源"), Head("到账（元）", "fen"), Head("物资折价（元）", "fen"),
    Head("资金支出（元）", "fen"), Head("物资发放（元）", "fen"), Head("受助人数", "number"), Head("受助人次", "number"),
    Head("资金结余（元）", "fen"), Head("物资结余（元）", "fen"),
)  # fmt: skip
REMARKS = (
    "到账、支出按统计期内的到账日期和发放日期计入；只算已发放的，申请、公示和审定未发放的不算。",
    "结余为截至统计期末日历年到账减历年发放；资金与物资、收入与支出不相加。",
    "受助人数为各笔发放的人数，有一笔人数不详的为不详；几笔之间可能有同一人，不重复的人数以名册为准。",
)


def funds(asked: Asked):
    """Opened by the last day, kept at or below the node, not closed before the first."""
    rows = Fund.objects.below(asked.node.path).filter(opened_on__lte=asked.last)
    return rows.exclude(closed_on__lt=asked.first)


def _flows(rows, **since) -> dict[tuple[int, str], int]:
    """Fen by fund and asset."""
    found = rows.filter(**since).order_by().values_list("fund", "asset").annotate(fen=Sum("amount"))
    return {(fund, asset): fen for fund, asset, fen in found}


def _sources(asked: Asked, keys) -> dict[int, str]:
    """团组织筹措2笔、团属社会组织筹措1笔."""
    rows = Donation.objects.received_within(asked.first, asked.last).filter(fund__in=keys).order_by()
    told: dict[int, list[str]] = {}
    for fund, raiser, number in rows.values_list("fund", "raiser").annotate(n=Count("pk")).order_by("fund", "raiser"):
        told.setdefault(fund, []).append(f"{Raiser(raiser).label}{number}笔")
    return {fund: "、".join(words) for fund, words in told.items()}


def _people(rows) -> dict[int, tuple[int | None, int]]:
    """(persons, person-times) by fund; persons are unknown where one grant's are."""
    found = rows.order_by().values_list("fund").annotate(
        grants=Count("pk"), told=Count("persons"), people=Sum("persons"), times=Sum("person_times")
    )  # fmt: skip
    return {fund: (people if told == grants else None, times) for fund, grants, told, people, times in found}


def _numbers(asked: Asked) -> tuple[list[Fund], dict[int, tuple]]:
    rows = list(funds(asked).select_related("organization").order_by("code"))
    keys = [fund.pk for fund in rows]
    gifts, paid = (
        Donation.objects.filter(fund__in=keys),
        Grant.objects.filter(fund__in=keys, state__in=GrantState.counted),
    )
    within = paid.filter(paid_on__range=(asked.first, asked.last))
    came = _flows(gifts, received_on__range=(asked.first, asked.last))
    went, people = _flows(within), _people(within)
    ever_in, ever_out = _flows(gifts, received_on__lte=asked.last), _flows(paid, paid_on__lte=asked.last)
    numbers = {}
    for fund in keys:
        money, goods = ((fund, asset.value) for asset in (Asset.MONEY, Asset.GOODS))
        left = [ever_in.get(key, 0) - ever_out.get(key, 0) for key in (money, goods)]
        numbers[fund] = (
            came.get(money, 0), came.get(goods, 0), went.get(money, 0), went.get(goods, 0), *people.get(fund, (0, 0)),
            *left,
        )  # fmt: skip
    return rows, numbers


def lines(asked: Asked) -> list[Line]:
    """One for each fund in code order."""
    rows, numbers = _numbers(asked)
    sources = _sources(asked, [fund.pk for fund in rows])
    return [(fund.name, str(fund.organization), sources.get(fund.pk, ""), *numbers[fund.pk]) for fund in rows]


def total(asked: Asked) -> Line:
    """Every column apart."""
    columns = list(zip(*_numbers(asked)[1].values(), strict=True)) or [(0,)] * (len(HEADS) - 3)
    return ("合计", "", "", *(None if None in column else sum(column) for column in columns))


FUNDS = Ledger("tj-10", "TJ-10", "资金物资台账", HEADS, lines, total, REMARKS)
