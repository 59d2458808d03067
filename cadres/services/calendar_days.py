"""Correcting single days of the working calendar. What was counted with the old calendar and still waits is counted
again; what has been answered or concluded keeps its days."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cadres.models import CalendarDay, Consultation
from cadres.services.consultations import limit_of
from organizations.services.entries import add_entry, change_entry, remove_entry

FIELDS = ("day", "is_working", "reason")


@transaction.atomic
def add_calendar_day(*, fields: dict[str, Any], actor) -> CalendarDay:
    """登记 a corrected day; `fields` are those of `FIELDS`."""
    entry = add_entry(CalendarDay(**fields), action="calendar_day.added", fields=FIELDS, actor=actor)
    _count_again()
    return entry


@transaction.atomic
def change_calendar_day(entry: CalendarDay, *, changes: dict[str, Any], actor) -> CalendarDay:
    """更正 what was entered."""
    entry = change_entry(entry, action="calendar_day.changed", changes=changes, allowed=FIELDS, actor=actor)
    _count_again()
    return entry


@transaction.atomic
def remove_calendar_day(entry: CalendarDay, *, reason: str, actor) -> None:
    """删去: the published calendar speaks again."""
    remove_entry(entry, action="calendar_day.removed", fields=FIELDS, reason=reason, actor=actor)
    _count_again()


def _count_again() -> None:
    """The due days of consultations that wait for an answer."""
    calendar = CalendarDay.objects.as_calendar()
    waiting = Consultation.objects.select_for_update(of=("self",)).standing().filter(answer="")
    changed = []
    for consultation in waiting:
        due = limit_of(consultation, calendar)
        if (due.day, due.is_estimated) != (consultation.due_on, consultation.is_due_estimated):
            consultation.due_on, consultation.is_due_estimated = due.day, due.is_estimated
            consultation.revision += 1
            changed.append(consultation)
    Consultation.objects.bulk_update(changed, ["due_on", "is_due_estimated", "revision"])
