"""The establishment from workbooks: one row is one approval of one kind at one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from cadres.enums import Staffing
from cadres.models import Establishment
from league.core.importing.columns import Choice, Code, Date, Integer, Text
from league.core.importing.importer import Context, Current, register
from league.core.importing.lookups import chunked
from league.core.importing.model_rows import ModelImporter
from league.core.importing.rows import Row
from organizations.imports.places import OrganizationLookup, Townships, UnitLookup
from organizations.imports.units import lock_roots
from organizations.services.records import enqueue_refresh

CODES = ("organization__code", "workplace__code")


@register
class EstablishmentImport(ModelImporter):
    noun, label, model = "establishment", "编制", Establishment
    permission = "cadres.import_establishment"
    order, leading = 86, "organization"
    key = ("organization", "kind", "workplace", "starts_on")
    beside, derived_fields = ("organization", "workplace"), ("organization", "workplace", "org_path")
    columns = [
        Code("团组织编码", "organization", required=True, synonyms=("编码", "组织编码"), example="430421"),
        Choice("编制类别", "kind", Staffing, required=True,
               words={"行政": "administrative", "参公": "civil_service", "事业": "institution"}),
        Code("编制所在单位编码", "workplace", help="编制不在本团组织所在单位的填写单位编码，例如所属的服务中心。"),
        Integer("核定数", "number", required=True, maximum=1000, synonyms=("编制数",)),
        Date("自", "starts_on", required=True, past=True, synonyms=("核定日期",), example="2021-06-01"),
        Date("至", "ends_on", synonyms=("至（不含）",), help="被后一次核定替代的第一天；现行的留空。"),
        Text("文号", "document", required=True, synonyms=("批复文号",), example="某编〔2021〕6号"),
        Text("备注", "remark", max_length=200),
    ]  # fmt: skip

    def lock(self, context):
        lock_roots(context)

    def prepare(self, plan):
        """No place is a place too: the committee's own."""
        for row in plan.rows:
            place = self.positions["workplace"]
            if row.sound(place) and row.values[place] is None:
                row.values[place] = ""

    def current(self, context: Context, keys: set) -> dict[Any, Current]:
        found: dict[Any, Current] = {}
        for chunk in chunked({key[0] for key in keys}):
            rows = Establishment.objects.filter(organization__code__in=chunk).order_by()
            if context.lock:
                rows = rows.select_for_update(of=("self",), no_key=True)
            found |= {tuple(each.values[self.positions[name]] for name in self.key): each for each in self._read(rows)}
        return found

    def known(self, context: Context):
        for current in self._read(self._in_scope(context).order_by("org_path", "kind", "starts_on", "pk")):
            yield current.values

    def _read(self, rows) -> Iterable[Current]:
        for organization, workplace, *values in rows.values_list(*CODES, *self._selected()):
            current = self._as_current(values)
            current.values[self.positions["organization"]] = organization
            current.values[self.positions["workplace"]] = workplace or ""
            yield current

    def check(self, plan):
        organizations, units = OrganizationLookup(plan.context), UnitLookup(plan.context)
        for lookup, name in ((organizations, "organization"), (units, "workplace")):
            place = self.positions[name]
            codes = {row.values[place] for row in plan.rows if row.values[place] and row.sound(place)}
            known = plan.prepared[name] = lookup.by_code(codes)
            for row in plan.rows:
                if row.values[place] and row.sound(place) and row.values[place] not in known:
                    row.refuse(place, lookup.unknown(row.values[place]))
        kind = self.positions["kind"]
        for row in plan.rows:
            if row.final(kind) and row.final(kind) not in Staffing.approved:
                row.refuse(kind, f"“{Staffing(row.final(kind)).label}”不需要核定")
            if found := plan.prepared["organization"].get(row.final(self.positions["organization"])):
                row.path = found.path
        self._check_overlaps(plan)

    def _check_overlaps(self, plan) -> None:
        """Approvals of one kind at one place follow one another."""
        starts, ends = self.positions["starts_on"], self.positions["ends_on"]
        stretches: dict[tuple, list[tuple]] = defaultdict(list)
        written = {row.pk for row in plan.rows if row.pk and not row.errors}
        for chunk in chunked(found.pk for found in plan.prepared["organization"].values()):
            rows = Establishment.objects.filter(organization__in=chunk).exclude(pk__in=written).order_by("pk")
            for code, place, kind, first, last in rows.values_list(*CODES, "kind", "starts_on", "ends_on"):
                stretches[code, kind, place or ""].append((str(first), str(last) if last else "", None))
        for row in plan.rows:
            if row.key is not None and not row.errors:
                stretches[row.key[:3]].append((row.final(starts), row.final(ends) or "", row))
        for group in stretches.values():
            for (first, last, row), (second, _, later) in pairwise(sorted(group, key=lambda each: each[:2])):
                if (not last or last > second) and (refused := later or row):
                    refused.refuse(ends, f"自{first}起的与自{second}起的核定数重叠，请填写前一次的“至”")

    def groups(self, plan):
        townships = Townships()
        for row in plan.rows:
            if place := townships.of(row.path):
                yield row, *place

    def derive(self, plan, row: Row) -> tuple:
        found = plan.prepared["organization"][row.final(self.positions["organization"])]
        place = plan.prepared["workplace"].get(row.final(self.positions["workplace"]))
        return (found.pk, place.pk if place else None, found.path)

    def path_of(self, plan, row: Row) -> str:
        return row.path

    def label_of(self, row: Row) -> str:
        """430421 行政编制."""
        return f"{row.final(self.positions['organization'])} {Staffing(row.final(self.positions['kind'])).label}"

    def written(self):
        enqueue_refresh()
