"""The kinds of cells in which workbooks hold activities."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from django.utils.timezone import get_default_timezone, localtime

from activities.enums import Audience
from activities.models.activity import WHOLE_DAY
from activities.services.activity_moves import MOST_HEADS
from league.core.importing.cleaning import CellError, compact
from league.core.importing.columns import Column, Integer, Sheetwise, Value
from league.core.importing.reading import DATED

CLOCK = re.compile(r"([01]?\d|2[0-3])[:：时点]([0-5]\d)?分?(?::00)?")
MINUTES = 24 * 60


class Clock(Column):
    """A time of day: 9:00, 9时30分, or what a spreadsheet makes of it; its value is 09:00."""

    width = 10

    def clean(self, raw, sheetwise: Sheetwise) -> Value:
        if isinstance(raw, str) and raw.startswith(DATED):
            raw = raw[1:].partition("T")[2] or raw[1:]
        if isinstance(raw, float) and 0 < raw < 1:
            hours, minutes = divmod(round(raw * MINUTES), 60)
            raw = f"{hours}:{minutes:02d}"
        return super().clean(raw, sheetwise)

    def text(self, raw) -> str:
        return compact(raw)

    def convert(self, text: str) -> str:
        match = CLOCK.fullmatch(text)
        if match is None:
            raise CellError(f"“{text[:20]}”不是时刻，请写成9:00的形式")
        return f"{int(match[1]):02d}:{match[2] or '00'}"


def heads_name(audience: str) -> str:
    """The column of an audience."""
    return f"heads_{audience}"


def heads_columns() -> list[Integer]:
    """One column of person-times for each audience."""
    return [
        Integer(f"{label}人次", heads_name(value), maximum=MOST_HEADS, synonyms=(f"{label}（人次）", label))
        for value, label in Audience.choices
    ]


def moments(first: str, last: str, begins: str, ends: str) -> tuple[datetime, datetime]:
    """When it began and ended; the last day is the first where none is stated, an unknown hour is the day's edge."""
    zone = get_default_timezone()
    opening = time.fromisoformat(begins) if begins else WHOLE_DAY[0]
    closing = time.fromisoformat(ends) if ends else WHOLE_DAY[1]
    return (
        datetime.combine(date.fromisoformat(first), opening, tzinfo=zone),
        datetime.combine(date.fromisoformat(last or first), closing, tzinfo=zone),
    )


def told(held_on: date, starts_at: datetime, ends_at: datetime) -> tuple[str, str, str]:
    """What the columns of the last day and of the hours say of an activity that stands."""
    opening, closing = localtime(starts_at), localtime(ends_at)
    last = closing.date().isoformat() if closing.date() > held_on else ""
    begins = "" if opening.time() == WHOLE_DAY[0] else f"{opening:%H:%M}"
    ends = "" if closing.time() == WHOLE_DAY[1] else f"{closing:%H:%M}"
    return last, begins, ends
