"""The way of a need: assigned, postponed, solved or refused with a reason, told back, opened again. Which steps are
allowed is NeedState.transitions; every step leaves a row."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.enums import NeedAction, NeedState
from activities.models import Need, NeedStep
from activities.services.needs import SOLVE_RULE, TELL_RULE, due_after, lock_need
from league.core.audit import record
from league.core.scoping import is_within
from organizations.models import Organization
from organizations.services.records import describe, enqueue_refresh
from organizations.services.tree import existence_refusal

SHOWN = ("state", "owner", "owner_name", "due_on", "outcome")


@dataclass(frozen=True)
class Step:
    """What is said with a step: the day it was taken, and what its action asks for. `owner` None is the need's own
    organisation; `due_on` None keeps the day (assigning) or follows the rule."""

    action: NeedAction
    done_on: date
    remark: str = ""
    owner: Organization | None = None
    owner_name: str = ""
    due_on: date | None = field(default=None)


# What the remark of a step is, where the step cannot do without.
ASKED = {
    NeedAction.POSTPONE: "请写明延期的理由。",
    NeedAction.SOLVE: "请写明怎样解决的。",
    NeedAction.REFUSE: "请写明不予办理的理由。",
    NeedAction.TELL: "请写明怎样告知的、反映人是否满意。",
    NeedAction.REOPEN: "请写明重新办理的理由。",
}


@transaction.atomic
def move_need(need: Need, step: Step, *, on: date, actor) -> Need:
    """Take one step. `on` is today; a step is dated between the last one and today."""
    need = lock_need(need)
    action = NeedAction(step.action)
    if refusal := need.stage.refusal(action):
        raise ValidationError(refusal, code="state")
    _check_step(need, step, on=on)
    before = describe(need, SHOWN)
    need.state = need.stage.after(action)
    _apply(need, action, step)
    need.changed_on = step.done_on
    need.revision += 1
    need.full_clean()
    need.save()
    NeedStep.objects.create(
        need=need, action=action, state=need.state, owner=need.owner, owner_name=need.owner_name, due_on=need.due_on,
        done_on=step.done_on, remark=step.remark.strip(),
    )  # fmt: skip
    record(
        actor, f"need.{action}", need, before=before, after=describe(need, SHOWN), reason=step.remark.strip()
    )  # fmt: skip
    enqueue_refresh()
    return need


def _check_step(need: Need, step: Step, *, on: date) -> None:
    if step.done_on > on:
        raise ValidationError({"done_on": "办理日期不能晚于今天。"})
    if step.done_on < need.changed_on:
        raise ValidationError({"done_on": f"上一步在{need.changed_on}办理，办理日期不能早于它。"})
    if step.action in ASKED and not step.remark.strip():
        raise ValidationError({"remark": ASKED[step.action]})
    if step.action == NeedAction.ASSIGN:
        _check_owner(need, step)
    if step.action == NeedAction.POSTPONE and (step.due_on is None or step.due_on <= need.due_on):
        raise ValidationError({"due_on": f"现在的期限是{need.due_on}，延期后的期限应晚于它。"})
    if step.action == NeedAction.ASSIGN and step.due_on and step.due_on < step.done_on:
        raise ValidationError({"due_on": "办理期限不能早于交办日期。"})


def _check_owner(need: Need, step: Step) -> None:
    if not step.owner_name.strip():
        raise ValidationError({"owner_name": "请写明责任人的姓名和职务。"})
    owner = step.owner or need.organization
    if not is_within(need.org_path, owner.path):
        raise ValidationError(
            {"owner": f"“{owner}”不是“{need.organization}”的本级或上级，看不到这件诉求，不能作为责任团组织。"}
        )
    if refusal := existence_refusal(owner, on=step.done_on):
        raise ValidationError({"owner": refusal})


def _apply(need: Need, action: NeedAction, step: Step) -> None:
    """What the step changes besides the state."""
    if action == NeedAction.ASSIGN:
        need.owner = step.owner if step.owner and step.owner.pk != need.organization_id else None
        need.owner_name = step.owner_name.strip()
        need.due_on = step.due_on or need.due_on
    elif action == NeedAction.POSTPONE:
        need.due_on = step.due_on
    elif action in (NeedAction.SOLVE, NeedAction.REFUSE):
        need.outcome, need.due_on = step.remark.strip(), due_after(step.done_on, TELL_RULE)
    elif action == NeedAction.TELL:
        need.due_on = None
    elif action == NeedAction.REOPEN:
        need.outcome, need.due_on = "", due_after(step.done_on, SOLVE_RULE)
        need.reopened += 1


def move_refusal(need: Need, action: NeedAction) -> str:
    """Why the step cannot be taken now; empty when it can."""
    return NeedState(need.state).refusal(action)
