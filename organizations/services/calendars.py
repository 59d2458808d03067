"""What falls on which day: due terms, meetings planned and held, ends of extensions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from organizations.enums import TermState
from organizations.models import Election, Extension, OrganizationVersion, TermRules, with_terms
from organizations.models.term import due_on


@dataclass(frozen=True)
class Entry:
    """One line of a day. `key` is the same for the same thing in every calendar."""

    day: date
    key: str
    label: str
    name: str
    url: str
    tone: str

    @property
    def text(self) -> str:
        """``届满：甲村团支部``."""
        return f"{self.label}：{self.name}"


def entries_between(user, first: date, last: date, *, on: date) -> list[Entry]:
    """Everything of the user's scope from `first` to `last`, both inside, as it is known on the day `on`."""
    found = [*_due(user, first, last, on), *_meetings(user, first, last), *_extensions(user, first, last)]
    return sorted(found, key=lambda entry: (entry.day, entry.label, entry.name))


def _due(user, first: date, last: date, on: date) -> Iterator[Entry]:
    rules = TermRules.on(on)
    rows = with_terms(OrganizationVersion.objects.on(on).visible_to(user), on=on, rules=rules)
    rows = rows.filter(rules.due_by(last)).exclude(rules.due_by(first - timedelta(days=1)))
    for row in rows.select_related("subject").order_by("path"):
        state = TermState(row.term_state)
        yield Entry(
            due_on(row), f"due-{row.term_id}", "届满", str(row.subject), row.subject.get_absolute_url(), state.tone
        )


def _meetings(user, first: date, last: date) -> Iterator[Entry]:
    rows = Election.objects.visible_to(user).meeting_between(first, last).select_related("organization")
    for election in rows.order_by("organization__path"):
        day, label = (election.meeting_on, "大会") if election.meeting_on else (election.planned_on, "计划换届")
        yield Entry(
            day, f"election-{election.pk}", label, str(election.organization), election.get_absolute_url(), "primary"
        )


def _extensions(user, first: date, last: date) -> Iterator[Entry]:
    rows = Extension.objects.visible_to(user).filter(
        until__range=(first, last), withdrawn_at__isnull=True, term__ends_on__isnull=True
    )
    for extension in rows.select_related("term__organization").order_by("until", "pk"):
        yield Entry(
            extension.until, f"extension-{extension.pk}", "延期到期", str(extension.term.organization),
            extension.get_absolute_url(), "danger",
        )  # fmt: skip
