"""Finding the header of a sheet somebody filled in: under titles, over two rows, renamed, in any order."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field

from league.core.importing.cleaning import CellError, compact
from league.core.importing.columns import Column
from league.core.importing.importer import Importer
from league.core.importing.reading import WorkbookRefused

SEARCHED = 30  # rows from the top
REASON = "失败原因"
MARKS = re.compile(r"[*＊:：（(【\[].*|[*＊、.．]")


@dataclass
class Header:
    """`columns` maps a declared column's position to the place of its cell in a row; `first` is the first data row."""

    first: int
    columns: dict[int, int]
    ignored: list[str] = field(default_factory=list)


def plain(cell) -> str:
    """A header cell for comparing: no spaces, no required-mark, no remark in brackets."""
    try:
        text = compact(cell)
    except CellError:
        return ""
    return MARKS.sub("", text.lstrip("*＊")) or text


def vocabulary(columns: list[Column]) -> dict[str, int]:
    """Every spelling of every declared header."""
    return {
        plain(word): index
        for index, column in enumerate(columns)
        for word in (column.label, *column.synonyms, column.name)
    }


def find_header(importer: Importer, top: list[tuple[int, list]]) -> Header | None:
    """The header among a sheet's first rows, None when there is none; raise WorkbookRefused for a doubtful one."""
    words = vocabulary(importer.columns)
    best: tuple[int, int, list[str]] = (0, 0, [])
    for place, (number, cells) in enumerate(top):
        single = [plain(cell) for cell in cells]
        below = [plain(cell) for cell in top[place + 1][1]] if place + 1 < len(top) else []
        candidates = [(single, number + 1)]
        if not any(_is_datum(upper, lower, words) for upper, lower in zip(single, below, strict=False)):
            both = [_of_two(upper, lower, words) for upper, lower in zip(single, below, strict=False)]
            candidates.append((both, number + 2))
        for names, first in candidates:
            score = len({words[name] for name in names if name in words})
            if score > best[0]:
                best = (score, first, names)
    score, first, names = best
    return _checked(importer, first, names, words) if score >= 2 else None


def _is_datum(upper: str, lower: str, words: dict[str, int]) -> bool:
    """Whether a cell below a declared header is a value: then its row is no second row of the header."""
    return bool(lower) and upper in words and lower not in words and upper + lower not in words


def _of_two(upper: str, lower: str, words: dict[str, int]) -> str:
    """A column's name in a header of two rows: the lower cell, else both together, else the upper one."""
    for name in (lower, upper + lower, upper):
        if name in words:
            return name
    return upper + lower


def _checked(importer: Importer, first: int, names: list[str], words: dict[str, int]) -> Header:
    places: dict[int, int] = {}
    for place, name in enumerate(names):
        if name not in words:
            continue
        position = words[name]
        if position in places:
            raise WorkbookRefused(f"“{importer.columns[position].label}”列出现了两次，请只保留一列后再上传。")
        places[position] = place
    missing = [
        column.label
        for index, column in enumerate(importer.columns)
        if index not in places and (column.required or column.name == importer.leading)
    ]
    unknown = [name for name in names if name and name not in words and name != REASON]
    if missing:
        raise WorkbookRefused(_missing(missing, unknown))
    return Header(first, places, unknown)


def _missing(missing: list[str], unknown: list[str]) -> str:
    guesses = [
        f"“{close[0]}”是否就是“{label}”"
        for label in missing
        if (close := difflib.get_close_matches(label, unknown, 1, 0.4))
    ]
    guess = f"{'；'.join(guesses)}？" if guesses else ""
    return f"表头缺少{'、'.join(f'“{label}”' for label in missing)}列。{guess}请按模板的列名修改表头后再上传。"
