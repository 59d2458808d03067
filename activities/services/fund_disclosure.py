"""Disclosure of a fund: the sheet for the public notice, in which no group is so small that it names somebody, and the
full names of donors and recipients, seen with a reason that is logged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q, Sum

from activities.enums import Asset, DonorKind, GrantUse, Raiser, RecipientKind
from activities.models import Donation, Fund, Grant
from activities.services.fund_balances import IN, OUT
from cadres.services.disclosure import Shown
from cadres.services.findings import Rulebook
from league.core.audit import record
from league.core.money import Flow
from league.core.quantities import Persons, PersonTimes

# Below this many even the county cannot set the rule.
SMALLEST_GROUP = 3
MERGED = "合并列示的其他"


@dataclass(frozen=True)
class Source:
    """A line of what came in."""

    raiser: str
    donor: str
    gifts: int
    amount: Flow
    goods: str = ""


@dataclass(frozen=True)
class Group:
    """A line of what went out; `times` is None where even all together are fewer people than may be told, `persons`
    where somebody did not say how many people it were."""

    label: str
    times: PersonTimes | None
    amount: Flow
    persons: Persons | None = None

    @property
    def told(self) -> str:
        """How many, in words."""
        return str(self.times) if self.times else "不足公开人数，不列"

    def is_small(self, smallest: int) -> bool:
        """Fewer people than may be told; by the times where nobody knows the people."""
        return (self.persons or self.times).value < smallest


@dataclass
class Sheet:
    """The public notice about one fund and stretch of days [first, last]; money and goods apart, in and out apart."""

    fund: Fund
    first: date
    last: date
    smallest: int
    sources: dict[Asset, list[Source]] = field(default_factory=dict)
    groups: dict[Asset, list[Group]] = field(default_factory=dict)
    received: dict[Asset, Flow] = field(default_factory=dict)
    handed_out: dict[Asset, Flow] = field(default_factory=dict)
    # Missing where even all together are fewer than may be told.
    times: dict[Asset, PersonTimes] = field(default_factory=dict)


def sheet_of(fund: Fund, *, first: date, last: date) -> Sheet:
    """The notice as of the last day's rule."""
    smallest = max(Rulebook("fund.", last).number("disclosure_group"), SMALLEST_GROUP)
    sheet = Sheet(fund, first, last, smallest)
    for asset in Asset:
        gifts = Donation.objects.filter(fund=fund, asset=asset).received_within(first, last)
        grants = Grant.objects.filter(fund=fund, asset=asset).paid_within(first, last)
        sheet.sources[asset] = list(_sources(gifts.select_related("unit", "organization"), asset))
        sheet.groups[asset] = merged(_groups(grants, asset), smallest)
        sheet.received[asset] = sum((source.amount for source in sheet.sources[asset]), IN[asset](0))
        sheet.handed_out[asset] = sum((group.amount for group in sheet.groups[asset]), OUT[asset](0))
        if all(group.times for group in sheet.groups[asset]):
            sheet.times[asset] = sum((group.times for group in sheet.groups[asset]), PersonTimes(0))
    return sheet


def _sources(gifts, asset: Asset) -> Iterable[Source]:
    """Organisations by name, in the order received; of each other kind one line without names."""
    nameless: dict[tuple[str, str], list[Donation]] = {}
    for gift in gifts.order_by("received_on", "pk"):
        if gift.donor_kind in DonorKind.named:
            goods = f"{gift.goods_name}{gift.goods_count}件" if gift.asset == Asset.GOODS else ""
            yield Source(gift.get_raiser_display(), gift.donor, 1, IN[asset](gift.amount), goods)
        else:
            nameless.setdefault((gift.raiser, gift.donor_kind), []).append(gift)
    for (raiser, kind), rows in sorted(nameless.items()):
        total = sum((IN[asset](row.amount) for row in rows), IN[asset](0))
        yield Source(Raiser(raiser).label, DonorKind(kind).label, len(rows), total)


def _groups(grants, asset: Asset) -> list[Group]:
    rows = grants.order_by().values("use", "recipient").annotate(
        times=Sum("person_times"), amount=Sum("amount"), known=Sum("persons"), unknown=Count("pk", filter=Q(persons=None))
    )  # fmt: skip
    return [
        Group(
            f"{GrantUse(row['use']).label}：{RecipientKind(row['recipient']).label}", PersonTimes(row["times"]),
            OUT[asset](row["amount"]), None if row["unknown"] else Persons(row["known"]),
        )
        for row in rows.order_by("use", "recipient")
    ]  # fmt: skip


def merged(groups: Iterable[Group], smallest: int) -> list[Group]:
    """The groups in their order; those of fewer people than `smallest` together as one line at the end, with as many of
    the next larger as it takes. Where all together are too few, the number is left out."""
    groups = list(groups)
    small = [group for group in groups if group.is_small(smallest)]
    if not small:
        return groups
    rest = sorted((group for group in groups if group not in small), key=lambda group: group.times)
    line = together(small)
    while line.is_small(smallest) and rest:
        line = together([line, rest.pop(0)])
    label = groups[0].label if len(groups) == 1 else MERGED
    line = replace(line, label=label, times=None if line.is_small(smallest) else line.times)
    return [*(group for group in groups if group in rest), line]


def together(groups: list[Group]) -> Group:
    """Several groups as one; of people nobody knows, nobody knows the sum."""
    first, *others = groups
    for group in others:
        persons = first.persons + group.persons if first.persons and group.persons else None
        first = Group(MERGED, first.times + group.times, first.amount + group.amount, persons)
    return first


@transaction.atomic
def disclose_donor(gift: Donation, *, reason: str, actor) -> list[Shown]:
    """The donor's name in clear, after the event is written; it goes to one page and nowhere else."""
    if not gift.donor:
        raise ValidationError("这笔来源没有登记捐赠方的名称。")
    record(actor, "donation.disclosed", gift, reason=_stated(reason))
    return [Shown("捐赠方", gift.donor)]


@transaction.atomic
def disclose_recipients(grant: Grant, *, reason: str, actor) -> list[Shown]:
    """Names and ID numbers of the recipients in clear, after the event is written; to one page and nowhere else."""
    rows = list(grant.recipients.order_by("pk"))
    if not rows:
        raise ValidationError("这笔发放没有登记受助人。")
    record(actor, "grant.disclosed", grant, reason=_stated(reason), number=len(rows))
    return [Shown(f"受助人{place}", f"{row.name} {row.id_number}".strip()) for place, row in enumerate(rows, start=1)]


def _stated(reason: str) -> str:
    if not reason.strip():
        raise ValidationError({"reason": "请写明查看的理由。"})
    return reason.strip()


def uses_of(gift: Donation):
    """What the gift went to, in the order it was drawn."""
    return gift.uses.select_related("grant__organization").order_by("grant__approved_on", "pk")


def sources_of(grant: Grant):
    """The gifts that the grant drew on, the oldest first."""
    return grant.sources.select_related("donation__organization").order_by("donation__received_on", "pk")
