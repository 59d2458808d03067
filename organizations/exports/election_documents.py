"""The papers of an election as Word files, from templates that a county may lay out anew in Word.

A template's fields are those of `fields_of`. What is not known yet is a line to be filled in by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from league.core.word import LINE, fill_template
from organizations.enums import ElectionState
from organizations.models import Election, ElectionSeat
from organizations.models.term import due_on
from organizations.services.records import chinese_date
from organizations.services.terms import term_status

FOLDER = Path(settings.BASE_DIR) / "templates" / "organizations" / "documents"


@dataclass(frozen=True)
class Document:
    """One paper: its file name, what it is called, and from which state on it can be written."""

    code: str
    title: str
    since: ElectionState

    @property
    def template(self) -> Path:
        """Where its layout lies."""
        return FOLDER / f"{self.code}.docx"

    def refusal(self, election: Election) -> str:
        """Why it cannot be written yet; empty when it can."""
        course = ElectionState.course
        reached = course.index(election.state) if election.state in course else -1
        if reached >= course.index(self.since):
            return ""
        if election.state == ElectionState.CANCELLED:
            return f"换届已取消，不再生成{self.title}。"
        return f"{self.title}在“{self.since.label}”后生成，目前是“{election.stage.label}”。"


DOCUMENTS = {
    document.code: document
    for document in (
        Document("request", "召开大会的请示", ElectionState.PLANNED),
        Document("approval", "同意召开大会的批复", ElectionState.REQUESTED),
        Document("minutes", "选举大会会议记录", ElectionState.HELD),
        Document("result", "选举结果报告单", ElectionState.HELD),
    )
}


def fields_of(election: Election, seats: Iterable[ElectionSeat]) -> dict[str, Any]:
    """Everything the templates may print of a dossier, in words."""
    seats = list(seats)
    organization = election.organization
    elected = [seat.name for seat in seats if seat.elected]
    margin = election.candidates - election.seats
    return {
        "organization": organization.name,
        "committee": committee_of(election),
        "parent": organization.parent.name if organization.parent else LINE,
        "party": organization.party_organization or "同级党组织",
        "number": election.number,
        "form": election.get_form_display(),
        "seats": election.seats,
        "candidates": election.candidates,
        "margin": margin,
        "margin_percent": f"{margin * 100 / election.seats:.0f}%",
        "planned_on": told(election.planned_on),
        "timing_reason": election.timing_reason,
        "request_document": election.request_document or LINE,
        "requested_on": told(election.requested_on),
        "approver": election.approver or (organization.parent.name if organization.parent else LINE),
        "approval_document": election.approval_document or LINE,
        "approved_on": told(election.approved_on),
        "meeting_on": told(election.meeting_on),
        "meeting_place": election.meeting_place or LINE,
        "chair": election.chair or LINE,
        "eligible": counted(election.eligible),
        "present": counted(election.present),
        "attendance": percent(election.present, election.eligible),
        "ballots_issued": counted(election.ballots_issued),
        "ballots_returned": counted(election.ballots_returned),
        "ballots_valid": counted(election.ballots_valid),
        "report_document": election.report_document or LINE,
        "reported_on": told(election.reported_on),
        "elected": "、".join(elected) or LINE,
        "elected_number": len(elected),
        "rows": [row_of(number, seat) for number, seat in enumerate(seats, start=1)],
        "past": past_of(election),
    }


def committee_of(election: Election) -> str:
    """共青团某村支部第4届委员会: the name says the word already."""
    return f"{election.organization.name.removesuffix('委员会')}第{election.number}届委员会"


def past_of(election: Election) -> str:
    """The sentence about the present term; empty where nobody knows it."""
    row = term_status(election.organization, on=election.planned_on)
    if row is None or row.term_starts_on is None or row.term_number >= election.number:
        return ""
    return (
        f"第{row.term_number}届委员会自{chinese_date(row.term_starts_on)}任职，任期{row.term_years}年，"
        f"{chinese_date(due_on(row))}届满。"
    )


def row_of(number: int, seat: ElectionSeat) -> dict[str, Any]:
    """One line of the list, in the order of entry."""
    return {
        "number": number,
        "name": seat.name,
        "position": seat.get_position_display(),
        "votes": counted(seat.votes),
        "elected": "当选" if seat.elected else "未当选",
    }


def told(day: date | None) -> str:
    """A day as papers write it, or a line."""
    return chinese_date(day) if day else LINE


def counted(number: int | None) -> str:
    """A number, or a line."""
    return LINE if number is None else str(number)


def percent(part: int | None, whole: int | None) -> str:
    """A share of those present, or a line."""
    return f"{part * 100 / whole:.1f}%" if part is not None and whole else LINE


def write_document(document: Document, election: Election) -> bytes:
    """The filled template as a file."""
    return fill_template(document.template, fields_of(election, election.seat_rows.order_by("order")))
