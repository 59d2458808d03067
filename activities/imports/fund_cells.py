"""The kinds of cells in which workbooks hold money."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from activities.models import Fund
from activities.models.bank_line import mask_party
from league.core.importing.cleaning import CellError, compact
from league.core.importing.columns import Column, Personal, Sheetwise, Value
from league.core.importing.lookups import Found, Lookup, chunked
from league.core.masking import STAR
from league.core.money import FEN, yuan
from organizations.imports.places import limited

SIGNS = str.maketrans("", "", ",，¥￥")
MOST_YUAN = 100_000_000
LONGEST_PARTY = 100


class Yuan(Column):
    """A sum of money; its value is a whole number of fen."""

    number_format = "0.00"
    width = 14

    def __init__(self, label, name, **kwargs):
        kwargs.setdefault("default", None)
        super().__init__(label, name, **kwargs)

    def text(self, raw) -> str:
        return compact(f"{raw:.10g}" if isinstance(raw, float) else raw).translate(SIGNS).removesuffix("元")

    def convert(self, text: str) -> int:
        if not re.fullmatch(r"\d{1,12}(\.\d{1,2}0*)?", text, re.ASCII):
            raise CellError(f"“{text[:20]}”不是金额，请只填数字，单位为元，最多两位小数，不带正负号")
        fen = int(Decimal(text) * FEN)
        if fen > MOST_YUAN * FEN:
            raise CellError(f"{self.label}{text}过大，请核对")
        return fen

    def show(self, value: Value) -> str:
        return yuan(value) if isinstance(value, int) else ""

    def cell(self, value: Value) -> Any:
        return value / FEN if isinstance(value, int) else None


def party(text: str, on: date) -> str:
    """A name that is not too long; the sentence does not repeat it."""
    if len(text) > LONGEST_PARTY:
        raise ValidationError(f"名称最多{LONGEST_PARTY}字。")
    return text


class Party(Personal):
    """A donor or the other side of a transfer: a private person's name is shown masked."""

    def __init__(self, label, name, **kwargs):
        super().__init__(label, name, mask=mask_party, read=party, **kwargs)

    def clean(self, raw, sheetwise: Sheetwise) -> Value:
        """A masked name that comes back states nothing."""
        return None if STAR in self.text(raw) else super().clean(raw, sheetwise)


class FundLookup(Lookup):
    """By code or name. `facts`: the fund's path, since when it is open, when it was closed."""

    label = "资金专项"

    @classmethod
    def options(cls, context) -> list[str]:
        rows = Fund.objects.filter(context.scope.q("org_path"), closed_on__isnull=True)
        return limited(rows.order_by("code"), "name")

    def _rows(self, **conditions) -> list[Found]:
        rows = Fund.objects.filter(self.context.scope.q("org_path"), **conditions).order_by("code")
        return [
            Found(code, pk, path, name, (path, opened_on, closed_on))
            for pk, code, path, name, opened_on, closed_on in rows.values_list(
                "pk", "code", "org_path", "name", "opened_on", "closed_on"
            )
        ]

    def by_code(self, codes: set[str]) -> dict[str, Found]:
        return {found.code: found for chunk in chunked(codes) for found in self._rows(code__in=chunk)}

    def by_name(self, tokens: set[str]) -> dict[str, Found | str]:
        named: dict[str, list[Found]] = {}
        for chunk in chunked(tokens):
            for found in self._rows(name__in=chunk):
                named.setdefault(found.label, []).append(found)
        return {
            name: rows[0] if len(rows) == 1 else f"有{len(rows)}个专项叫“{name}”，请填专项编码"
            for name, rows in named.items()
        }

    def names(self):
        for found in self._rows():
            yield found.code, f"“{found.label}”（{found.code}）"
            yield found.label, f"“{found.label}”（{found.code}）"
