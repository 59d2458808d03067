"""Codes of rows that a workbook brings without one."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from activities.services.codes import last_number
from league.core.importing.columns import Code, Value
from league.core.importing.rows import Row

# Before a key that only tells new rows of one file from each other.
PROVISIONAL = "+"


class RunningCode(Code):
    """A code that a new row may leave to the system; until it is written a provisional key stands there."""

    def show(self, value: Value) -> str:
        return "" if is_provisional(value) else super().show(value)

    def cell(self, value: Value) -> str | None:
        return self.show(value) or None


def is_provisional(value: Value) -> bool:
    """Whether nobody has given the row a code yet."""
    return value is None or str(value).startswith(PROVISIONAL)


def give_codes(rows: Iterable[Row], model: type[models.Model], letters: str, *, code: int, day: int) -> None:
    """Running codes for rows without one, by the year of the day; `code` and `day` are positions. Under the tree's lock."""
    rows = list(rows)
    last: dict[str, int] = {}
    taken = {row.values[code] for row in rows}
    for row in rows:
        if not is_provisional(row.values[code]):
            continue
        year = row.values[day][:4]
        last[year] = last.get(year) or last_number(model, letters, int(year))
        while (given := f"{letters}{year}-{last[year] + 1:05d}") in taken:
            last[year] += 1
        last[year] += 1
        row.values[code] = given
