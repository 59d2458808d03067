"""Programmes from a workbook, and what a reference to one means."""

from __future__ import annotations

from collections.abc import Iterable

from activities.models import Programme
from league.core.importing.columns import Code, Date, Reference, Text
from league.core.importing.importer import register
from league.core.importing.lookups import Found, Lookup, chunked
from league.core.importing.model_rows import ModelImporter
from league.core.pinyin import search_key
from league.core.scoping import ancestor_ids
from organizations.imports.places import OrganizationLookup, Townships, limited
from organizations.imports.units import lock_roots
from organizations.models.organization import CODE
from organizations.services.records import enqueue_refresh


class ProgrammeLookup(Lookup):
    """By code, or by a name that only one has: those inside the scope and those of the offices above it."""

    label = "品牌项目"

    @classmethod
    def _open(cls, context):
        above = {key for path in context.scope.paths for key in ancestor_ids(path)}
        rows = Programme.objects.order_by("code")
        return rows.filter(context.scope.q("org_path")) | rows.filter(organization__in=above)

    @classmethod
    def options(cls, context) -> list[str]:
        return limited(cls._open(context), "name")

    def by_code(self, codes: set[str]) -> dict[str, Found]:
        return {found.code: found for chunk in chunked(codes) for found in self._rows(code__in=chunk)}

    def by_name(self, tokens: set[str]) -> dict[str, Found | str]:
        named: dict[str, list[Found]] = {}
        for chunk in chunked(tokens):
            for found in self._rows(name__in=chunk):
                named.setdefault(found.label, []).append(found)
        return {
            name: rows[0]
            if len(rows) == 1
            else f"有{len(rows)}个品牌项目叫“{name}”，请填编码：{'、'.join(sorted(row.code for row in rows))}"
            for name, rows in named.items()
        }

    def names(self) -> Iterable[tuple[str, str]]:
        for found in self._rows():
            yield found.code, f"“{found.label}”（{found.code}）"
            yield found.label, f"“{found.label}”（{found.code}）"

    def _rows(self, **conditions) -> Iterable[Found]:
        rows = self._open(self.context).filter(**conditions)
        for pk, code, path, name in rows.values_list("pk", "code", "org_path", "name"):
            yield Found(code, pk, path, name)


@register
class ProgrammeImport(ModelImporter):
    noun, label, model, permission = "programme", "品牌项目", Programme, "activities.import_programme"
    order = 110
    derived_fields = ("org_path", "search_key")
    followed_fields = ("search_key",)
    columns = [
        Code("项目编码", "code", required=True, validators=[CODE], synonyms=("编码",), example="PP-YHHY",
             help="自行编定，一个项目一个，不要重复。"),
        Text("项目名称", "name", required=True, synonyms=("名称", "品牌项目"), example="雁回衡阳"),
        Reference("主办团组织", "organization", OrganizationLookup, required=True, synonyms=("主办单位",),
                  fixed="主办团组织登记后不变，误登的请在项目页面处理"),
        Text("所属系列", "series", synonyms=("系列",), example="情暖童心"),
        Date("开始日期", "starts_on", required=True, example="2023-01-10"),
        Date("结束日期（不含）", "ends_on", synonyms=("结束日期",), help="仍在开展的留空。"),
        Text("项目简介", "text", max_length=2000, synonyms=("简介",), width=40),
    ]  # fmt: skip

    def lock(self, context):
        lock_roots(context)

    def check(self, plan):
        starts, ends, owner = (self.positions[name] for name in ("starts_on", "ends_on", "organization"))
        for row in plan.rows:
            first, last = row.final(starts), row.final(ends)
            if first and last and last <= first:
                row.refuse(ends, "结束日期必须晚于开始日期")
            found = plan.found["organization"].get(row.values[owner]) if row.sound(owner) else None
            if found is not None and row.current is None and first:
                _, founded_on, dissolved_on, *_ = found.facts
                if founded_on and first < str(founded_on):
                    row.refuse(starts, f"“{found.label}”{founded_on}才成立，开始日期不能早于它")
                if dissolved_on:
                    row.refuse(owner, f"“{found.label}”已于{dissolved_on}撤销")

    def path_of(self, plan, row):
        if row.current is not None:
            return row.current.path
        found = plan.found["organization"].get(row.values[self.positions["organization"]])
        return found.path if found else ""

    def derive(self, plan, row):
        return (self.path_of(plan, row), *self.follow(plan, row))

    def follow(self, plan, row):
        return (search_key(row.final(self.positions["name"])),)

    def groups(self, plan):
        townships = Townships()
        for row in plan.rows:
            if place := townships.of(self.path_of(plan, row)):
                yield row, *place

    def written(self):
        enqueue_refresh()
