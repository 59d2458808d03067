"""The kinds of cells in which workbooks hold people."""

from __future__ import annotations

from datetime import date

from django.core.validators import validate_email

from cadres.validators import read_id_number, read_phone
from league.core.importing.columns import Column, Date, Personal, Sheetwise, Value, is_masked
from league.core.masking import mask_email, mask_id_number, mask_phone

# Before a key that only tells new rows of one file from each other.
PROVISIONAL = "+"


def mask_day(day: str) -> str:
    """1995-05-***: a birth date without its day."""
    return f"{day[:8]}***"


class Number(Column):
    """The record's own number. A new row has none; until it is written a provisional key stands there."""

    def __init__(self, label: str, name: str, **kwargs):
        super().__init__(label, name, max_length=18, **kwargs)

    def convert(self, text: str) -> str:
        return super().convert(text.removesuffix(".0"))

    def show(self, value: Value) -> str:
        return "" if value is None or str(value).startswith(PROVISIONAL) else str(value)

    def cell(self, value: Value) -> str | None:
        return self.show(value) or None


class BirthDate(Date):
    """A birth date, by its month wherever it is shown; what comes back so means "as it was"."""

    personal = True

    def clean(self, raw, sheetwise: Sheetwise) -> Value:
        return raw if isinstance(raw, str) and is_masked(raw) else super().clean(raw, sheetwise)

    def show(self, value: Value) -> str:
        return value if not value or is_masked(value) else mask_day(value)

    def cell(self, value: Value) -> str | None:
        return self.show(value) or None


def id_number(text: str, on: date) -> str:
    """The number, checked."""
    return read_id_number(text, on=on).number


def email(text: str, on: date) -> str:
    """An address, checked."""
    validate_email(text)
    return text[:120]


ID_NUMBER = Personal(
    "身份证号", "id_number", mask=mask_id_number, read=id_number, synonyms=("身份证号码", "公民身份号码", "证件号码"),
    help="18位，设为文本格式填写，不要用数字格式；据此带出性别和出生日期。",
)  # fmt: skip
PHONE = Personal(
    "手机号",
    "phone",
    mask=mask_phone,
    read=lambda text, on: read_phone(text),
    synonyms=("手机号码", "联系电话", "电话", "手机"),
)
EMAIL = Personal("电子邮箱", "email", mask=mask_email, read=email, synonyms=("邮箱",))
