"""From a workbook to cleaned rows: every cell by its column's rules, every fault kept with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any

from league.core.importing.cleaning import CellError
from league.core.importing.columns import Sheetwise
from league.core.importing.headers import SEARCHED, Header, find_header
from league.core.importing.importer import Importer
from league.core.importing.reading import Sheet, WorkbookRefused, read_workbook
from league.core.importing.rows import Row

# A column of few different values is cleaned once for each of them.
REMEMBERED = 2000
TOTALS = {"合计", "总计", "小计", "共计", "合 计", "总 计", "小 计", "共 计"}
UNCOMPUTED = "公式没有计算结果，请在表格软件中打开并保存一次，或直接填写数值"
REPORTED_EVERY = 20_000  # rows


@dataclass
class Loaded:
    """What a workbook holds. `letters` gives each sheet's column letters by the declared column's position."""

    rows: list[Row] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    letters: list[dict[int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def load(importer: Importer, path: Path, *, on: date, tick: Callable[[int], None] = lambda rows: None) -> Loaded:
    """Read all visible sheets that have the noun's header; raise WorkbookRefused when none has."""
    loaded = Loaded()
    empty = True
    for sheet in read_workbook(path):
        top = list(islice(sheet.rows, SEARCHED))
        header = find_header(importer, top)
        if header is None:
            if any(cell != "" for _, cells in top for cell in cells):
                empty = False
                loaded.notes.append(f"工作表“{sheet.name}”里没有找到表头，未读取。")
            continue
        empty = False
        index = len(loaded.sheets)
        loaded.sheets.append(sheet.name)
        loaded.letters.append({position: letter(place + sheet.left) for position, place in header.columns.items()})
        if header.ignored:
            loaded.notes.append(f"工作表“{sheet.name}”的以下列不在模板中，未读取：{'、'.join(header.ignored)}。")
        rows = ((number, cells) for number, cells in chain(top, sheet.rows) if number >= header.first)
        for row in _clean(importer, index, header, sheet, rows, on, loaded.notes):
            loaded.rows.append(row)
            if len(loaded.rows) % REPORTED_EVERY == 0:
                tick(len(loaded.rows))
    if not loaded.sheets:
        raise WorkbookRefused(_nothing(importer, empty=empty))
    if not loaded.rows:
        raise WorkbookRefused("表头下面没有数据行。请填写后再上传。")
    return loaded


def _nothing(importer: Importer, *, empty: bool) -> str:
    if empty:
        return "工作表是空的。请下载模板，填写后再上传。"
    labels = "、".join(column.label for column in importer.columns if column.required)
    return f"前{SEARCHED}行里没有找到表头。表头须有以下各列：{labels}。请使用模板，或改用模板的列名。"


def _clean(
    importer: Importer, index: int, header: Header, sheet: Sheet, rows: Iterator, on: date, notes: list[str]
) -> Iterator[Row]:
    sheetwise = Sheetwise(on, sheet.date1904)
    width = len(importer.columns)
    columns = [(position, place, importer.columns[position].clean, {}) for position, place in header.columns.items()]
    faults: dict[int, dict[int, str]] = {}
    for (number, column), text in sheet.odd.items():
        faults.setdefault(number, {})[column - sheet.left] = text
    key = header.columns[importer.positions[importer.leading]]
    for number, cells in rows:
        # A ledger whose key is a name has its totals in the very column.
        if (cells[key] == "" or cells[key] in TOTALS) and _is_no_row(
            cells, header, faults.get(number), notes, sheet.name, number
        ):
            continue
        row = Row(index, number, [None] * width)
        for position, place, clean, memory in columns:
            raw = cells[place]
            if raw is True or raw is False:
                raw = "TRUE" if raw else "FALSE"
            try:
                row.values[position] = memory[raw]
            except KeyError:
                _clean_cell(row, position, raw, clean, memory, sheetwise)
        if number in faults:
            _name_faults(row, header, faults[number])
        yield row


def _clean_cell(row: Row, position: int, raw: Any, clean: Callable, memory: dict, sheetwise: Sheetwise) -> None:
    try:
        value = row.values[position] = clean(raw, sheetwise)
    except CellError as error:
        row.values[position] = raw
        row.refuse(position, str(error))
    else:
        if len(memory) < REMEMBERED:
            memory[raw] = value


def _is_no_row(cells: list, header: Header, faults: dict | None, notes: list[str], sheet: str, number: int) -> bool:
    """Blank lines and totals are no rows; a total is mentioned, so that nobody misses it."""
    texts = [cell for place in header.columns.values() if (cell := cells[place]) != "" and str(cell).strip()]
    if not texts:
        return not (faults and any(place in faults for place in header.columns.values()))
    first = next(cell for cell in cells if cell != "")
    if str(first).replace(" ", "") in TOTALS:
        notes.append(f"工作表“{sheet}”第{number}行是合计行，未读取。")
        return True
    return False


def _name_faults(row: Row, header: Header, faults: dict[int, str]) -> None:
    for position, place in header.columns.items():
        if place in faults:
            text = faults[place]
            row.errors = row.errors or {}
            row.errors[position] = f"单元格是错误值“{text}”，请改正公式或直接填写数值" if text else UNCOMPUTED
            row.values[position] = text


def letter(column: int) -> str:
    """The letters of a column counted from 0: 27 is AB."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
