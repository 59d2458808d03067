"""The kinds of columns an import is declared with. One declaration makes the template, reader, preview and failures.

A cleaned value is a str or an int: dates are ISO text, references the code of what they refer to. None means "not
stated": an existing row keeps what it has. The empty string means "clear it", asked for by the word 清空.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import TextChoices

from league.core.importing.cleaning import CellError, TypedAsNumber, compact, split, tidy
from league.core.importing.days import read_day

CLEAR = "清空"
Value = str | int | None


@dataclass(frozen=True)
class Sheetwise:
    """What the cleaning of a sheet's cells depends on: the day of the import and the workbook's date system."""

    on: date
    date1904: bool = False


class Column:
    """A column of text. `name` is the model's field, `label` the header; `synonyms` are headers met in the wild."""

    number_format = "@"
    width = 18
    # Personal: a refused cell is not repeated in the workbook of failed rows.
    personal = False

    def __init__(
        self,
        label: str,
        name: str,
        *,
        synonyms: Iterable[str] = (),
        required: bool = False,
        max_length: int = 100,
        validators: Iterable[Callable] = (),
        default: Value = "",
        fixed: str = "",
        help: str = "",  # noqa: A002 - what a form field calls it
        example: str = "",
        width: int | None = None,
    ):
        self.label, self.name, self.synonyms = label, name, tuple(synonyms)
        self.required, self.max_length, self.validators = required, max_length, tuple(validators)
        # `fixed`: why an existing row's value cannot be changed by an import; empty when it can.
        self.default, self.fixed = default, fixed
        self.help, self.example = help, example
        self.width = width or self.width

    def clean(self, raw, sheetwise: Sheetwise) -> Value:
        """The cell's value; raise CellError."""
        text = self.text(raw)
        if not text:
            if self.required:
                raise CellError(f"缺少{self.label}")
            return None
        if text == CLEAR:
            if self.required:
                raise CellError(f"{self.label}不能清空")
            return ""
        return self.convert(text)

    def text(self, raw) -> str:
        """The cell as normalised text."""
        return tidy(raw)

    def convert(self, text: str) -> Value:
        """The value of a text that is not empty."""
        if len(text) > self.max_length:
            raise CellError(f"{self.label}最多{self.max_length}字，现有{len(text)}字")
        try:
            for validator in self.validators:
                validator(text)
        except ValidationError as error:
            raise CellError(error.messages[0].rstrip("。")) from None
        return text

    def show(self, value: Value) -> str:
        """A cleaned value as a reader sees it."""
        return "" if value is None else str(value)

    def cell(self, value: Value) -> Any:
        """A cleaned value as a workbook's cell."""
        return None if value in (None, "") else value

    def options(self, context) -> list[str]:
        """What the drop-down offers; empty for free text."""
        return []

    def notes(self) -> str:
        """What stands in the comment of the header."""
        lines = ["必填。" if self.required else "选填；留空表示不改动原有内容，填“清空”表示删去原有内容。"]
        lines += [self.help] if self.help else []
        lines += [f"例如：{self.example}"] if self.example else []
        return "\n".join(lines)


class Text(Column):
    """Free text."""


class Personal(Column):
    """A personal value: every page, log and workbook shows it masked, and a masked cell that comes back means "as it
    was". `mask` hides a sound value; `read` turns the cell's text into the value or raises ValidationError with a
    sentence that does not repeat it."""

    personal = True

    def __init__(self, label, name, *, mask: Callable[[str], str], read: Callable[[str, date], str], **kwargs):
        super().__init__(label, name, **kwargs)
        self.mask, self.read = mask, read

    def clean(self, raw, sheetwise: Sheetwise) -> Value:
        """As any column, but the day of the import matters."""
        text = self.text(raw)
        if not text or text == CLEAR or is_masked(text):
            return text if is_masked(text) else super().clean(raw, sheetwise)
        try:
            return self.read(text, sheetwise.on)
        except ValidationError as error:
            raise CellError(error.messages[0].rstrip("。")) from None

    def text(self, raw) -> str:
        return compact(raw)

    def show(self, value: Value) -> str:
        return self.mask(value) if value and not is_masked(value) else value or ""

    def cell(self, value: Value) -> Any:
        return self.show(value) or None


def is_masked(text: str) -> bool:
    """Whether the text is what a mask left of a value."""
    return "***" in text


class Code(Column):
    """A stable code: upper case, no spaces. `digits` is its exact length where it has one."""

    def __init__(self, label, name, *, digits: int = 0, **kwargs):
        kwargs.setdefault("max_length", 30)
        super().__init__(label, name, **kwargs)
        self.digits = digits

    def text(self, raw) -> str:
        text = compact(raw)
        return text if text.isupper() or text.isdigit() else type(text)(text.upper()) if text != CLEAR else text

    def convert(self, text: str) -> str:
        if self.digits and (len(text) != self.digits or not (text.isascii() and text.isdigit())):
            lost = isinstance(text, TypedAsNumber) and text.isdigit() and len(text) < self.digits
            more = "，可能丢失了开头的0，请把该列设为文本格式后重新填写" if lost else ""
            raise CellError(f"{self.label}应为{self.digits}位数字，现为“{text[:30]}”{more}")
        return super().convert(text)


class Choice(Column):
    """One of an enum's labels; its values and the given `words` are understood too."""

    def __init__(self, label, name, choices: type[TextChoices], *, words: dict[str, str] | None = None, **kwargs):
        super().__init__(label, name, **kwargs)
        self.choices = choices
        self._values = {bare(str(text)): value for value, text in choices.choices}
        self._values |= {value: value for value in choices.values} | {
            bare(key): value for key, value in (words or {}).items()
        }
        self._labels = {value: str(text) for value, text in choices.choices}

    def text(self, raw) -> str:
        return compact(raw)

    def convert(self, text: str) -> str:
        value = self._values.get(bare(text)) or self._values.get(text.lower())
        if value is None:
            raise CellError(f"“{text[:20]}”不在选项内，可选：{'、'.join(self._labels.values())}")
        return value

    def show(self, value: Value) -> str:
        return self._labels.get(value, "") if value else ""

    def cell(self, value: Value) -> Any:
        return self.show(value) or None

    def options(self, context) -> list[str]:
        return list(self._labels.values())


class Date(Column):
    """A day; see `days` for the forms. `past` refuses days after the day of the import."""

    number_format = "yyyy-mm-dd"
    width = 14

    def __init__(self, label, name, *, past: bool = False, **kwargs):
        kwargs.setdefault("default", None)
        super().__init__(label, name, **kwargs)
        self.past = past

    def clean(self, raw, sheetwise: Sheetwise) -> Value:
        if raw in ("", None) or (type(raw) is str and raw.strip() in ("", CLEAR)):
            return super().clean(raw, sheetwise)
        day = read_day(raw, date1904=sheetwise.date1904)
        if self.past and day > sheetwise.on:
            raise CellError(f"{self.label}{day}晚于今天，请核对")
        return day.isoformat()

    def cell(self, value: Value) -> Any:
        return date.fromisoformat(value) if value else None


class Integer(Column):
    """A whole number of things or persons, never negative."""

    number_format = "0"
    width = 12

    def __init__(self, label, name, *, maximum: int = 10_000_000, **kwargs):
        kwargs.setdefault("default", None)
        super().__init__(label, name, **kwargs)
        self.maximum = maximum

    def text(self, raw) -> str:
        return re.sub(r"(?<=\d)[人名]$", "", compact(raw)).replace(",", "").replace("，", "")

    def convert(self, text: str) -> int:
        text = text.removesuffix(".0")
        if not (text.isascii() and text.isdigit()):
            raise CellError(f"“{text[:20]}”不是整数，请只填数字")
        if int(text) > self.maximum:
            raise CellError(f"{self.label}{text}过大，请核对")
        return int(text)


class Decimal(Column):
    """A number of at most two places, never negative; its value is text with exactly two, as the database gives it."""

    number_format = "0.00"
    width = 12

    def __init__(self, label, name, *, maximum: int = 999, **kwargs):
        kwargs.setdefault("default", None)
        super().__init__(label, name, **kwargs)
        self.maximum = maximum

    def text(self, raw) -> str:
        return compact(f"{raw:.10g}" if isinstance(raw, float) else raw).replace(",", "").replace("，", "")

    def convert(self, text: str) -> str:
        if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,2})?0*", text):
            raise CellError(f"“{text[:20]}”不是数字，请只填数字，最多两位小数")
        if float(text) > self.maximum:
            raise CellError(f"{self.label}{text}过大，请核对")
        return f"{float(text):.2f}"

    def cell(self, value: Value) -> Any:
        return float(value) if value else None


class Reference(Column):
    """Another row, by its code; `lookup` (a `Lookup` class) says what else is understood.

    `to_self`: it may also be a new row of the same file. `many`: several codes with 、 between them.
    """

    width = 30

    def __init__(self, label, name, lookup: type, *, to_self: bool = False, many: bool = False, **kwargs):
        kwargs.setdefault("max_length", 2000 if many else 160)
        super().__init__(label, name, **kwargs)
        self.lookup, self.to_self, self.many = lookup, to_self, many

    def options(self, context) -> list[str]:
        return [] if self.many else self.lookup.options(context)

    def split(self, text: str) -> list[str]:
        """The tokens of a cell."""
        return split(text) if self.many else [text]


def bare(text: str) -> str:
    """A label without spaces, brackets' style and case, for comparing."""
    return compact(text).replace("(", "（").replace(")", "）").lower()
