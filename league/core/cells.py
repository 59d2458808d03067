"""One cell of a list as markup, a function for each kind of column."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from html import escape
from typing import Any, NamedTuple

from django.utils import timezone

EMPTY = '<span class="empty-value">—</span>'


class Raw(NamedTuple):
    """A value as a person reads it, and the tone of its badge."""

    value: Any
    tone: str


def as_text(value: Any) -> str:
    """A value in words: yes and no, ISO days, minutes in county time; empty for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _cell(css: str, column, content: str, url: str) -> str:
    if not content:
        css += " is-empty"
    elif column.link:
        content = f'<a href="{escape(url)}">{content}</a>'
    return f'<td class="{css}" data-label="{escape(column.label)}">{content or EMPTY}</td>'


def text(column, raw: Raw, url: str) -> str:
    """Words as they are."""
    return _cell("cell-text", column, escape(as_text(raw.value)), url)


def number(column, raw: Raw, url: str) -> str:
    """Figures, to the right, thousands apart."""
    value = raw.value
    content = f"{value:,}" if isinstance(value, int | float | Decimal) else as_text(value)
    return _cell("cell-number", column, escape(content), url)


def code(column, raw: Raw, url: str) -> str:
    """Codes, in figures of one width."""
    return _cell("cell-code", column, escape(as_text(raw.value)), url)


def day(column, raw: Raw, url: str) -> str:
    """Days and moments."""
    return _cell("cell-date", column, escape(as_text(raw.value)), url)


def badge(column, raw: Raw, url: str) -> str:
    """A state, coloured by its tone."""
    label = escape(as_text(raw.value))
    content = f'<span class="badge badge-tone tone-{escape(raw.tone)}">{label}</span>' if label else ""
    return _cell("cell-badge", column, content, url)


RENDERERS = {
    "text": text,
    "number": number,
    "date": day,
    "choice": text,
    "badge": badge,
    "bool": text,
    "code": code,
}
