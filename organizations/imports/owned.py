"""Rows about something else, known by its code in the first column and by further columns of the row itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from league.core.importing.columns import Value
from league.core.importing.importer import Context, Current
from league.core.importing.lookups import chunked
from league.core.importing.model_rows import ModelImporter, plain
from league.core.importing.rows import Row
from organizations.imports.places import Townships
from organizations.services.records import enqueue_refresh


class OwnedRowImport(ModelImporter):
    """`owner` leads from the row to what it is about, whose code stands in the first column; `key` begins with it.

    `beside` names the columns that are read by `codes`, in the same order. `check` puts into `row.path` where the row
    stands.
    """

    owner = ""
    beside: tuple[str, ...] = ()
    derived_fields: tuple[str, ...] = ()

    def present(self) -> Any:
        """The rows that an import may meet."""
        return self.model.objects.all()

    def current(self, context: Context, keys: set) -> dict[Any, Current]:
        found: dict[Any, Current] = {}
        single = len(self.key) == 1
        for chunk in chunked({key if single else key[0] for key in keys}):
            rows = self.present().filter(**{f"{self.owner}__code__in": chunk}).order_by()
            if context.lock:
                rows = rows.select_for_update(of=("self",), no_key=True)
            for row in self._read(rows):
                # An empty cell of the key is None in a workbook.
                key = tuple(row.values[self.positions[name]] or None for name in self.key)
                found[key[0] if single else key] = row
        return found

    def known(self, context: Context) -> Iterator[list[Value]]:
        for row in self._read(self._in_scope(context).order_by(f"{self.owner}__code", "pk")):
            yield row.values

    def _in_scope(self, context: Context):
        return self.present().filter(context.scope.q(self.model.scope_path))

    def codes(self) -> tuple[str, ...]:
        """Where the codes of the columns `beside` are read."""
        return (f"{self.owner}__code",)

    def _read(self, rows) -> Iterable[Current]:
        number = len(self.codes())
        for values in rows.values_list(*self.codes(), *self._selected()):
            current = self._as_current(values[number:])
            for name, code in zip(self.beside, values[:number], strict=True):
                current.values[self.positions[name]] = plain(code)
            yield current

    def groups(self, plan):
        townships = Townships()
        for row in plan.rows:
            if place := townships.of(row.path):
                yield row, *place

    def path_of(self, plan, row: Row) -> str:
        return row.path

    def written(self):
        enqueue_refresh()
