"""Rows as a workbook a township might send: the importer's own column headings, its words for choices."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from openpyxl import Workbook

from league.core.importing.columns import Column
from league.core.importing.importer import Importer


def write_workbook(importer: Importer, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """An xlsx file with the importer's columns in their order; `rows` map column names to values."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(importer.label)
    sheet.append([column.label for column in importer.columns])
    for row in rows:
        sheet.append([cell(column, plain(row.get(column.name))) for column in importer.columns])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def cell(column: Column, value: Any) -> Any:
    """As the sender types it: a personal value in full, where a template would mask it."""
    return value if column.personal else column.cell(value)


def plain(value: Any) -> str | int | None:
    """As the importer keeps a cleaned cell: days as ISO text, several codes with 、 between them."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return "、".join(value)
    return value
