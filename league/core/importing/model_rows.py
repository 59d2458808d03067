"""Importing into a model whose rows are the workbook's rows: reading the present ones, writing and taking back."""

from __future__ import annotations

import decimal
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django.utils import timezone

from league.core.audit import Entry, record_many
from league.core.bulk import allocate_ids, insert_rows, update_rows
from league.core.dates import UNKNOWN_START
from league.core.importing import stretches, undoing
from league.core.importing.columns import Date, Decimal, Integer, Reference, Value
from league.core.importing.importer import Context, Current, Importer, Journal
from league.core.importing.lookups import chunked
from league.core.importing.rows import Row
from league.core.importing.subjects import subject_class
from league.core.models import Versioned
from league.core.versions import VersionConflict

WRITTEN_AT_ONCE = 5000


class ModelImporter(Importer):
    """`starts`/`ends`: the fields with the first day of a versioned row's life, and the day after its last.

    `beside`: names of columns that are no field of the model. `derived_fields` are filled by `derive` for new rows,
    `followed_fields` by `follow` for changed ones.
    """

    starts = ends = ""
    beside: tuple[str, ...] = ()
    derived_fields: tuple[str, ...] = ()
    followed_fields: tuple[str, ...] = ()

    def __init__(self):
        super().__init__()
        self.own = [(index, column) for index, column in enumerate(self.columns) if column.name not in self.beside]
        self.versioned = issubclass(self.model, Versioned)
        self.subject = subject_class(self.model)

    # What a noun says.

    def derive(self, plan, row: Row) -> tuple:
        """Values of `derived_fields` for a new row."""
        return ()

    def follow(self, plan, row: Row) -> tuple:
        """Values of `followed_fields` for a changed row."""
        return ()

    def label_of(self, row: Row) -> str:
        """The row's name, as its model's ``__str__`` gives it."""
        return row.final(self.positions["name"])

    def path_of(self, plan, row: Row) -> str:
        """Where in the tree the row will stand; empty for what stands nowhere."""
        return ""

    def in_order(self, rows: list[Row]) -> list[Row]:
        """New rows in an order in which each comes after those it refers to."""
        return rows

    # Reading.

    def current(self, context: Context, keys: set) -> dict[Any, Current]:
        found = {}
        for chunk in chunked(keys):
            queryset = self.model.objects.filter(code__in=chunk).order_by()
            if context.lock:
                queryset = queryset.select_for_update(of=("self",), no_key=True)
            for code, *rest in queryset.values_list("code", *self._selected()):
                found[code] = self._as_current(rest)
        return found

    def known(self, context: Context) -> Iterator[list[Value]]:
        queryset = self._in_scope(context).order_by("code")
        for row in queryset.values_list(*self._selected()).iterator(chunk_size=2000):
            yield self._as_current(row).values

    def known_count(self, context: Context) -> int:
        return self._in_scope(context).count()

    def _in_scope(self, context: Context):
        return self.model.objects.filter(context.scope.q(self.model.scope_path))

    def _selected(self) -> list[str]:
        fields = [f"{column.name}__code" if isinstance(column, Reference) else column.name for _, column in self.own]
        return ["pk", "revision", self.model.scope_path or "pk", *fields]

    def _as_current(self, row: Iterable) -> Current:
        pk, revision, path, *own = row
        values: list[Value] = [""] * len(self.columns)
        for (index, _), value in zip(self.own, own, strict=True):
            values[index] = plain(value)
        return Current(pk, revision, path if self.model.scope_path else "", values)

    # Checking.

    def check_changes(self, plan, rows: list[Row]) -> None:
        """A change dated before the present stretch, or a beginning after its end, cannot be kept in the past."""
        if not self.versioned:
            return
        before = stretches.read(self.model, [row.pk for row in rows])
        after = {}
        for row in rows:
            try:
                after[row.pk] = stretches.revised(
                    before[row.pk],
                    starts=self._day(row, self.starts) or UNKNOWN_START,
                    state=self._state(plan, row, before[row.pk][-1].state),
                    on=plan.context.effective_on,
                )
            except VersionConflict as conflict:
                row.refuse(self.positions[self.key[0]], str(conflict))
        plan.prepared |= {"stretches before": before, "stretches after": after}

    def _day(self, row: Row, name: str) -> date | None:
        value = row.final(self.positions[name]) if name in self.positions else None
        return date.fromisoformat(value) if value else None

    def _state(self, plan, row: Row, present: tuple) -> tuple:
        """The versioned fields after the import; what the workbook does not say stays."""
        state = list(present)
        for place, name in enumerate(self.model.versioned_fields):
            position = self.positions.get(name)
            if position is not None and row.changes(position):
                state[place] = self.stored(plan, position, row.values[position])
        return tuple(state)

    # Writing.

    def stored(self, plan, position: int, value: Value) -> Any:
        """A cleaned value as its column in the database has it."""
        column = self.columns[position]
        if value is None:
            value = column.default
        if isinstance(column, Reference):
            if not value:
                return None
            own = plan.by_key.get(value) if column.to_self else None
            found = plan.found[column.name].get(value)
            return found.pk if found else own.pk
        return value if value != "" or not isinstance(column, Date | Decimal | Integer) else None

    def _values(self, plan, position: int) -> Stored:
        return Stored(lambda value: self.stored(plan, position, value))

    def write(self, plan, new: list[Row], changed: list[Row], *, batch, actor) -> Journal:
        now = timezone.now()
        new = self.in_order(new)
        for row, pk in zip(new, allocate_ids(self.model, len(new)), strict=True):
            row.pk = pk
        for start in range(0, len(new), WRITTEN_AT_ONCE):
            self._insert(plan, new[start : start + WRITTEN_AT_ONCE], now)
        journal = self._update(plan, changed, now)
        journal["added"] = [row.pk for row in new]
        words = {"noun": self.label, "file": batch.file_name, "batch": batch.pk}
        record_many(actor, "import.row_added", (self._added(plan, row) for row in new), **words)
        record_many(actor, "import.row_changed", (self._changed(row) for row in changed), **words)
        return journal

    def _insert(self, plan, rows: list[Row], now) -> None:
        names = ["id", *(column.name for _, column in self.own), *self.derived_fields, "revision", "updated_at"]
        others = [field for field in self.model._meta.concrete_fields if field.name not in names]
        names += [field.name for field in others]
        tail = (1, now, *(field.get_default() for field in others))
        columns = [(index, self._values(plan, index)) for index, _ in self.own]
        stored = []
        for row in rows:
            values = row.values
            own = [memory[values[index]] for index, memory in columns]
            stored.append((row.pk, *own, *self.derive(plan, row), *tail))
            row.path = self.path_of(plan, row)
        insert_rows(self.model, names, stored)
        if self.versioned and rows:
            self._open(names, stored)

    def _open(self, names: list[str], stored: list[tuple]) -> None:
        """The first stretch of new rows: from the first day of their life, or from time immemorial."""
        state = [names.index(name) for name in self.model.versioned_fields]
        starts, ends = names.index(self.starts), names.index(self.ends) if self.ends in names else None
        insert_rows(
            stretches.version_model(self.model),
            ["subject", *self.model.versioned_fields, "valid_from", "valid_to"],
            (
                (row[0], *(row[place] for place in state), row[starts] or UNKNOWN_START, row[ends] if ends else None)
                for row in stored
            ),
        )

    def _update(self, plan, rows: list[Row], now) -> Journal:
        if not rows:
            return {"changed": []}
        names = [column.name for _, column in self.own] + list(self.followed_fields)
        attnames = [self.model._meta.get_field(name).attname for name in names]
        before: dict[int, list] = {}
        for chunk in chunked(row.pk for row in rows):
            found = self.model.objects.filter(pk__in=chunk).order_by().values_list("pk", *attnames)
            before |= {pk: values for pk, *values in found}
        fresh = []
        for row in rows:
            present = before[row.pk]
            own = [
                self.stored(plan, index, row.values[index]) if row.changes(index) else present[place]
                for place, (index, _) in enumerate(self.own)
            ]
            fresh.append((row.pk, *own, *self.follow(plan, row), row.current.revision + 1, now))
            row.path = self.path_of(plan, row)
        update_rows(self.model, [*names, "revision", "updated_at"], fresh)
        journal: Journal = {
            "names": names,
            "changed": [[row.pk, row.current.revision + 1, before[row.pk]] for row in rows],
        }
        if self.versioned:
            old, revised = plan.prepared["stretches before"], plan.prepared["stretches after"]
            written = {row.pk: revised[row.pk] for row in rows}
            stretches.write(self.model, old, written)
            journal["stretches"] = [[pk, stretches.as_json(old[pk])] for pk in written]
        return journal

    def _added(self, plan, row: Row) -> Entry:
        after = {
            column.label: column.show(value) for column, value in zip(self.columns, row.values, strict=True) if value
        }
        return Entry(self.subject(row.pk, self.label_of(row), row.path), None, after)

    def _changed(self, row: Row) -> Entry:
        before, after = {}, {}
        for index, column in enumerate(self.columns):
            if row.changes(index):
                before[column.label] = column.show(row.current.values[index])
                after[column.label] = column.show(row.values[index])
        return Entry(self.subject(row.pk, self.label_of(row), row.path), before, after)

    # Taking back.

    def undo(self, journal: Journal, *, batch, actor) -> None:
        undoing.take_back(self, journal, batch=batch, actor=actor)

    def before_undo(self, journal: Journal) -> None:
        """Take back what the noun wrote beside its own rows."""

    def after_restore(self, journal: Journal) -> None:
        """Put back what followed from changed rows."""

    def generations(self, objects: list[Any]) -> list[list[Any]]:
        """Rows to be deleted, those that refer to others first."""
        return [objects]


def plain(value: Any) -> Value:
    """A field's value as the columns have it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, decimal.Decimal) else value


class Stored(dict):
    """A column's values as the database has them, each found once."""

    def __init__(self, store: Callable[[Value], Any]):
        super().__init__()
        self.store = store

    def __missing__(self, value: Value) -> Any:
        stored = self.store(value)
        if len(self) < 2000:
            self[value] = stored
        return stored
