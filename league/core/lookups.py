"""What a reference field may search: each noun names its rows once, in its ``lookups.py``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from league.core.access import narrowed

LIMIT = 12
LOOKUPS: dict[str, Lookup] = {}


@dataclass(frozen=True)
class Lookup:
    """`rows` gives the queryset on a day's state or at all, `code` the unique field a person may type, `search` the
    search-key field, `hint` a few words after the name; `related` is passed to select_related. `match` narrows the rows
    to a text where the search key is not enough, `order` sorts them by something else than the code. A look-up with a
    `label` is also searched from the top bar."""

    name: str
    rows: Callable[[], QuerySet]
    label: str = ""
    code: str = "code"
    search: str = "search_key"
    hint: Callable | None = None
    related: tuple[str, ...] = ()
    match: Callable[[QuerySet, str], QuerySet] | None = None
    order: str = ""

    def find(self, text: str, user) -> list:
        """The first rows of the user's scope whose code begins with, or whose search key holds, the text."""
        text = text.strip().lower()
        rows = narrowed(self.rows(), user).select_related(*self.related)
        if text and self.match:
            rows = rows.filter(pk=first) if (first := text.split()[0]).isdecimal() else self.match(rows, text)
        elif text:
            first = text.split()[0]
            rows = rows.filter(Q(**{f"{self.search}__contains": text}) | Q(**{f"{self.code}__istartswith": first}))
        return list(rows.order_by(self.order or self.code, "pk")[:LIMIT])

    def row_of(self, rows: QuerySet, code: str):
        """The row with that code, None when there is none or the text is no code at all."""
        try:
            return rows.filter(**{self.code: code}).first()
        except ValueError:
            return None

    def text_of(self, row) -> str:
        """What stands in the field: the code, then the name."""
        return f"{getattr(row, self.code)} {row}"


def register_lookup(name: str, rows: Callable[[], QuerySet], **options) -> None:
    """``register_lookup("unit", Unit.objects.all, hint=lambda unit: unit.get_kind_display())``."""
    if name in LOOKUPS:
        raise ValueError(f"look-up registered twice: {name}")
    LOOKUPS[name] = Lookup(name, rows, **options)
