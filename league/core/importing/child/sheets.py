"""Reading the visible sheets with calamine."""

from itertools import islice

from cells import LAST_COLUMN, LAST_ROW
from preflight import SAVE_AS, Facts
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum
from refusal import Refused

MERGED_RANGES = 20_000


def read(path: str, facts: Facts, rows_at_once: int):
    """Messages for every visible sheet; see the protocol in __main__."""
    try:
        workbook = CalamineWorkbook.from_path(path)
        for index, sheet in enumerate(workbook.sheets_metadata):
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible:
                yield from read_sheet(workbook, index, facts, rows_at_once)
    except PasswordError:
        raise Refused("文件设有打开密码。请取消密码后另存再上传。") from None
    except (CalamineError, OSError, ValueError, IndexError, OverflowError):
        raise Refused(f"文件内部已损坏，读不出工作表。{SAVE_AS}") from None


def read_sheet(workbook: CalamineWorkbook, index: int, facts: Facts, rows_at_once: int):
    """One sheet's name and rows."""
    sheet = workbook.get_sheet_by_index(index)
    scan = facts.scans.get(sheet.name)
    if sheet.end and (sheet.end[0] >= LAST_ROW or sheet.end[1] >= LAST_COLUMN):
        raise Refused(
            f"工作表“{sheet.name}”有{sheet.end[0] + 1}行、{sheet.end[1] + 1}列，超出{LAST_ROW}行、{LAST_COLUMN}列的上限。"
            "请删去远处的单元格，或分成几个文件上传。"
        )
    yield {
        "sheet": sheet.name,
        "left": sheet.start[1] if sheet.start else 0,
        "odd": facts.odd(index, sheet.name),
        "merged": (sheet.merged_cell_ranges or [])[:MERGED_RANGES] if scan is None or scan.merged else [],
    }
    rows, number = sheet.iter_rows(), 0
    while chunk := list(islice(rows, rows_at_once)):
        yield [number, chunk]
        number += len(chunk)
