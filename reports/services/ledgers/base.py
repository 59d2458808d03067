"""What a ledger is: a title, columns, lines in the county's own order, and a line of totals.

A total is asked for, not added up: distinct people of several lines are fewer than the sum of the lines.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from organizations.models import Organization

UNKNOWN = "不详"


@dataclass(frozen=True)
class Asked:
    """Whose ledger, for which days; both days count. Rows lie at or below the node."""

    node: Organization
    first: date
    last: date


@dataclass(frozen=True)
class Head:
    """A column: its label, and whether it holds text, whole numbers, fen (shown as yuan) or minutes (as hours)."""

    label: str
    kind: str = "text"


Line = tuple[str | int | None, ...]


@dataclass(frozen=True)
class Ledger:
    """`lines(asked)` are tuples in the order of `heads`, `total(asked)` one more; None is not known. `remarks` say how
    the columns are counted."""

    code: str
    number: str
    title: str
    heads: tuple[Head, ...]
    lines: Callable[[Asked], list[Line]]
    total: Callable[[Asked], Line]
    remarks: tuple[str, ...]

    @property
    def name(self) -> str:
        """TJ-9 志愿服务台账."""
        return f"{self.number} {self.title}"


def shown(head: Head, value: str | int | None) -> str | int | float:
    """A value as a file has it: yuan and hours with their decimals, 不详 for what nobody knows."""
    if value is None:
        return UNKNOWN
    if head.kind == "fen":
        return value / 100
    if head.kind == "minutes":
        return (value * 10 + 30) // 60 / 10
    return value


def spoken(head: Head, value: str | int | None) -> str:
    """The same as text on a page."""
    final = shown(head, value)
    if isinstance(final, str):
        return final
    return f"{final:,.2f}" if head.kind == "fen" else f"{final:,.1f}" if head.kind == "minutes" else f"{final:,}"
