"""What is left of a fund, and which gifts a grant draws on: the only code that writes balances and flows.

Everything that changes a balance locks the fund's row first, so that two approvals at once take their turn; the
database refuses a balance below nothing besides.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import Sum

from activities.enums import Asset, GrantState
from activities.models import Donation, Fund, GiftUse, Grant
from league.core.money import GoodsIn, GoodsOut, MoneyIn, MoneyOut, balance, yuan
from organizations.services.tree import lock_nodes

IN = {Asset.MONEY: MoneyIn, Asset.GOODS: GoodsIn}
OUT = {Asset.MONEY: MoneyOut, Asset.GOODS: GoodsOut}


def lock_fund(fund: Fund) -> Fund:
    """The fund fresh and locked, after the tree: every flow of it takes its turn here. Inside a transaction."""
    lock_nodes(fund.organization)
    return Fund.objects.select_for_update(of=("self",)).select_related("organization").get(pk=fund.pk)


def settle_fund(fund: Fund) -> Fund:
    """Write both balances anew from the rows; the fund is locked."""
    fund.money_balance, fund.goods_balance = (left_of(fund, asset) for asset in (Asset.MONEY, Asset.GOODS))
    fund.save(update_fields=["money_balance", "goods_balance"])
    return fund


def left_of(fund: Fund, asset: Asset) -> int:
    """Received less what is approved or handed out, in fen, counted from the rows."""
    came = Donation.objects.filter(fund=fund, asset=asset).aggregate(total=Sum("amount"))["total"] or 0
    committed = Grant.objects.filter(fund=fund, asset=asset, state__in=GrantState.committed)
    went = committed.aggregate(total=Sum("amount"))["total"] or 0
    return balance(IN[asset](came), OUT[asset](went))


def shortage(fund: Fund, asset: str, amount: int) -> str:
    """Why the fund cannot give `amount` fen; empty when it can."""
    left = fund.balance(asset)
    if amount <= left:
        return ""
    return (
        f"“{fund}”的{Asset(asset).label}结余为{yuan(left)}元，不足{yuan(amount)}元，还差{yuan(amount - left)}元。"
        "请先登记新到的来源，或退回补正、减少金额。"
    )


def draw(fund: Fund, grant: Grant) -> list[GiftUse]:
    """Take the grant's amount from the fund's gifts of the same form, the oldest first; the fund is locked."""
    if refusal := shortage(fund, grant.asset, grant.amount):
        raise ValidationError(refusal, code="overdrawn")
    left, uses = grant.amount, []
    gifts = Donation.objects.filter(fund=fund, asset=grant.asset).with_used().order_by("received_on", "pk")
    for gift in gifts:
        share = min(gift.amount - gift.used, left)
        if share > 0:
            uses.append(GiftUse(donation=gift, grant=grant, amount=share))
            left -= share
        if not left:
            break
    if left:
        raise ValidationError(f"“{fund}”的来源与结余不符，差{yuan(left)}元，请联系系统管理员。", code="overdrawn")
    return GiftUse.objects.bulk_create(uses)


def give_back(grant: Grant) -> None:
    """The gifts that the grant drew on are free again; the fund is locked."""
    grant.sources.all().delete()


def out_of_step() -> list[Fund]:
    """Funds whose written balances differ from their rows: none, unless somebody wrote past the services."""
    return [
        fund
        for fund in Fund.objects.order_by("pk")
        if (fund.money_balance, fund.goods_balance) != (left_of(fund, Asset.MONEY), left_of(fund, Asset.GOODS))
    ]
