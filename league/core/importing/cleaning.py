"""The written rules by which a cell becomes text. Nothing else is changed in silence; the rest is refused by name.

1. Byte-order marks, zero-width characters and soft hyphens are dropped; no-break and ideographic spaces are spaces.
2. Full-width digits, Latin letters, hyphens, dots and slashes become half-width ones; Chinese punctuation stays.
3. Spaces at both ends are dropped, a line break or a run of spaces inside becomes one space.
4. A whole number loses its decimal point (12.0 is 12). A number of 16 digits or more has lost digits: refused.
5. A date where text is expected was made by the spreadsheet program (3-1 became 1 March): refused.
"""

from __future__ import annotations

import math
import re

from league.core.importing.reading import DATED

# Spreadsheet programs keep 15 digits of a number.
EXACT = 1e15
UNUSUAL = re.compile(
    r"[^\x20-\x7e\u3001-\ufefe\uff01-\uffee]|[\ufeff\u3000\uff0d-\uff0f\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]"
)
DROPPED = dict.fromkeys((0xFEFF, 0x200B, 0x200C, 0x200D, 0x2060, 0x00AD, 0x200E, 0x200F))
SPACES = dict.fromkeys((0x00A0, 0x3000, 0x2002, 0x2003, 0x2007, 0x2009, 0x202F), " ")
HALF_WIDTH = {
    code: code - 0xFEE0
    for start, end in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A), (0xFF0D, 0xFF0F))
    for code in range(start, end + 1)
}
DASHES = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2212), "-")
TABLE = {**DROPPED, **SPACES, **HALF_WIDTH, **DASHES}
RUN_OF_SPACES = re.compile(r"\s+")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")


class CellError(Exception):
    """The cell is refused; the Chinese message says what is wrong and how to mend it."""


class TypedAsNumber(str):
    """Text that the workbook held as a number: zeros in front of it are lost, if there were any."""

    __slots__ = ()


def tidy(raw) -> str:
    """The cell as text by the rules above; empty for a blank cell."""
    if type(raw) is str:
        if raw.isascii() and raw.isprintable():
            return (
                raw if raw[:1] != " " and raw[-1:] != " " and "  " not in raw else RUN_OF_SPACES.sub(" ", raw).strip()
            )
        return _tidy_text(raw)
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    return number_text(raw)


def _tidy_text(raw: str) -> str:
    if raw.startswith(DATED):
        raise CellError(f"被电子表格当成了日期（{shown(raw)}），请把该列设为文本格式后重新填写")
    if UNUSUAL.search(raw) or "  " in raw:
        raw = RUN_OF_SPACES.sub(" ", raw.translate(TABLE))
        if CONTROL.search(raw):
            raise CellError("含有看不见的控制字符，请删去后重新填写")
    return raw.strip()


def number_text(raw: float) -> str:
    """A numeric cell as its digits; a number that cannot have kept all its digits is refused."""
    if not math.isfinite(raw):
        raise CellError("数字超出范围，请核对")
    if abs(raw) >= EXACT:
        raise CellError("数字超过15位，电子表格已丢失末尾数字，请把该列设为文本格式后重新填写")
    return TypedAsNumber(int(raw)) if raw == int(raw) else TypedAsNumber(repr(raw))


def compact(raw) -> str:
    """As `tidy`, without any space."""
    text = tidy(raw)
    return text.replace(" ", "") if " " in text else text


def shown(raw) -> str:
    """A raw cell for a message or for the workbook of failed rows."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float):
        return str(int(raw)) if math.isfinite(raw) and abs(raw) < EXACT and raw == int(raw) else repr(raw)
    return str(raw).removeprefix(DATED).removesuffix("T00:00:00")


def split(text: str) -> list[str]:
    """The tokens of a cell that holds several."""
    return [token.strip() for token in re.split(r"[、,，;；\n]", text) if token.strip()]
