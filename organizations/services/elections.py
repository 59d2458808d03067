"""The way of an election's dossier. Each step is one function; which steps are allowed is ElectionState.transitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from league.core.audit import record
from organizations.enums import ElectionAction
from organizations.models import Election, Organization, Term
from organizations.services.election_findings import timing_refusal
from organizations.services.hooks import follow_election
from organizations.services.records import chinese_date, describe, enqueue_refresh
from organizations.services.seats import Seat, check_seats, seat_lines, write_seats
from organizations.services.terms import settle_terms, term_class_refusal
from organizations.services.tree import lock_nodes

PLAN = ("number", "planned_on", "timing_reason", "form", "seats", "candidates", "remark")
# What each action writes, and which of it must be there.
FIELDS = {
    ElectionAction.REPLAN: PLAN,
    ElectionAction.REQUEST: ("request_document", "requested_on"),
    ElectionAction.APPROVE: ("approver", "approval_document", "approved_on"),
    ElectionAction.HOLD: (
        "meeting_on", "meeting_place", "chair", "form", "eligible", "present", "ballots_issued", "ballots_returned",
        "ballots_valid",
    ),
    ElectionAction.REPORT: ("report_document", "reported_on"),
    ElectionAction.CONFIRM: ("reply_document", "replied_on", "begins_on"),
    ElectionAction.CANCEL: ("cancelled_on", "cancel_reason"),
    ElectionAction.STEP_BACK: (),
}  # fmt: skip
OPTIONAL = {
    "timing_reason", "remark", "request_document", "approval_document", "report_document", "reply_document",
    "meeting_place", "chair",
}  # fmt: skip
# The days of a dossier in the order in which they must follow each other.
DAYS = ("requested_on", "approved_on", "meeting_on", "reported_on", "replied_on")


@transaction.atomic
def plan_election(organization: Organization, *, fields: dict[str, Any], actor) -> Election:
    """制定换届计划: open a dossier. `fields` are those of `PLAN`; without a number it is the next one."""
    (organization,) = lock_nodes(organization)
    if organization.dissolved_on:
        raise ValidationError(f"“{organization}”已于{chinese_date(organization.dissolved_on)}撤销，不再换届。")
    under_way = Election.objects.under_way().filter(organization=organization).first()
    if under_way:
        raise ValidationError(
            f"“{organization}”已有办理中的换届（{under_way.get_state_display()}，计划{chinese_date(under_way.planned_on)}），"
            "请先办结或取消。"
        )
    election = Election(organization=organization, **{"number": next_number(organization), **_stated(fields)})
    if refusal := term_class_refusal(organization, on=election.planned_on):
        raise ValidationError({"planned_on": refusal})
    election.clean_fields(exclude=["organization"])
    _check_plan(election)
    election.full_clean()
    election.save(force_insert=True)
    record(actor, "election.planned", election, after=describe(election, PLAN), on=chinese_date(election.planned_on))
    return election


def _stated(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if not (name == "number" and value is None)}


def next_number(organization: Organization) -> int:
    """届次 after the last one on record; 1 where there is none."""
    last = Term.objects.filter(organization=organization).order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def _check_plan(election: Election) -> None:
    last = next_number(election.organization) - 1
    if election.number <= last:
        raise ValidationError({"number": f"已登记到第{last}届，拟选届次应大于它。"})
    if election.seats < 1:
        raise ValidationError({"seats": "应选人数至少为1。"})
    if election.candidates < election.seats:
        raise ValidationError({"candidates": f"候选人数不能少于应选人数{election.seats}。"})
    if not election.timing_reason and (refusal := timing_refusal(election)):
        raise ValidationError({"timing_reason": refusal})


def replan_election(election: Election, *, fields: dict[str, Any], actor) -> Election:
    """修改计划 before it is requested."""
    return _move(election, ElectionAction.REPLAN, _stated(fields), actor, check=_check_plan)


def request_election(election: Election, *, fields: dict[str, Any], actor) -> Election:
    """登记请示."""
    return _move(election, ElectionAction.REQUEST, fields, actor)


def approve_election(election: Election, *, fields: dict[str, Any], actor) -> Election:
    """登记批复: the level above agrees to the meeting."""
    return _move(election, ElectionAction.APPROVE, fields, actor)


@transaction.atomic
def hold_meeting(election: Election, *, fields: dict[str, Any], seats: Iterable[Seat], actor) -> Election:
    """登记大会 with its ballots and the list of candidates; again while it is not reported, to mend the record."""
    seats = list(seats)

    def check(fresh: Election) -> None:
        check_seats(fresh, seats)

    def keep(fresh: Election) -> dict:
        before = seat_lines(fresh.seat_rows.order_by("order"))
        return {"选举名单": (before, seat_lines(write_seats(fresh, seats)))}

    return _move(election, ElectionAction.HOLD, fields, actor, check=check, beside=keep)


def report_election(election: Election, *, fields: dict[str, Any], actor) -> Election:
    """登记报批: the result goes to the level above."""
    return _move(election, ElectionAction.REPORT, fields, actor)


def confirm_election(election: Election, *, fields: dict[str, Any], actor) -> Election:
    """登记任职批复: the old term ends and the new one begins, both on `begins_on`, and with them the posts."""

    def hand_over(fresh: Election) -> dict:
        return _hand_over(fresh, actor)

    return _move(election, ElectionAction.CONFIRM, fields, actor, check=_check_beginning, beside=hand_over)


def _check_beginning(election: Election) -> None:
    if election.begins_on < election.meeting_on:
        raise ValidationError({"begins_on": f"新一届任期起不能早于大会日期{chinese_date(election.meeting_on)}。"})
    present = Term.objects.filter(organization=election.organization, ends_on__isnull=True).first()
    if present and election.begins_on <= present.starts_on:
        raise ValidationError(
            {"begins_on": f"现任第{present.number}届自{chinese_date(present.starts_on)}起，新一届必须晚于它。"}
        )


def _hand_over(election: Election, actor) -> dict:
    """On this one day everything of the old committee ends and everything of the new one begins: the term here, the
    posts of its members in the app above."""
    organization = election.organization
    former = Term.objects.filter(organization=organization, ends_on__isnull=True).first()
    term = Term(
        organization=organization,
        number=election.number,
        starts_on=election.begins_on,
        meeting_on=election.meeting_on,
        document=election.reply_document,
        election=election,
    )
    settle_terms([organization.pk], [term])
    shown = {"任期": (str(former or "") or None, f"{term}自{chinese_date(term.starts_on)}起")}
    return shown | follow_election(election, term, actor)


def step_back_election(election: Election, *, reason: str, actor) -> Election:
    """退回上一步: what was entered stays as a beginning for the next attempt."""
    return _move(election, ElectionAction.STEP_BACK, {}, actor, reason=reason)


def cancel_election(election: Election, *, fields: dict[str, Any], actor) -> Election:
    """取消换届."""
    return _move(election, ElectionAction.CANCEL, fields, actor, reason=fields.get("cancel_reason", ""))


@transaction.atomic
def _move(
    election: Election,
    action: ElectionAction,
    fields: dict[str, Any],
    actor,
    *,
    check: Callable[[Election], None] = lambda election: None,
    beside: Callable[[Election], dict] = lambda election: {},
    reason: str = "",
) -> Election:
    """Take one step: lock, ask the state machine, write, audit. `beside` writes other rows and returns what the log
    is to show of them: label to (before, after)."""
    (organization,) = lock_nodes(election.organization)
    election = Election.objects.select_for_update(of=("self",)).get(pk=election.pk)
    election.organization = organization
    if refusal := election.stage.refusal(action):
        raise ValidationError(refusal, code="state")
    before = describe(election, ["state", *fields])
    if unknown := fields.keys() - set(FIELDS[action]):
        raise ValueError(f"not written by {action}: {sorted(unknown)}")
    for name, value in fields.items():
        setattr(election, name, value)
    _require(election, action)
    check(election)
    _check_days(election, action)
    election.state = election.stage.after(action)
    election.revision += 1
    election.full_clean()
    election.save()
    others = beside(election)
    record(
        actor, f"election.{action}", election,
        before=before | {label: pair[0] for label, pair in others.items()},
        after=describe(election, ["state", *fields]) | {label: pair[1] for label, pair in others.items()},
        reason=reason, document=_document(election, action),
    )  # fmt: skip
    enqueue_refresh()
    return election


def _require(election: Election, action: ElectionAction) -> None:
    missing = {
        name: f"请填写{election._meta.get_field(name).verbose_name}。"
        for name in FIELDS[action]
        if name not in OPTIONAL and getattr(election, name) in (None, "")
    }
    if missing:
        raise ValidationError(missing)


def _check_days(election: Election, action: ElectionAction) -> None:
    """The day an action enters may not lie before the day of an earlier step."""
    entered = next((name for name in DAYS if name in FIELDS[action]), None)
    if entered is None:
        return
    earlier = [getattr(election, name) for name in DAYS[: DAYS.index(entered)]]
    latest: date | None = max((day for day in earlier if day), default=None)
    if latest and getattr(election, entered) < latest:
        label = election._meta.get_field(entered).verbose_name
        raise ValidationError({entered: f"{label}不能早于前一步的日期{chinese_date(latest)}。"})


def _document(election: Election, action: ElectionAction) -> str:
    name = next((name for name in FIELDS[action] if name.endswith("_document")), None)
    return getattr(election, name) if name else ""


STEPS = {
    ElectionAction.REPLAN: replan_election,
    ElectionAction.REQUEST: request_election,
    ElectionAction.APPROVE: approve_election,
    ElectionAction.HOLD: hold_meeting,
    ElectionAction.REPORT: report_election,
    ElectionAction.CONFIRM: confirm_election,
    ElectionAction.STEP_BACK: step_back_election,
    ElectionAction.CANCEL: cancel_election,
}
