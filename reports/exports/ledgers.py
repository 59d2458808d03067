"""A ledger as the county's own sheet: title, who and when, heads, lines, totals, remarks, a line for signatures."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from league.core.exporter import FORBIDDEN, ListExport
from league.core.tables import Column, Table
from organizations.models import Organization
from reports.services.ledgers.base import Asked, Head, Ledger, Line, shown

BOLD, TITLE, CENTRED = Font(bold=True), Font(bold=True, size=14), Alignment(horizontal="center")
EDGE = Side(style="thin")
FRAME = Border(left=EDGE, right=EDGE, top=EDGE, bottom=EDGE)
FORMATS = {"number": "#,##0", "fen": "#,##0.00", "minutes": "#,##0.0"}
SIGNED = "填表人：　　　　　　　　审核人：　　　　　　　　负责人：　　　　　　　　（盖章）"


def table_of(ledger: Ledger) -> Table:
    """The heads as the columns of a list, for the csv."""
    columns = [Column(f"c{number}", head.label) for number, head in enumerate(ledger.heads)]
    return type("LedgerTable", (Table,), {"columns": columns, "order": ("code",)})(Organization)


@dataclass
class LedgerExport(ListExport):
    """`asked` says whose ledger and for which days; the lines are made, not rows of a table."""

    ledger: Ledger | None = None
    asked: Asked | None = None
    found: list[Line] = field(default_factory=list)

    def lines(self) -> Iterator[list]:
        """Lines and totals."""
        for line in (*self.found, self.ledger.total(self.asked)):
            yield [shown(head, value) for head, value in zip(self.ledger.heads, line, strict=True)]

    def write(self, kind: str, progress=lambda written: None) -> bytes:
        return self._sheet() if kind == "xlsx" else super().write(kind, progress)

    def _sheet(self) -> bytes:
        book = Workbook()
        page, heads = book.active, self.ledger.heads
        page.title = self.ledger.number
        _text(page, 1, 1, self.title, font=TITLE)
        page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(heads))
        page.cell(1, 1).alignment = CENTRED
        _text(page, 2, 1, f"填报单位：{self.asked.node}　　统计期：{self.asked.first}至{self.asked.last}")
        for place, head in enumerate(heads, start=1):
            _text(page, 3, place, head.label, font=BOLD)
            page.column_dimensions[get_column_letter(place)].width = 26 if head.kind == "text" else 16
        page.freeze_panes = "B4"
        last = 3
        for last, line in enumerate(self.lines(), start=4):
            _line(page, last, heads, line)
        for place in range(1, len(heads) + 1):
            page.cell(last, place).font = BOLD
        for row in page.iter_rows(min_row=3, max_row=last, max_col=len(heads)):
            for cell in row:
                cell.border = FRAME
        for offset, remark in enumerate((*self.ledger.remarks, SIGNED), start=2):
            _text(page, last + offset, 1, remark)
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()


def _line(page, row: int, heads: tuple[Head, ...], line: list) -> None:
    for place, (head, value) in enumerate(zip(heads, line, strict=True), start=1):
        if isinstance(value, str):
            _text(page, row, place, value)
        else:
            page.cell(row, place, value).number_format = FORMATS[head.kind]


def _text(page, row: int, column: int, value: str, *, font: Font | None = None) -> None:
    """A text is a text, whatever it begins with."""
    cell = page.cell(row, column, FORBIDDEN.sub("", value) or None)
    if value:
        cell.data_type = "s"
    if font:
        cell.font = font
