"""The workbooks we hand out: the template, empty or with what is known, and the failed rows, ready to be sent again.

All have the same columns, drop-downs and notes. Every text is written as text, never as a formula.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from league.core.importing.cleaning import shown
from league.core.importing.columns import Column, Reference
from league.core.importing.headers import REASON
from league.core.importing.importer import Context, Importer
from league.core.importing.reading import DATED
from league.core.importing.rows import WHOLE_ROW, Row

OPTIONS_SHEET, NOTES_SHEET = "选项", "填写说明"
# A wrong number may still be most of a right one.
PERSONAL_REFUSED = "（内容不回显，请重新填写）"
SPARE_ROWS = 2000  # empty rows that have the drop-downs too
HEADER_FILL = PatternFill("solid", fgColor="F2F2F2")
FAULT_FILL = PatternFill("solid", fgColor="FFC7CE")
REQUIRED, OPTIONAL = Font(bold=True, color="C00000"), Font(bold=True)


def template(importer: Importer, context: Context, *, full: bool) -> bytes:
    """The template; `full` holds the rows of the scope as they are, so that only changes need typing."""
    book = _Book(importer, context)
    rows = importer.known(context) if full else []
    for values in rows:
        book.append([column.cell(value) for column, value in zip(importer.columns, values, strict=True)])
    return book.save()


def failed(importer: Importer, context: Context, rows: Iterable[Row]) -> bytes:
    """Only the failed rows: refused cells as they came, red, with the reason; a last column with all reasons."""
    book = _Book(importer, context, reasons=True)
    for row in rows:
        cells = []
        for position, column in enumerate(importer.columns):
            value = row.values[position]
            refused = PERSONAL_REFUSED if column.personal else _raw(value)
            cells.append(column.cell(value) if row.sound(position) else refused)
        reasons = [
            reason if position == WHOLE_ROW else f"{importer.columns[position].label}：{reason}"
            for position, reason in sorted((row.errors or {}).items())
        ]
        book.append([*cells, "；".join(reasons)], row.errors or {})
    return book.save()


def _raw(value: Any) -> Any:
    """A refused cell as it was; a date stays a date, a huge number stays visible as text."""
    if isinstance(value, str) and value.startswith(DATED):
        try:
            return date.fromisoformat(value[1:11])
        except ValueError:
            return value[1:]
    return shown(value) or None


class _Book:
    def __init__(self, importer: Importer, context: Context, *, reasons: bool = False):
        self.importer, self.context, self.reasons = importer, context, reasons
        self.book = Workbook(write_only=True)
        self.sheet = self.book.create_sheet(importer.label)
        self.columns = importer.columns
        self.length = 1
        self.options = {index: found for index, column in enumerate(self.columns) if (found := column.options(context))}
        # A code is easier to read with its name, as the drop-down has it.
        self.named = {
            index: {option.split(" ")[0]: option for option in self.options[index]}
            for index, column in enumerate(self.columns)
            if isinstance(column, Reference) and index in self.options
        }
        self.sheet.freeze_panes = "B2"
        for index, column in enumerate(self.columns, 1):
            dimension = self.sheet.column_dimensions[get_column_letter(index)]
            dimension.width, dimension.number_format = column.width, column.number_format
        if reasons:
            self.sheet.column_dimensions[get_column_letter(len(self.columns) + 1)].width = 60
        self.sheet.append(
            [self._header(column) for column in self.columns] + ([self._reason_header()] if reasons else [])
        )

    def _header(self, column: Column) -> WriteOnlyCell:
        cell = WriteOnlyCell(self.sheet, column.label)
        cell.font = REQUIRED if column.required else OPTIONAL
        cell.fill = HEADER_FILL
        cell.comment = _comment(column.notes())
        return cell

    def _reason_header(self) -> WriteOnlyCell:
        cell = WriteOnlyCell(self.sheet, REASON)
        cell.font, cell.fill = OPTIONAL, HEADER_FILL
        cell.comment = _comment("改好标红的单元格后，可将本文件直接重新上传；本列不会被读取。")
        return cell

    def append(self, values: list[Any], faults: dict[int, str] | None = None) -> None:
        """A row; the cells at the places of `faults` are red and say why."""
        cells = []
        for index, value in enumerate(values):
            cell = self._cell(self.named.get(index, {}).get(value, value), index)
            if faults and index in faults:
                cell.fill = FAULT_FILL
                cell.comment = _comment(faults[index])
            cells.append(cell)
        self.sheet.append(cells)
        self.length += 1

    def _cell(self, value: Any, index: int) -> WriteOnlyCell:
        if isinstance(value, str):
            value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell = WriteOnlyCell(self.sheet, value)
        if isinstance(value, str):
            cell.data_type = "s"
        if index < len(self.columns):
            cell.number_format = self.columns[index].number_format
        else:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        return cell

    def save(self) -> bytes:
        """Add drop-downs and notes; the file's bytes."""
        self._add_options()
        self._add_notes()
        file = io.BytesIO()
        self.book.save(file)
        return file.getvalue()

    def _add_options(self) -> None:
        lists = {
            index: options for index, column in enumerate(self.columns) if (options := column.options(self.context))
        }
        sheet = self.book.create_sheet(OPTIONS_SHEET)
        sheet.sheet_state = "hidden"
        for number in range(max(map(len, lists.values()), default=0)):
            sheet.append(
                [self._text(sheet, options[number] if number < len(options) else None) for options in lists.values()]
            )
        for place, (index, options) in enumerate(lists.items(), 1):
            source, target = get_column_letter(place), get_column_letter(index + 1)
            rule = DataValidation(
                "list",
                formula1=f"{quote_sheetname(OPTIONS_SHEET)}!${source}$1:${source}${len(options)}",
                allow_blank=True,
            )
            # A warning, not a wall: the importer understands more than the list.
            rule.errorStyle = "warning"
            rule.errorTitle, rule.error = self.columns[index].label, "不在下拉选项内，确定要这样填写吗？"
            rule.add(f"{target}2:{target}{self.length + SPARE_ROWS}")
            self.sheet.data_validations.append(rule)

    def _add_notes(self) -> None:
        sheet = self.book.create_sheet(NOTES_SHEET)
        for letter, width in (("A", 20), ("B", 8), ("C", 90)):
            sheet.column_dimensions[letter].width = width
        sheet.append([f"“{self.importer.label}”填写说明"])
        for line in GENERAL:
            sheet.append([line])
        sheet.append(["列名", "必填", "说明"])
        for column in self.columns:
            notes = column.notes().partition("\n")[2].replace("\n", "　")
            sheet.append([self._text(sheet, text) for text in (column.label, "是" if column.required else "否", notes)])

    @staticmethod
    def _text(sheet, value: str | None) -> WriteOnlyCell:
        cell = WriteOnlyCell(sheet, value)
        if value is not None:
            cell.data_type = "s"
        return cell


def _comment(text: str) -> Comment:
    return Comment(text, "系统", width=320, height=140)


GENERAL: tuple[str, ...] = (
    "一行一条；按编码识别：编码已有的是变更，没有的是新增。列的次序可以变，列名不要改。",
    "留空表示不改动原有内容；要删去原有内容，填“清空”。",
    "日期可写2023-06-01、2023年6月1日、202306等形式；编码、代码列已设为文本格式，请勿改成数字格式。",
    "上传后先核对、后确认，确认前不写入任何数据；未通过的行可以单独下载，改好后再传。",
)
