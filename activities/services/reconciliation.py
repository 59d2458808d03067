"""Reconciliation: what each line of a bank statement is. A line is never written over; what it corresponds to is said
beside it, and taken back with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from activities.enums import Asset, GrantState
from activities.models import BankLine, Donation, Grant
from league.core.audit import record
from league.core.money import yuan
from league.core.scoping import is_within, subtree
from organizations.services.records import describe
from organizations.services.tree import lock_nodes

# A transfer and its entry in the books lie at most so many days apart.
DAYS_APART = 10
PROPOSED_AT_ONCE = 500


def entries(paths: Iterable[str], *, income: bool):
    """Gifts, or grants handed out, of money under funds kept at or below the paths, that no line accounts for in full.
    `left` is what is not accounted for, in fen."""
    model, link, side = (Donation, "donation", "income") if income else (Grant, "grant", "outlay")
    place = reduce(or_, (subtree(path, "fund__org_path") for path in paths), Q(pk__in=[]))
    rows = model.objects.filter(place, asset=Asset.MONEY)
    if not income:
        rows = rows.filter(state__in=GrantState.counted)
    told = BankLine.objects.filter(**{link: OuterRef("pk")}).order_by().values(link)
    told = Coalesce(Subquery(told.annotate(total=Sum(side)).values("total")), 0)
    return rows.annotate(left=F("amount") - told).filter(left__gt=0).select_related("fund")


def entries_for(line: BankLine):
    """Those that the line may be, whatever their amount and day."""
    return entries([line.org_path], income=bool(line.income))


def fits(line: BankLine, entry: Donation | Grant) -> bool:
    """The very amount, within some days, under a fund of the account's office."""
    return (
        entry.left == line.amount
        and abs((day_of(entry) - line.booked_on).days) <= DAYS_APART
        and is_within(entry.fund.org_path, line.org_path)
    )


def day_of(entry: Donation | Grant):
    """When the money came, or went."""
    return entry.received_on if isinstance(entry, Donation) else entry.paid_on


def candidates(line: BankLine) -> list[Donation | Grant]:
    """Entries that fit the line, the nearest day first."""
    rows = [row for row in entries_for(line).filter(left=line.amount).order_by("pk") if fits(line, row)]
    return sorted(rows, key=lambda row: abs(day_of(row) - line.booked_on))


def proposals(lines: Iterable[BankLine]) -> dict[int, Donation | Grant]:
    """By line, the one entry it must be: no other entry fits the line, and no other line asks for the entry."""
    found: dict[int, Donation | Grant] = {}
    lines = list(lines)
    for income in (True, False):
        side = [line for line in lines if bool(line.income) == income]
        by_amount: dict[int, list[Donation | Grant]] = {}
        wanted = entries({line.org_path for line in side}, income=income)
        for row in wanted.filter(left__in={line.amount for line in side}).order_by("pk"):
            by_amount.setdefault(row.left, []).append(row)
        for line in side:
            fitting = [row for row in by_amount.get(line.amount, ()) if fits(line, row)]
            if len(fitting) == 1:
                found[line.pk] = fitting[0]
    asked = Counter((type(row), row.pk) for row in found.values())
    return {pk: row for pk, row in found.items() if asked[type(row), row.pk] == 1}


def match_refusal(line: BankLine, entry: Donation | Grant) -> str:
    """Why the line cannot be that entry; empty when it can."""
    if line.donation_id or line.grant_id:
        return f"{line}已对上，不能重复对应；对错了的，请先取消对应。"
    if isinstance(entry, Donation) != bool(line.income):
        return "收入只能对来源，支出只能对发放。"
    if entry.asset != Asset.MONEY:
        return f"“{entry}”是物资，银行流水只对资金。"
    if not is_within(entry.fund.org_path, line.org_path):
        return f"“{entry}”不属于这个账户所在团组织管理的专项。"
    if isinstance(entry, Grant) and entry.state not in GrantState.counted:
        return f"“{entry}”目前是“{entry.stage.label}”，发放后才能对应。"
    known = entry.bank_lines.aggregate(total=Sum("income" if line.income else "outlay"))["total"] or 0
    if known + line.amount > entry.amount:
        return f"“{entry}”共{yuan(entry.amount)}元，已对上{yuan(known)}元，容不下这条流水的{yuan(line.amount)}元。"
    return ""


@transaction.atomic
def match_line(line: BankLine, entry: Donation | Grant, *, actor) -> BankLine:
    """对应: say what the line is."""
    line = _lock(line)
    # Two lines of one entry wait for each other at the entry.
    entry = type(entry).objects.select_for_update(of=("self",)).select_related("fund").get(pk=entry.pk)
    if refusal := match_refusal(line, entry):
        raise ValidationError(refusal)
    name = "donation" if line.income else "grant"
    before = describe(line, [name])
    setattr(line, name, entry)
    _save(line)
    record(actor, "bank_line.matched", line, before=before, after=describe(line, [name]), entry=entry.code)
    return line


@transaction.atomic
def unmatch_line(line: BankLine, *, reason: str, actor) -> BankLine:
    """取消对应."""
    line = _lock(line)
    name = "donation" if line.income else "grant"
    if not getattr(line, f"{name}_id"):
        raise ValidationError(f"{line}没有对上任何登记。")
    before = describe(line, [name])
    setattr(line, name, None)
    _save(line)
    record(actor, "bank_line.unmatched", line, before=before, after=describe(line, [name]), reason=reason)
    return line


@transaction.atomic
def accept_proposals(lines: Iterable[BankLine], *, actor) -> int:
    """确认建议: match every line of which there is but one meaning; return how many."""
    lines = list(lines)
    if lines:
        lock_nodes(*{line.organization_id: line.organization for line in lines}.values())
    found = proposals(lines)
    for line in lines:
        if line.pk in found:
            match_line(line, found[line.pk], actor=actor)
    return len(found)


def _lock(line: BankLine) -> BankLine:
    lock_nodes(line.organization)
    return BankLine.objects.select_for_update(of=("self",)).get(pk=line.pk)


def _save(line: BankLine) -> None:
    line.revision += 1
    line.full_clean()
    line.save()


def tally(lines) -> dict[str, int]:
    """Of a queryset of lines: how many are matched and open, and the fen of both ways that are open."""
    matched = Q(donation__isnull=False) | Q(grant__isnull=False)
    opened = lines.open().aggregate(income=Sum("income"), outlay=Sum("outlay"))
    return {
        "matched": lines.filter(matched).count(),
        "open": lines.open().count(),
        "income": opened["income"] or 0,
        "outlay": opened["outlay"] or 0,
    }
