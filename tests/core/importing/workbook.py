"""Workbooks made by code, and their way through an import."""

import io
from datetime import date

from django.core.files.base import ContentFile
from openpyxl import Workbook, load_workbook

from league.core.importing.batches import commit, failed_rows, preview, receive
from league.core.importing.importer import REGISTRY
from league.core.importing.rows import WHOLE_ROW

TODAY = date(2024, 5, 4)


def xlsx(*rows, name="表", sheets=None) -> bytes:
    """A workbook with one sheet of these rows, or with `sheets` (name to rows)."""
    book = Workbook()
    book.remove(book.active)
    for title, lines in (sheets or {name: rows}).items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(list(line))
    return saved(book)


def saved(book) -> bytes:
    """The workbook's bytes."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def opened(content: bytes):
    """The bytes as a workbook."""
    return load_workbook(io.BytesIO(content))


def table(noun: str, *rows: dict) -> bytes:
    """A workbook with the noun's own headers: rows map field names to cells; only the fields named have a column."""
    importer = REGISTRY[noun]
    names = list(dict.fromkeys(name for row in rows for name in row))
    labels = {column.name: column.label for column in importer.columns}
    return xlsx([labels[name] for name in names], *([row.get(name) for name in names] for row in rows))


def send(noun: str, content: bytes, user, *, on=TODAY, effective_on=None, name="数据.xlsx"):
    """Upload and preview."""
    batch = receive(
        noun,
        ContentFile(content),
        name=name,
        actor=user,
        path=user.scope.paths[0],
        effective_on=effective_on or on,
        on=on,
    )
    return preview(batch, on=on)


def send_rows(noun: str, user, *rows: dict, **options):
    """Upload and preview rows by field names."""
    return send(noun, table(noun, *rows), user, **options)


def take(noun: str, user, *rows: dict, **options):
    """Upload, preview and commit rows."""
    return commit(send_rows(noun, user, *rows, **options), on=options.get("on", TODAY))


def faults(batch) -> dict[int, dict[str, str]]:
    """Reasons by row number and column label."""
    columns = REGISTRY[batch.noun].columns
    return {
        row.number: {
            "整行" if position == WHOLE_ROW else columns[position].label: reason
            for position, reason in row.errors.items()
        }
        for row in failed_rows(batch)
    }


def counted(batch) -> tuple[int, int, int, int]:
    """New, changed, unchanged, rejected."""
    return tuple(batch.counts[name] for name in ("new", "changed", "unchanged", "rejected"))
