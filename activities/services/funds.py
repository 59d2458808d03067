"""Funds and the gifts that come into them: entered, corrected, closed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.enums import Asset
from activities.models import Donation, Fund
from activities.services.fund_balances import lock_fund, settle_fund
from league.core.audit import record
from league.core.money import yuan
from league.core.pinyin import search_key
from league.core.scoping import is_within
from organizations.models import Organization
from organizations.services.entries import add_entry, change_entry
from organizations.services.records import chinese_date, describe, enqueue_refresh
from organizations.services.tree import existence_refusal, lock_nodes

FIELDS = ("code", "name", "programme", "purpose", "account_holder", "opened_on")
GIFT_FIELDS = (
    "raiser", "unit", "social_name", "donor_kind", "donor", "asset", "amount", "goods_name", "goods_count",
    "received_on", "receipt_number", "is_public", "charity", "filing_number", "remark",
)  # fmt: skip


@transaction.atomic
def open_fund(organization: Organization, *, fields: dict[str, Any], actor) -> Fund:
    """设立 a fund kept by the organisation; `fields` are of FIELDS."""
    (organization,) = lock_nodes(organization)
    if refusal := existence_refusal(organization, on=fields["opened_on"]):
        raise ValidationError(refusal)
    fund = Fund(
        organization=organization, org_path=organization.path, search_key=search_key(fields["name"]), **fields
    )  # fmt: skip
    return add_entry(
        fund, action="fund.opened", fields=("organization", *FIELDS), check=check_programme, actor=actor
    )  # fmt: skip


def check_programme(fund: Fund) -> None:
    """A programme of an office above, or of the own one."""
    if fund.programme and not is_within(fund.org_path, fund.programme.org_path):
        raise ValidationError({"programme": f"“{fund.programme}”不是“{fund.organization}”或其上级的项目。"})


@transaction.atomic
def change_fund(fund: Fund, *, changes: dict[str, Any], actor) -> Fund:
    """更正 what the fund is; its balances are nobody's to write."""
    lock_nodes(fund.organization)

    def check(row: Fund) -> None:
        check_programme(row)
        first = row.donations.order_by("received_on").values_list("received_on", flat=True).first()
        if first and row.opened_on > first:
            raise ValidationError({"opened_on": f"最早的来源{chinese_date(first)}到账，设立日期不能晚于它。"})
        row.search_key = search_key(row.name)

    return change_entry(fund, action="fund.changed", changes=changes, allowed=FIELDS, check=check, actor=actor)


@transaction.atomic
def close_fund(fund: Fund, *, on: date, actor) -> Fund:
    """结清: nothing is left and nothing under way."""
    fund = lock_fund(fund)
    if refusal := closing_refusal(fund):
        raise ValidationError(refusal)
    return _mark(fund, "fund.closed", on, actor)


def closing_refusal(fund: Fund) -> str:
    """Why the fund cannot be closed now; empty when it can."""
    if fund.closed_on:
        return f"该专项已于{chinese_date(fund.closed_on)}结清。"
    if fund.money_balance or fund.goods_balance:
        left = f"资金{yuan(fund.money_balance)}元、物资{yuan(fund.goods_balance)}元"
        return f"该专项还有结余（{left}），用完后才能结清。"
    if number := fund.grants.waiting().count():
        return f"该专项还有{number}笔没有办结的发放，办结后才能结清。"
    return ""


@transaction.atomic
def reopen_fund(fund: Fund, *, actor) -> Fund:
    """恢复: gifts and grants are entered again."""
    fund = lock_fund(fund)
    if not fund.closed_on:
        raise ValidationError("该专项没有结清。")
    return _mark(fund, "fund.reopened", None, actor)


def _mark(fund: Fund, action: str, closed_on: date | None, actor) -> Fund:
    before = describe(fund, ["closed_on"])
    fund.closed_on = closed_on
    fund.revision += 1
    fund.save(update_fields=["closed_on", "revision", "updated_at"])
    record(actor, action, fund, before=before, after=describe(fund, ["closed_on"]))
    return fund


def next_code(model, prefix: str, year: int) -> str:
    """JZ2023-0001 and so on; the caller holds the tree's lock."""
    start = f"{prefix}{year}-"
    taken = model.objects.filter(code__startswith=start).values_list("code", flat=True)
    numbers = [int(code.removeprefix(start)) for code in taken.order_by() if code.removeprefix(start).isdigit()]
    return f"{start}{max(numbers, default=0) + 1:04d}"


@transaction.atomic
def receive_gift(
    fund: Fund, *, organization: Organization, fields: dict[str, Any], on: date, actor, code: str = ""
) -> Donation:
    """登记来源 raised by the organisation; `fields` are of GIFT_FIELDS, a missing code is the year's next."""
    fund = lock_fund(fund)
    (organization,) = lock_nodes(organization)
    gift = Donation(
        fund=fund, organization=organization, org_path=organization.path,
        code=code or next_code(Donation, "LY", fields["received_on"].year), **fields,
    )  # fmt: skip

    def check(row: Donation) -> None:
        check_gift(row, on=on)

    add_entry(
        gift, action="donation.received", fields=("code", "fund", "organization", *GIFT_FIELDS), check=check,
        actor=actor,
    )  # fmt: skip
    settle_fund(fund)
    return gift


def check_gift(gift: Donation, *, on: date) -> None:
    """What no constraint can say; ValidationError names the field."""
    fund = gift.fund
    if fund.closed_on:
        raise ValidationError({"fund": f"“{fund}”已结清，不再登记来源。"})
    if not is_within(gift.org_path, fund.org_path):
        raise ValidationError({"organization": f"筹措团组织应是“{fund.organization}”或其下级。"})
    if gift.received_on > on:
        raise ValidationError({"received_on": "到账日期不能晚于今天。"})
    if gift.received_on < fund.opened_on:
        raise ValidationError({"received_on": f"“{fund}”{chinese_date(fund.opened_on)}才设立，到账日期不能早于它。"})
    # What stands at an organisation that has ended since may still be corrected.
    if gift.pk is None and (refusal := existence_refusal(gift.organization, on=gift.received_on)):
        raise ValidationError({"organization": refusal})


@transaction.atomic
def change_gift(gift: Donation, *, changes: dict[str, Any], on: date, actor) -> Donation:
    """更正; an amount stays at or above what grants have drawn from it, and the form once drawn."""
    fund = lock_fund(gift.fund)

    def check(row: Donation) -> None:
        row.fund = fund
        check_gift(row, on=on)
        used = sum(row.uses.values_list("amount", flat=True))
        if used and "asset" in changes:
            raise ValidationError({"asset": "该笔来源已有发放使用，形式不能更改。"})
        if row.amount < used:
            raise ValidationError({"amount": f"该笔来源已使用{yuan(used)}元，金额不能少于它。"})

    gift = change_entry(
        gift, action="donation.changed", changes=changes, allowed=GIFT_FIELDS, check=check, actor=actor
    )  # fmt: skip
    settle_fund(fund)
    return gift


@transaction.atomic
def remove_gift(gift: Donation, *, reason: str, actor) -> Fund:
    """删去误登; refused while anything stands on it."""
    fund = lock_fund(gift.fund)
    gift = Donation.objects.select_for_update(of=("self",)).get(pk=gift.pk)
    if refusal := removal_refusal(gift):
        raise ValidationError(refusal)
    record(actor, "donation.removed", gift, before=describe(gift, GIFT_FIELDS), reason=reason)
    gift.delete()
    settle_fund(fund)
    enqueue_refresh()
    return fund


def removal_refusal(gift: Donation) -> str:
    """Why the gift cannot be taken out; empty when it can."""
    if gift.uses.exists():
        return "该笔来源已有发放使用，不能删去；请先撤销审定。"
    if gift.bank_lines.exists():
        return "该笔来源已与银行流水对上，不能删去；请先取消对应。"
    if gift.fund.balance(gift.asset) < gift.amount:
        label = Asset(gift.asset).label
        return f"删去后“{gift.fund}”的{label}结余将不足，不能删去。"
    return ""
