"""The workbooks that the import is measured with: the same ten columns for ours and for the peers."""

import io
from pathlib import Path

from openpyxl import Workbook

from organizations.enums import UnitKind
from tests.bench.ground import unit_cells

NAMES = ("code", "name", "kind", "credit_code", "division", "responsible", "opened_on", "exempt_reason", "address",
         "source")  # fmt: skip
HEADERS = ("单位编码", "单位名称", "单位类型", "统一社会信用代码", "所在区划", "归口团组织", "设立日期",
           "不建团组织的理由", "地址", "数据来源")  # fmt: skip
EVERY = 50  # of how many rows one is wrong, where rows are wrong


def write(path: Path, first: int, count: int, *, wrong: bool = False) -> Path:
    """Our workbook: Chinese headers and words; with `wrong` one row in fifty has a mistyped credit code."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("单位")
    sheet.append(HEADERS)
    for number in range(first, first + count):
        cells = unit_cells(number)
        cells[2] = UnitKind(cells[2]).label
        if wrong and number % EVERY == 0:
            cells[3] = cells[3][:-1] + ("0" if cells[3][-1] != "0" else "1")
        sheet.append(cells)
    book.save(path)
    return path


def peer_bytes(first: int, count: int) -> bytes:
    """The peers' workbook: the same rows under the peers' own headers and stored values."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("units")
    sheet.append(NAMES)
    for number in range(first, first + count):
        sheet.append(unit_cells(number))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
