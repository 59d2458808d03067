"""How a noun is offered to those who compose figures of their own: its rows, and the few fields that may be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from reports.indicators.base import Context, Measure, Rows


class Kind(StrEnum):
    """What a field holds, which decides how it is asked."""

    CHOICE = "choice"
    NUMBER = "number"
    DATE = "date"
    FLAG = "flag"


@dataclass(frozen=True)
class Operator:
    """A way of asking a field. `takes` says what stands behind it: nothing, one value, or several of which any will do."""

    code: str
    label: str
    takes: str = "one"


BLANK, FILLED = Operator("blank", "不详", "nothing"), Operator("filled", "已登记", "nothing")
OPERATORS = {
    Kind.CHOICE: (Operator("in", "是", "many"), Operator("out", "不是", "many")),
    Kind.NUMBER: (Operator("ge", "不少于"), Operator("le", "不超过"), Operator("eq", "等于", "many")),
    Kind.DATE: (Operator("ge", "不早于"), Operator("le", "不晚于"), Operator("period", "在本统计期内", "nothing")),
    Kind.FLAG: (Operator("yes", "是", "nothing"), Operator("no", "否", "nothing")),
}
# A field without any such value is always known.
NEVER = object()


@dataclass(frozen=True, kw_only=True)
class Field:
    """A field that may be asked.

    `lookup` is the only thing of it that reaches the ORM; `name` is what a stored condition says. `derive` gives an
    expression that is annotated under `lookup`, `prepare` annotates it by itself; both for the context's day.
    `unknown` is the value that means nobody knows: None (NULL), a choice, or NEVER. A number with a `measure` may be
    summed (its sum is of that measure) as well as averaged; one without may only be averaged.
    """

    name: str
    label: str
    kind: Kind
    lookup: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    unknown: object = NEVER
    measure: Measure | None = None
    derive: Callable[[Context], object] | None = None
    prepare: Callable[[QuerySet, Context], QuerySet] | None = None
    settings: tuple[str, ...] = ()

    @property
    def column(self) -> str:
        """What the ORM is asked for."""
        return self.lookup or (f"own_{self.name}" if self.derive else self.name)

    @property
    def operators(self) -> tuple[Operator, ...]:
        """The ways it may be asked."""
        return OPERATORS[self.kind] if self.unknown is NEVER else (*OPERATORS[self.kind], BLANK, FILLED)

    @property
    def labels(self) -> Mapping[str, str]:
        """Its choices by value."""
        return dict(self.choices)

    @property
    def offered(self) -> list[tuple[str, str]]:
        """The choices a condition may name; the one that means nobody knows is asked by 不详."""
        return [(value, label) for value, label in self.choices if value != self.unknown]


@dataclass(frozen=True)
class Key:
    """What equal rows may be counted once by: a column that holds a primary key."""

    name: str
    label: str
    lookup: str
    unit: str
    measure: Measure


@dataclass(frozen=True, kw_only=True)
class Noun:
    """Rows of one kind: each stands once in `rows`, at the organisation that `node` names (never NULL).

    `opening` begins the generated sentence, e.g. 截至日现存的团组织. `within_period` says that rows are what happened in
    the period, not what stood on its day. `hidden` names columns of the rows' table that a preview leaves out.
    """

    code: str
    label: str
    unit: str
    measure: Measure
    opening: str
    rows: Rows
    node: str
    fields: tuple[Field, ...]
    keys: tuple[Key, ...] = ()
    within_period: bool = False
    hidden: tuple[str, ...] = ()

    def field(self, name: str) -> Field | None:
        """The field of that name, if the noun offers it."""
        return next((field for field in self.fields if field.name == name), None)

    def key(self, name: str) -> Key | None:
        """The key of that name, if the noun offers it."""
        return next((key for key in self.keys if key.name == name), None)

    def numbers(self) -> list[Field]:
        """What may be averaged."""
        return [field for field in self.fields if field.kind == Kind.NUMBER]

    def groupings(self) -> list[Field]:
        """What rows may be grouped by."""
        return [field for field in self.fields if field.kind == Kind.CHOICE]

    def dress(self, rows: QuerySet, context: Context, names: Iterable[str]) -> QuerySet:
        """The rows with the derived columns of those fields."""
        prepared = []
        for field in (self.field(name) for name in dict.fromkeys(names)):
            if field.derive is not None:
                rows = rows.annotate(**{field.column: field.derive(context)})
            elif field.prepare is not None and field.prepare not in prepared:
                prepared.append(field.prepare)
                rows = field.prepare(rows, context)
        return rows


def choice(name: str, label: str, choices: Iterable, **more) -> Field:
    """One of several words."""
    return Field(name=name, label=label, kind=Kind.CHOICE, choices=tuple((str(a), str(b)) for a, b in choices), **more)


def number(name: str, label: str, unit: str, **more) -> Field:
    """A whole number."""
    return Field(name=name, label=label, kind=Kind.NUMBER, unit=unit, **more)


def day(name: str, label: str, **more) -> Field:
    """A calendar day."""
    return Field(name=name, label=label, kind=Kind.DATE, **more)


def flag(name: str, label: str, **more) -> Field:
    """True or not."""
    return Field(name=name, label=label, kind=Kind.FLAG, **more)
