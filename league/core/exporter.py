"""Lists as files: exactly what is seen, safe to open, each one audited. Large ones are made by a job."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from league.core.audit import record
from league.core.cells import as_text
from league.core.jobs import enqueue
from league.core.tables import Table, reader

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
# Above this many rows the file is made by a job.
DIRECT_ROWS = 5000
CHUNK = 2000
# What XML cannot carry.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f￾￿]")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass
class ListExport:
    """A list to be written: its rows, the columns seen, and the words that say what it is."""

    title: str
    noun: str
    table: Table
    rows: QuerySet
    criteria: list[str]
    count: int
    user: object

    def lines(self) -> Iterator[list]:
        """One list of python values a row, in the list's order."""
        read = [reader(column, self.table.model) for column in self.table.exported]
        rows = self.rows.select_related(*self.table.select_related).order_by(*self.table.ordering())
        for row in rows.iterator(chunk_size=CHUNK):
            yield [one(row).value for one in read]

    def notes(self) -> list[tuple[str, str]]:
        """The second sheet: who, when, which rows."""
        return [
            ("名称", self.title),
            ("导出人", str(self.user)),
            ("导出时间", as_text(timezone.now())),
            ("筛选条件", "，".join(self.criteria) or "无"),
            ("行数", str(self.count)),
            ("说明", "仅含导出人管理范围内的数据，请按规定保管。"),
        ]

    def write(self, kind: str, progress=lambda written: None) -> bytes:
        """The file's bytes; `progress` hears how many rows are written, every CHUNK rows."""
        return {"xlsx": write_workbook, "csv": write_csv}[kind](self, progress)

    def note(self, kind: str) -> None:
        """Audit the export."""
        record(
            self.user,
            "list.exported",
            title=self.title,
            filter="，".join(self.criteria) or "无",
            rows=self.count,
            kind=kind,
            noun=self.noun,
        )

    def filename(self, kind: str) -> str:
        """``单位-20231231.xlsx``."""
        return f"{self.title}-{timezone.localtime():%Y%m%d-%H%M}.{kind}"


def text_cell(sheet, value: str) -> WriteOnlyCell:
    """A cell that is a text whatever it begins with: no formula, no error value."""
    cell = WriteOnlyCell(sheet, FORBIDDEN.sub("", value))
    cell.data_type = "s"
    return cell


def value_cell(sheet, value):
    """A cell of the value's own type."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        value = timezone.make_naive(value)
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "yyyy-mm-dd hh:mm" if isinstance(value, datetime) else "yyyy-mm-dd"
        return cell
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return value
    return text_cell(sheet, as_text(value))


def write_workbook(export: ListExport, progress) -> bytes:
    """An xlsx of two sheets: the rows under a frozen header, and 说明."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", "", export.title)[:31] or "数据")
    sheet.freeze_panes = "A2"
    columns = export.table.exported
    for index, column in enumerate(columns, start=1):
        width = {"number": 10, "date": 12, "bool": 8, "code": 18}.get(column.kind, 24)
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.append([text_cell(sheet, column.label) for column in columns])
    for written, line in enumerate(export.lines(), start=1):
        sheet.append([value_cell(sheet, value) for value in line])
        if written % CHUNK == 0:
            progress(written)
    notes = book.create_sheet("说明")
    notes.column_dimensions["B"].width = 60
    for label, words in export.notes():
        notes.append([text_cell(notes, label), text_cell(notes, words)])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def write_csv(export: ListExport, progress) -> bytes:
    """A csv with a byte-order mark, as Excel and WPS want it; what could be read as a formula begins with ``'``."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([column.label for column in export.table.exported])
    for written, line in enumerate(export.lines(), start=1):
        writer.writerow([plain_cell(value) for value in line])
        if written % CHUNK == 0:
            progress(written)
    return buffer.getvalue().encode("utf-8-sig")


def plain_cell(value) -> str:
    """The value as text that no spreadsheet takes for a formula."""
    text = FORBIDDEN.sub("", as_text(value))
    if isinstance(value, int | float):
        return text
    return f"'{text}" if text.startswith(FORMULA) else text


def deliver(export: ListExport, request, kind: str) -> HttpResponse:
    """The file at once, or, when it is large, a job that makes it."""
    if export.count > DIRECT_ROWS:
        address = request.get_full_path()
        job = enqueue(
            "core.export_list",
            actor=request.user,
            label=f"导出{export.title}",
            dedupe_key=f"export:{request.user.pk}:{kind}:{fingerprint(address)}",
            address=address,
            kind=kind,
        )
        messages.info(request, f"共 {export.count:,} 条，正在后台生成文件，完成后在本页下载。")
        return HttpResponseRedirect(job.get_absolute_url())
    content = export.write(kind)
    export.note(kind)
    response = HttpResponse(content, content_type=FORMATS[kind])
    return named(response, export.filename(kind))


def fingerprint(text: str) -> str:
    """A short digest, the same in every process."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def named(response: HttpResponse, filename: str) -> HttpResponse:
    """The response as a download of that name."""
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename)
    return response
