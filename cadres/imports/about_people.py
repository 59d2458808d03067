"""What imports about people registered before share: whom a row means, and that what stands is corrected on its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cadres.imports.person_cells import BirthDate, Number
from cadres.imports.post_people import PeopleOfPosts
from cadres.models import Person
from league.core.importing.columns import Code, Column, Text, Value
from league.core.importing.importer import Context, Current
from league.core.importing.lookups import chunked
from league.core.importing.model_rows import ModelImporter
from league.core.importing.rows import Row
from organizations.imports.places import OrganizationLookup, Townships
from organizations.imports.units import lock_roots
from organizations.services.records import enqueue_refresh


def person_columns() -> list[Column]:
    """How a row names a person."""
    return [
        Number("人员编号", "person", synonyms=("系统编号",), help="知道的填写；不知道的按姓名和出生日期查找。"),
        Text("姓名", "name", required=True, max_length=50, synonyms=("人员姓名", "人选姓名"), example="曾小禾"),
        BirthDate("出生日期", "birth_on", past=True, synonyms=("出生年月", "出生年月日"), help="用来分辨同名的人。"),
    ]


def organization_column(label: str, **more) -> Code:
    """The organisation by its code."""
    return Code(
        label, "organization", synonyms=("团组织编码", "编码", "组织编码"), example="430421100203", **more
    )  # fmt: skip


class AboutPersonImport(ModelImporter):
    """`told` maps the columns `beside` to where an existing row's value is read; `kept` says why an existing row is
    not changed by a workbook, empty where it is."""

    told = {
        "person": "person_id",
        "name": "person__name",
        "birth_on": "person__birth_on",
        "organization": "organization__code",
    }
    beside: tuple[str, ...] = ("person", "name", "birth_on", "organization")
    derived_fields: tuple[str, ...] = ("person", "organization")
    kept = ""

    def lock(self, context):
        lock_roots(context)

    # Reading.

    def prepare(self, plan):
        """Every row gets the number of the person it means."""
        people = PeopleOfPosts(self, plan)
        for row in plan.rows:
            people.settle(row)

    def current(self, context: Context, keys: set) -> dict[Any, Current]:
        found: dict[Any, Current] = {}
        person = self.key.index("person")
        for chunk in chunked({int(key[person]) for key in keys if key[person]}):
            rows = self.model.objects.filter(person__in=chunk).order_by()
            if context.lock:
                rows = rows.select_for_update(of=("self",), no_key=True)
            for current in self._read(rows):
                key = tuple(current.values[self.positions[name]] for name in self.key)
                if key in keys:
                    found[key] = current
        return found

    def known(self, context: Context) -> Iterator[list[Value]]:
        for current in self._read(self._in_scope(context).order_by("pk")):
            yield current.values

    def _read(self, rows) -> Iterable[Current]:
        number = len(self.told)
        for values in rows.values_list(*self.told.values(), *self._selected()):
            current = self._as_current(values[number:])
            for name, value in zip(self.told, values[:number], strict=True):
                if name in self.positions:
                    current.values[self.positions[name]] = "" if value is None else str(value)
            yield current

    # Checking.

    def check(self, plan):
        place = self.positions["organization"]
        lookup = OrganizationLookup(plan.context)
        codes = {row.values[place] for row in plan.rows if row.values[place] and row.sound(place)}
        organizations = plan.prepared["organizations"] = lookup.by_code(codes)
        for row in plan.rows:
            if not row.values[place] or not row.sound(place):
                continue
            if found := organizations.get(row.values[place]):
                row.path = found.path
            else:
                row.refuse(place, lookup.unknown(row.values[place]))

    def check_changes(self, plan, rows: list[Row]) -> None:
        """What stands keeps its way on its own page."""
        super().check_changes(plan, rows)
        for row in rows:
            for position, column in enumerate(self.columns):
                if self.kept and column.name not in self.key and row.changes(position):
                    row.refuse(position, self.kept)
            if row.changes(self.positions["name"]):
                row.refuse(self.positions["name"], "姓名请在人员资料中更正")

    def people_of(self, plan) -> dict[str, Person]:
        """The records that the rows mean, by their numbers."""
        place = self.positions["person"]
        keys = {int(row.values[place]) for row in plan.rows if row.values[place] and row.sound(place)}
        rows = Person.objects.current()
        return {str(person.pk): person for chunk in chunked(keys) for person in rows.filter(pk__in=chunk)}

    def groups(self, plan):
        townships = Townships()
        for row in plan.rows:
            if place := townships.of(row.path):
                yield row, *place

    # Writing.

    def organization_of(self, plan, row: Row):
        """The organisation of a sound row."""
        return plan.prepared["organizations"][row.final(self.positions["organization"])]

    def derive(self, plan, row: Row) -> tuple:
        return (int(row.final(self.positions["person"])), self.organization_of(plan, row).pk)

    def path_of(self, plan, row: Row) -> str:
        return row.path

    def label_of(self, row: Row) -> str:
        return f"{row.final(self.positions['name'])}{self.label}"

    def written(self):
        enqueue_refresh()
