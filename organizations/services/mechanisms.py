"""Policy documents, seats on leading bodies, joint surveys and inclusion in the Party's plan and assessment."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from organizations.models import BodySeat, JointSurvey, PartyInclusion, PolicyDocument
from organizations.services.entries import add_entry, change_entry
from organizations.services.records import chinese_date

# By kind of row: what may be entered and changed.
FIELDS: dict[type[models.Model], tuple[str, ...]] = {
    PolicyDocument: (
        "organization", "title", "issuers", "kind", "number", "issued_on", "entered_on", "file", "note",
    ),
    BodySeat: ("organization", "body", "role", "held_by", "starts_on", "entered_on", "document"),
    JointSurvey: ("organization", "held_on", "organizers", "visited", "findings", "document"),
    PartyInclusion: ("organization", "year", "in_plan", "in_assessment", "weight", "score", "document"),
}  # fmt: skip
NOUNS = {
    PolicyDocument: "policy_document",
    BodySeat: "body_seat",
    JointSurvey: "joint_survey",
    PartyInclusion: "party_inclusion",
}


def add_mechanism(model: type[models.Model], *, fields: dict[str, Any], actor) -> models.Model:
    """登记 a row of one of the four kinds."""
    return add_entry(model(**fields), action=f"{NOUNS[model]}.added", fields=fields, actor=actor)


def change_mechanism(entry: models.Model, *, changes: dict[str, Any], actor) -> models.Model:
    """Correct or complete it."""
    model = type(entry)
    return change_entry(entry, action=f"{NOUNS[model]}.changed", changes=changes, allowed=FIELDS[model], actor=actor)


def end_seat(seat: BodySeat, *, on: date, reason: str, actor) -> BodySeat:
    """The League no longer sits there from that day."""
    if seat.ends_on:
        raise ValidationError(f"已于{chinese_date(seat.ends_on)}结束。")
    return change_entry(
        seat, action="body_seat.ended", changes={"ends_on": on}, allowed=("ends_on",), reason=reason, actor=actor
    )
