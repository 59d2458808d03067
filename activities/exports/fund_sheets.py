"""公开表 as a workbook: a sheet each for what came in and what went out, money and goods apart."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from activities.enums import Asset
from activities.services.fund_disclosure import Sheet

BOLD, CENTRED = Font(bold=True), Alignment(horizontal="center")
IN_HEADS = ("形式", "筹措主体", "捐赠方", "笔数", "物资", "金额或折价（元）")
OUT_HEADS = ("形式", "用途和受助对象", "受助人次", "金额或价值（元）")
WIDTHS = (10, 24, 30, 16, 24, 20)
YUAN_FORMAT = "#,##0.00"


def sheet_workbook(sheet: Sheet) -> bytes:
    """The xlsx's bytes. Every text cell is a text, so that no name is taken for a formula."""
    book = Workbook()
    incoming, outgoing = book.active, book.create_sheet("支出")
    incoming.title = "收入"
    _head(incoming, f"{sheet.fund}收入公开表", sheet, IN_HEADS)
    _head(outgoing, f"{sheet.fund}支出公开表", sheet, OUT_HEADS)
    for asset in Asset:
        for one in sheet.sources[asset]:
            _row(incoming, [asset.label, one.raiser, one.donor, one.gifts, one.goods, one.amount.fen])
        _row(incoming, [f"{asset.label}合计", "", "", "", "", sheet.received[asset].fen], bold=True)
        for one in sheet.groups[asset]:
            _row(outgoing, [asset.label, one.label, one.times.value if one.times else one.told, one.amount.fen])
        times = sheet.times[asset].value if asset in sheet.times else ""
        _row(outgoing, [f"{asset.label}合计", "", times, sheet.handed_out[asset].fen], bold=True)
    for page in (incoming, outgoing):
        _text(
            page,
            page.max_row + 2,
            1,
            f"受助人数不足{sheet.smallest}的类别合并列示（人数不详的按人次）；资金与物资、收入与支出不相加。",
        )
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _head(page, title: str, sheet: Sheet, heads: tuple[str, ...]) -> None:
    _text(page, 1, 1, title, font=Font(bold=True, size=14))
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(heads))
    page.cell(1, 1).alignment = CENTRED
    _text(page, 2, 1, f"{sheet.fund.organization}　{sheet.first}至{sheet.last}")
    for place, label in enumerate(heads, start=1):
        _text(page, 3, place, label, font=BOLD)
        page.column_dimensions[get_column_letter(place)].width = WIDTHS[place - 1]
    page.freeze_panes = "A4"


def _row(page, values: list, *, bold: bool = False) -> None:
    """The last value is a sum in fen."""
    number = page.max_row + 1
    *texts, fen = values
    for place, value in enumerate(texts, start=1):
        if isinstance(value, int):
            page.cell(number, place, value)
        else:
            _text(page, number, place, value, font=BOLD if bold else None)
    cell = page.cell(number, len(values), fen / 100)
    cell.number_format = YUAN_FORMAT
    if bold:
        cell.font = BOLD


def _text(page, row: int, column: int, value: str, *, font: Font | None = None) -> None:
    cell = page.cell(row, column, value or None)
    if value:
        cell.data_type = "s"
    if font:
        cell.font = font
