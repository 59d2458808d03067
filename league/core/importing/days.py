"""Days as clerks write them.

Accepted: a date cell; 2023-06-01, 2023/6/1, 2023.6.1, 2023年6月1日, 2023年6月1号, 20230601, each also with a time
behind it or in full-width digits; a month for its first day: 202306, 2023-06, 2023/6, 2023.06, 2023年6月; the
number of days that a date cell becomes when it is formatted as a number. A year alone, two-digit years and days
that do not exist are refused.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from league.core.importing.cleaning import CellError, TypedAsNumber, shown, tidy
from league.core.importing.reading import DATED

CLOCK = r"(?:(?:[T ]|(?<=[日号]))\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
PARTS = re.compile(
    r"(?P<y>\d{4}) ?(?:年|[-/.]) ?(?P<m>\d{1,2})(?: ?月| ?(?:月|[-/.]) ?(?P<d>\d{1,2}) ?(?:日|号)?" + CLOCK + r")?"
)
TOGETHER = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})?")
SERIAL = re.compile(r"\d{5}(?:\.0+)?")
FIRST, LAST = date(1900, 3, 1), date(2199, 12, 31)
ADVICE = "请写成2023-06-01、2023年6月1日或202306的形式"


def read_day(raw, *, date1904: bool = False) -> date:
    """The day a cell means; raise CellError when it means none, or might mean two."""
    if type(raw) is str and raw.startswith(DATED):
        text = raw[1:]
        if len(text) < 10 or text[4] != "-":
            raise CellError(f"“{text}”是时间，不是日期，{ADVICE}")
        return _within(date.fromisoformat(text[:10]), text)
    text = tidy(raw)
    if isinstance(text, TypedAsNumber) and text.endswith(".1"):
        raise CellError(f"“{text}”可能是1月也可能是10月，请写成{text[:4]}年1月或{text[:4]}年10月")
    if SERIAL.fullmatch(text):
        return _within(date(1904, 1, 1) + timedelta(days=int(float(text))) if date1904 else _serial(text), text)
    match = TOGETHER.fullmatch(text) or PARTS.fullmatch(text)
    if not match:
        raise CellError(_refusal(text))
    try:
        day = date(int(match["y"]), int(match["m"]), int(match["d"] or 1))
    except ValueError:
        raise CellError(f"“{shown(raw)}”没有这一天，请核对") from None
    return _within(day, text)


def _serial(text: str) -> date:
    """Day 60 of the 1900 system never existed; all days of a league organisation lie behind it."""
    return date(1899, 12, 30) + timedelta(days=int(float(text)))


def _within(day: date, text: str) -> date:
    if not FIRST <= day <= LAST:
        raise CellError(f"“{text}”不在1900年至2199年之间，请核对")
    return day


def _refusal(text: str) -> str:
    if re.fullmatch(r"\d{4}年?", text):
        return f"“{text}”只有年份，请写到月或日"
    if re.match(r"\d{2}[年./-]\d", text):
        return f"“{text}”的年份请写四位，例如2023-06-01"
    return f"“{text[:20]}”不是日期，{ADVICE}"
