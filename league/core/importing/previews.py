"""A preview on disk: one zip of small JSON parts, so that a page opens 500 rows and not a hundred thousand.

``summary.json`` has counts, townships, sheets, column letters and notes; ``new/0.json``, ``changed/0.json``,
``rejected/0.json`` … hold the rows. A rejected row's refused cells are kept as they came.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from league.core.importing.importer import Current
from league.core.importing.loading import Loaded
from league.core.importing.planning import Plan, tally
from league.core.importing.rows import Row, Status

PART = 500


def save(plan: Plan, loaded: Loaded) -> tuple[bytes, dict]:
    """The preview file's bytes and its summary."""
    counts, groups = tally(plan)
    summary = {
        "counts": counts,
        "groups": groups,
        "sheets": loaded.sheets,
        "letters": loaded.letters,
        "notes": [*loaded.notes, *plan.importer.remarks(plan)],
    }
    return pack(_parts(plan, summary)), summary


def _parts(plan: Plan, summary: dict) -> Iterator[tuple[str, Any]]:
    yield "summary", summary
    for status in (Status.NEW, Status.CHANGED, Status.REJECTED):
        yield from cut(status.value, plan.of(status))


def cut(name: str, rows: list[Row]) -> Iterator[tuple[str, list]]:
    """Rows as named parts of PART."""
    for start in range(0, len(rows), PART):
        yield f"{name}/{start // PART}", [as_list(row) for row in rows[start : start + PART]]


def pack(parts: Iterable[tuple[str, Any]]) -> bytes:
    """A zip of JSON files, packed fast rather than small."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts:
            text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder)
            archive.writestr(f"{name}.json", text)
    return buffer.getvalue()


def as_list(row: Row) -> list:
    """A row as JSON keeps it."""
    present = row.current.values if row.current and row.status is Status.CHANGED else None
    errors = list(row.errors.items()) if row.errors else None
    return [row.sheet, row.number, row.place, row.values, present, errors]


def as_row(entry: list, status: Status) -> Row:
    """The row again; `current` has only the values seen at the preview."""
    sheet, number, place, values, present, errors = entry
    row = Row(sheet, number, values, dict(errors) if errors else None)
    row.place, row.status = place, status
    row.current = Current(0, 0, "", present) if present else None
    return row


class Preview:
    """An open preview file."""

    def __init__(self, file):
        self.archive = zipfile.ZipFile(file)
        self.names = set(self.archive.namelist())

    def part(self, name: str) -> Any:
        """One part; an empty list when there is none."""
        return json.loads(self.archive.read(f"{name}.json")) if f"{name}.json" in self.names else []

    @property
    def summary(self) -> dict:
        """Counts, townships, sheets, letters and notes."""
        return self.part("summary")

    def rows(self, status: Status) -> Iterator[Row]:
        """All rows of a verdict."""
        for entry in self.entries(status.value):
            yield as_row(entry, status)

    def entries(self, name: str) -> Iterator[Any]:
        """All entries of a list, part after part."""
        number = 0
        while f"{name}/{number}.json" in self.names:
            yield from self.part(f"{name}/{number}")
            number += 1

    def slice(self, status: Status, start: int, count: int) -> Iterable[Row]:
        """`count` rows of a verdict from `start` on; opens only the parts they lie in."""
        rows = []
        for number in range(start // PART, (start + count - 1) // PART + 1):
            rows += self.part(f"{status.value}/{number}")
        offset = start % PART
        return [as_row(entry, status) for entry in rows[offset : offset + count]]
