"""The steps of a dossier and the papers that belong to it, told from what is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from organizations.enums import ElectionState
from organizations.models import Election


@dataclass(frozen=True)
class Step:
    """One step of the stepper: done, next or to come. The meeting's day is a plan while it is not held."""

    state: ElectionState
    label: str
    day: date | None
    is_done: bool
    is_current: bool
    is_planned: bool


@dataclass(frozen=True)
class Item:
    """One line of the checklist: what must be there, whether it is, and what is known of it."""

    label: str
    is_done: bool
    detail: str


TITLES = {
    "planned": ("计划", ""),
    "requested": ("请示", "requested_on"),
    "approved": ("批复", "approved_on"),
    "held": ("大会", "meeting_on"),
    "reported": ("报批", "reported_on"),
    "confirmed": ("任职批复", "replied_on"),
}


def steps_of(election: Election) -> list[Step]:
    """The straight way through the dossier, as far as it has come; the step after that is what comes next."""
    course = ElectionState.course
    reached = course.index(election.state) if election.state in course else -1
    return [
        Step(
            ElectionState(state),
            TITLES[state][0],
            _day(election, state, number <= reached),
            number <= reached,
            number == reached + 1 and election.is_open,
            state == ElectionState.HELD and number > reached,
        )
        for number, state in enumerate(course)
    ]


def _day(election: Election, state: str, is_done: bool) -> date | None:
    if state == ElectionState.HELD and not is_done and election.is_open:
        return election.planned_on
    name = TITLES[state][1]
    return getattr(election, name) if name and is_done else None


def checklist_of(election: Election, seats: list) -> list[Item]:
    """What a complete dossier holds."""
    reached = ElectionState.course.index(election.state) if election.state in ElectionState.course else -1

    def paper(label: str, at: str, document: str, day: date | None) -> Item:
        if reached < ElectionState.course.index(at):
            return Item(label, False, "未办理")
        return Item(label, bool(document and day), f"{day} {document}" if document else f"{day} 缺文号")

    held = reached >= ElectionState.course.index("held")
    elected = sum(seat.elected for seat in seats)
    ballots = (election.ballots_issued, election.ballots_returned, election.ballots_valid)
    return [
        Item("换届计划", True, f"{election.planned_on}，{election.get_form_display()}，应选{election.seats}人"),
        paper("召开大会的请示", "requested", election.request_document, election.requested_on),
        paper("同意召开大会的批复", "approved", election.approval_document, election.approved_on),
        Item("大会签到与法定人数", held and bool(election.eligible),
             f"应到{election.eligible}人，实到{election.present}人" if held else "未办理"),
        Item("选票清点", held and None not in ballots,
             f"发出{ballots[0]}张，收回{ballots[1]}张，有效{ballots[2]}张" if held else "未办理"),
        Item("候选人得票与当选名单", held and elected == election.seats,
             f"候选人{len(seats)}人，当选{elected}人，应选{election.seats}人" if held else "未办理"),
        paper("选举结果的报告", "reported", election.report_document, election.reported_on),
        paper("任职批复", "confirmed", election.reply_document, election.replied_on),
    ]  # fmt: skip
