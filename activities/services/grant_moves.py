"""The way of a grant: reviewed, checked, made public, approved, handed out; by two hands. Which steps are allowed is
GrantState.transitions; whose hands may take them is `Grant.hand_refusal`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.enums import GrantAction, GrantState
from activities.models import Grant
from activities.services.fund_balances import draw, give_back, settle_fund, shortage
from activities.services.grants import check_application, lock_grant
from cadres.models import CalendarDay
from cadres.services.findings import Rulebook, since
from league.core.audit import record
from organizations.services.records import chinese_date, describe, enqueue_refresh

PREFIX = "fund."
SHOWN = (
    "state", "reviewed_by", "reviewed_on", "checked_by", "checked_on", "publicity_from", "publicity_to",
    "publicity_place", "approved_by", "approved_on", "paid_on",
)  # fmt: skip
# The days of a grant in the order in which they must follow each other.
DAYS = ("applied_on", "reviewed_on", "checked_on", "publicity_from", "publicity_to", "approved_on", "paid_on")
SIGNED = {GrantAction.REVIEW: "reviewed_by", GrantAction.CHECK: "checked_by", GrantAction.APPROVE: "approved_by"}


@dataclass(frozen=True)
class Step:
    """One step as it is asked for. `on` is the day of the step; the notice's days and place belong to 公示."""

    action: GrantAction
    on: date
    reason: str = ""
    publicity_from: date | None = None
    publicity_to: date | None = None
    publicity_place: str = ""


def step_refusal(grant: Grant, action: GrantAction, *, on: date, actor) -> str:
    """Why the step cannot be taken on that day by that account; empty when it can."""
    if refusal := grant.stage.refusal(action):
        return refusal
    if refusal := grant.hand_refusal(action, actor.pk if actor else None):
        return refusal
    if action == GrantAction.APPROVE:
        if on <= grant.publicity_to:
            return f"公示到{chinese_date(grant.publicity_to)}才结束，审定应在其后。"
        return shortage(grant.fund, grant.asset, grant.amount)
    if action in (GrantAction.REVOKE, GrantAction.UNPAY) and grant.bank_lines.exists():
        return f"这笔发放已与银行流水对上，不能{action.label}；请先取消对应。"
    return ""


@transaction.atomic
def move_grant(grant: Grant, step: Step, *, actor) -> Grant:
    """Take one step: lock the fund, ask, write, audit."""
    action = GrantAction(step.action)
    grant = lock_grant(grant)
    if refusal := step_refusal(grant, action, on=step.on, actor=actor):
        raise ValidationError(refusal, code="state")
    if action.needs_reason and not step.reason.strip():
        raise ValidationError({"reason": "请写明理由。"})
    before = describe(grant, SHOWN)
    if action in SIGNED:
        setattr(grant, SIGNED[action], actor)
    EFFECTS.get(action, lambda row, step: None)(grant, step)
    check_days(grant)
    grant.state = grant.stage.after(action)
    if grant.state == GrantState.RETURNED:
        grant.return_reason = step.reason.strip()
    grant.revision += 1
    grant.full_clean()
    grant.save()
    settle_fund(grant.fund)
    after = describe(grant, SHOWN)
    record(actor, f"grant.{action}", grant, before=before, after=after, reason=step.reason.strip())
    enqueue_refresh()
    return grant


def check_days(grant: Grant) -> None:
    """No step lies before an earlier one; ValidationError says which."""
    stated = [(name, day) for name in DAYS if (day := getattr(grant, name))]
    for (former, before), (name, day) in pairwise(stated):
        if day < before:
            label, earlier = (grant._meta.get_field(each).verbose_name for each in (name, former))
            raise ValidationError(f"{label}（{chinese_date(day)}）不能早于{earlier}（{chinese_date(before)}）。")


def _review(grant: Grant, step: Step) -> None:
    grant.reviewed_on = step.on


def _check(grant: Grant, step: Step) -> None:
    grant.checked_on = step.on


def _publicize(grant: Grant, step: Step) -> None:
    if not step.publicity_from or not step.publicity_to:
        raise ValidationError({"publicity_from": "请填写公示的起止日期。"})
    if refusal := publicity_refusal(step.publicity_from, step.publicity_to):
        raise ValidationError({"publicity_to": refusal})
    grant.publicity_from, grant.publicity_to = step.publicity_from, step.publicity_to
    grant.publicity_place = step.publicity_place


def publicity_refusal(first: date, last: date) -> str:
    """Why the notice is too short, with the rule; empty when it is long enough."""
    if last < first:
        return "公示结束日期不能早于开始日期。"
    rules = Rulebook(PREFIX, first)
    needed = rules.number("publicity_days")
    days = CalendarDay.objects.as_calendar().count(first, last)
    if days >= needed:
        return ""
    rule = rules["publicity_days"]
    return f"公示只有{days}个工作日，应不少于{needed}个（{rule.text}，{since(rule)}，依据：{rule.source}）。"


def _approve(grant: Grant, step: Step) -> None:
    check_application(grant)
    draw(grant.fund, grant)
    grant.approved_on = step.on


def _pay(grant: Grant, step: Step) -> None:
    grant.paid_on = step.on


def _unpay(grant: Grant, step: Step) -> None:
    grant.paid_on = None


def _begin_again(grant: Grant, step: Step) -> None:
    """Nothing that was signed or made public holds for what will be applied for again."""
    give_back(grant)
    grant.reviewed_by = grant.checked_by = grant.approved_by = None
    grant.reviewed_on = grant.checked_on = grant.publicity_from = grant.publicity_to = grant.approved_on = None
    grant.publicity_place = ""


def _resubmit(grant: Grant, step: Step) -> None:
    grant.return_reason = ""


EFFECTS: dict[GrantAction, Callable[[Grant, Step], None]] = {
    GrantAction.REVIEW: _review,
    GrantAction.CHECK: _check,
    GrantAction.PUBLICIZE: _publicize,
    GrantAction.APPROVE: _approve,
    GrantAction.PAY: _pay,
    GrantAction.UNPAY: _unpay,
    GrantAction.RETURN: _begin_again,
    GrantAction.REVOKE: _begin_again,
    GrantAction.RESUBMIT: _resubmit,
}
