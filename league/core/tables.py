"""What a list shows: columns declared once for the page, its fragment, the export and the detail's facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import models
from django.utils.safestring import SafeString

from league.core.cells import RENDERERS, Raw

KINDS = tuple(RENDERERS)


@dataclass(frozen=True)
class Column:
    """One column.

    `value` is an accessor (``"unit__name"``, the column's name when omitted) or a callable of the row. `sort` is what
    order_by takes, None for a column that cannot be sorted by. `link` makes the cell a link to the row. `choices` is
    the TextChoices whose labels and tones are shown; a choice field of the model is found without it.
    """

    name: str
    label: str
    value: str | Callable[[models.Model], Any] | None = None
    kind: str = "text"
    sort: str | None = None
    link: bool = False
    export: bool = True
    shown: bool = True
    choices: type[models.TextChoices] | None = None

    def __post_init__(self):
        if self.kind not in RENDERERS:
            raise ValueError(f"column {self.name}: kind {self.kind} is not one of {', '.join(KINDS)}")


def field_at(model: type[models.Model], accessor: str) -> models.Field | None:
    """The model field an accessor ends at, None when it ends at a property."""
    *relations, last = accessor.split("__")
    for name in relations:
        model = model._meta.get_field(name).related_model
    names = {field.name for field in model._meta.get_fields()}
    return model._meta.get_field(last) if last in names else None


def follow(accessor: str) -> Callable[[models.Model], Any]:
    """A function that reads the accessor from a row; None as soon as a relation is empty."""
    names = accessor.split("__")

    def read(row):
        for name in names:
            row = getattr(row, name)
            if row is None:
                return None
        return row

    return read


@lru_cache(maxsize=2000)
def reader(column: Column, model: type[models.Model]) -> Callable[[models.Model], Raw]:
    """A function from a row to (value as shown and exported, tone of its badge)."""
    accessor = column.value if column.value is not None else column.name
    read = accessor if callable(accessor) else follow(accessor)
    if column.kind not in {"choice", "badge"}:
        return lambda row: Raw(read(row), "")
    if column.choices is not None:
        labels = dict(column.choices.choices)
        tones = {member.value: getattr(member, "tone", "secondary") for member in column.choices}
    else:
        field = None if callable(accessor) else field_at(model, accessor)
        labels, tones = dict(getattr(field, "flatchoices", None) or ()), {}

    def labelled(row):
        value = read(row)
        return Raw(labels.get(value, value), tones.get(value, "secondary"))

    return labelled


def addresses(rows: Sequence[models.Model]) -> list[str]:
    """Where each row's own page is. Fifty look-ups of one URL pattern cost as much as the query: where the first and
    the last row's addresses differ in nothing but the key, those between are put together."""
    if len(rows) < 3:
        return [row.get_absolute_url() for row in rows]
    parts = rows[0].get_absolute_url().split(str(rows[0].pk))
    if len(parts) != 2 or str(rows[-1].pk).join(parts) != rows[-1].get_absolute_url():
        return [row.get_absolute_url() for row in rows]
    return [f"{parts[0]}{row.pk}{parts[1]}" for row in rows]


class Table:
    """Base of a noun's table: declare `columns`, `order` (order_by expressions) and `select_related`."""

    columns: Sequence[Column] = ()
    order: tuple[str, ...] = ()
    select_related: tuple[str, ...] = ()

    def __init__(self, model: type[models.Model], *, chosen: Sequence[str] = (), sort: str = ""):
        self.model = model
        wanted = {column.name for column in self.columns} & set(chosen)
        self.shown = [column for column in self.columns if (column.name in wanted if wanted else column.shown)]
        self.sort = sort if any(c.name == sort.removeprefix("-") and c.sort for c in self.columns) else ""

    def ordering(self) -> list[str]:
        """Total order of the rows: the chosen column, then the table's own, then the key."""
        terms = []
        if self.sort:
            expression = next(c.sort for c in self.columns if c.name == self.sort.removeprefix("-"))
            terms.append(f"-{expression}" if self.sort.startswith("-") else expression)
        return [*terms, *(self.order or self.model._meta.ordering), "pk"]

    def rows_html(self, rows: Sequence[models.Model]) -> list[SafeString]:
        """The rows as markup. Not a template: a thousand cells through one cost ten times as much."""
        cells = [(column, reader(column, self.model), RENDERERS[column.kind]) for column in self.shown]
        urls = addresses(rows) if any(column.link for column in self.shown) else [""] * len(rows)
        return [
            SafeString("".join([render(column, read(row), url) for column, read, render in cells]))
            for row, url in zip(rows, urls, strict=True)
        ]

    def headers(self) -> list[dict]:
        """What the head of the page's table needs: label, next sort, and how it is sorted now."""
        return [
            {
                "label": column.label,
                "kind": column.kind,
                "sort": (f"-{column.name}" if self.sort == column.name else column.name) if column.sort else "",
                "sorted": {column.name: "ascending", f"-{column.name}": "descending"}.get(self.sort, ""),
            }
            for column in self.shown
        ]

    @property
    def exported(self) -> list[Column]:
        """The columns of an export: those seen, but for the ones that make no sense on paper."""
        return [column for column in self.shown if column.export]
