"""The way of a round. Which steps are allowed is RoundState.transitions; what they ask besides stands here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cadres.enums import ResultStatus, RoundAction, RoundState, SchemeState
from cadres.models import (
    AppraisalAdjustment,
    AppraisalObjection,
    AppraisalPanel,
    AppraisalResult,
    AppraisalRound,
    AppraisalScheme,
    CalendarDay,
)
from cadres.services.appraisal_tally import tally
from league.core.audit import record
from organizations.services.entries import add_entry, change_entry
from organizations.services.records import chinese_date, describe, enqueue_refresh

FIELDS = ("title", "as_of", "reports_due_on")
# What the one who takes a step fills in.
ASKED = {RoundAction.APPROVE: ("approved_by",), RoundAction.PUBLISH: ("document",)}
STEPS = (
    "state", "tallied_on", "announced_on", "objections_to", "approved_on", "approved_by", "published_on", "document",
)  # fmt: skip


def lock_round(row: AppraisalRound) -> AppraisalRound:
    """The round fresh, its row locked: steps take turns here."""
    rows = AppraisalRound.objects.select_for_update(of=("self",), no_key=True).select_related("scheme")
    return rows.get(pk=row.pk)


def lock_seats(row: AppraisalRound) -> None:
    """Wait for the assessors who are writing, and keep them from it: a score is written under the lock of its seat."""
    list(row.assessors.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


def demand(row: AppraisalRound, states: Iterable[str], what: str) -> None:
    """Refuse what is not done in the round's state."""
    states = tuple(states)
    if row.state not in states:
        allowed = "或".join(f"“{RoundState(state).label}”" for state in states)
        raise ValidationError(f"“{row}”目前是“{row.get_state_display()}”，{what}只能在{allowed}时办理。", code="state")


@transaction.atomic
def create_round(scheme: AppraisalScheme, *, fields: dict[str, Any], actor) -> AppraisalRound:
    """新建 a round by an issued scheme; `fields` are those of `FIELDS`."""
    scheme = AppraisalScheme.objects.select_for_update(of=("self",)).get(pk=scheme.pk)
    if scheme.state != SchemeState.ISSUED:
        raise ValidationError(f"方案“{scheme}”{scheme.get_state_display()}，只能按已印发的方案组织考核。")
    return add_entry(
        AppraisalRound(scheme=scheme, **fields), action="appraisal_round.created", fields=(*FIELDS, "scheme"),
        actor=actor,
    )  # fmt: skip


@transaction.atomic
def change_round(row: AppraisalRound, *, changes: dict[str, Any], actor) -> AppraisalRound:
    """修改. The day is fixed once sheets are made for it."""
    row = lock_round(row)
    demand(row, RoundState.filling, "修改轮次")
    if changes.get("as_of", row.as_of) != row.as_of and row.sheets.exists():
        raise ValidationError({"as_of": "已按原截止日生成考核表，截止日不再变更；确需变更的，请取消本轮后重新建立。"})
    return change_entry(row, action="appraisal_round.changed", changes=changes, allowed=FIELDS, actor=actor)


def round_refusal(row: AppraisalRound, action: RoundAction, *, on: date) -> str:
    """Why the step cannot be taken on that day; empty when it can."""
    if refusal := row.stage.refusal(action):
        return refusal
    judge = REFUSALS.get(action)
    return judge(row, on) if judge else ""


def _without_sheets(row: AppraisalRound, on: date) -> str:
    return "" if row.sheets.taking_part().exists() else "还没有参加考核的对象，请先生成考核表。"


def _without_seats(row: AppraisalRound, on: date) -> str:
    panels = AppraisalPanel.objects.filter(method__scheme=row.scheme_id).select_related("method")
    if empty := list(panels.exclude(assessors__round=row.pk)):
        return f"{'、'.join(f'“{panel}”' for panel in empty)}还没有评委，请先登记评委。"
    return ""


def _undecided(row: AppraisalRound, on: date) -> str:
    results = AppraisalResult.objects.filter(sheet__round=row.pk)
    if open_results := results.exclude(status=ResultStatus.GRADED).count():
        return f"还有{open_results}张考核表没有定等次（未评齐或参评率不足），请恢复评分补齐后再办理。"
    if AppraisalAdjustment.objects.filter(sheet__round=row.pk, decided_on__isnull=True).exists():
        return "还有等次调整待复核，请先复核。"
    return ""


def _objectionable(row: AppraisalRound, on: date) -> str:
    if row.objections_to is None or on <= row.objections_to:
        return f"异议期到{chinese_date(row.objections_to)}结束，请在其后审定。"
    if waiting := AppraisalObjection.objects.filter(sheet__round=row.pk).waiting().count():
        return f"还有{waiting}项异议没有答复，请先答复。"
    return _undecided(row, on)


REFUSALS = {
    RoundAction.OPEN: _without_sheets,
    RoundAction.START: _without_seats,
    RoundAction.ANNOUNCE: _undecided,
    RoundAction.APPROVE: _objectionable,
}


@transaction.atomic
def move_round(
    row: AppraisalRound, action: RoundAction, *, on: date, reason: str = "", fields: dict[str, Any] | None = None, actor
) -> AppraisalRound:
    """Take one step on that day; `fields` are those of `ASKED`. A tally computes every sheet in this transaction."""
    row = lock_round(row)
    if refusal := round_refusal(row, action, on=on):
        raise ValidationError(refusal, code="state")
    lock_seats(row)
    before = describe(row, STEPS)
    if action == RoundAction.TALLY:
        tally(row, on=on, actor=actor)
    # What the step writes; whoever is told a result is told the one that was announced last.
    written = {"state": row.stage.after(action)} | _days(row, action, on)
    written |= {name: (fields or {}).get(name, "") for name in ASKED.get(action, ())}
    for name, value in written.items():
        setattr(row, name, value)
    row.revision += 1
    row.full_clean(validate_unique=False)
    row.save()
    after = describe(row, STEPS)
    changed = [name for name in after if after[name] != before[name]]
    record(
        actor, f"appraisal_round.{action}", row, before={name: before[name] for name in changed},
        after={name: after[name] for name in changed}, reason=reason, document=written.get("document", ""),
    )  # fmt: skip
    enqueue_refresh()
    return row


def _days(row: AppraisalRound, action: RoundAction, on: date) -> dict[str, Any]:
    if action == RoundAction.TALLY:
        return {"tallied_on": on}
    if action == RoundAction.ANNOUNCE:
        limit = CalendarDay.objects.as_calendar().after(on, row.scheme.objection_days)
        return {"announced_on": on, "objections_to": limit.day, "is_limit_estimated": limit.is_estimated}
    if action in (RoundAction.RECALL, RoundAction.SEND_BACK):
        return {"announced_on": None, "objections_to": None, "approved_on": None, "approved_by": ""}
    if action == RoundAction.APPROVE:
        return {"approved_on": on}
    return {"published_on": on} if action == RoundAction.PUBLISH else {}
