"""Honours of organisations and collectives from workbooks; those of persons are entered on the page, where the record is
chosen."""

from __future__ import annotations

from datetime import date

from activities.enums import HonourKind, HonourLevel
from activities.imports.service import KeptImport
from activities.models import Honour, HonourTerm
from league.core.bulk import insert_rows
from league.core.importing.columns import Choice, Code, Date, Integer, Reference, Text
from league.core.importing.importer import register
from league.core.importing.lookups import chunked
from league.core.pinyin import search_key
from league.core.scoping import is_within
from organizations.imports.places import OrganizationLookup
from organizations.models.organization import CODE


@register
class HonourImport(KeptImport):
    noun, label, model, permission = "honour", "荣誉", Honour, "activities.import_honour"
    order, named, day = 123, "name", "awarded_on"
    beside = ("ends_on",)
    columns = [
        Code("荣誉编码", "code", required=True, validators=[CODE], synonyms=("编码",), example="RY2023-00001",
             help="自行编定，一项一个，不要重复。"),
        Text("荣誉名称", "name", required=True, max_length=100, synonyms=("名称",), example="2022年度县青年文明号"),
        Choice("荣誉类别", "kind", HonourKind, required=True, synonyms=("类别",)),
        Choice("级别", "level", HonourLevel, required=True, words={"省": "province", "市": "city", "县": "county"}),
        Integer("表彰年度", "year", required=True, maximum=2200, synonyms=("年度",), example="2022"),
        Reference("归口团组织", "organization", OrganizationLookup, required=True, fixed="归口团组织登记后不变"),
        Reference("获奖团组织", "holder_organization", OrganizationLookup, help="获奖团组织和获奖集体填一项；个人荣誉请在页面登记。"),
        Text("获奖集体", "holder_name", max_length=100, help="不是团组织的集体。"),
        Date("授予日期", "awarded_on", required=True, past=True, fixed="授予日期登记后不变"),
        Date("有效期至（不含）", "ends_on", fixed="有效期请在荣誉页面办理续期", help="长期有效的留空。"),
        Text("授予单位", "issuer", required=True, max_length=100),
        Text("授予文号", "document", max_length=100, synonyms=("文号",)),
    ]  # fmt: skip

    def check(self, plan):
        self.check_owners(plan)
        names = ("holder_organization", "holder_name", "awarded_on", "ends_on", "year")
        office, collective, awarded, ends, year = (self.positions[name] for name in names)
        persons = self._persons(plan)
        for row in plan.rows:
            if row.current is not None and row.current.pk in persons:
                row.refuse(office, "这是个人获得的荣誉，请在荣誉页面更正")
                continue
            if bool(row.final(office)) == bool(row.final(collective)):
                row.refuse(office, "获奖团组织和获奖集体应填且只填一项")
            found, path = plan.found["holder_organization"].get(row.final(office)), self.path_of(plan, row)
            if found and path and not is_within(found.path, path):
                row.refuse(office, f"“{found.label}”不在归口团组织范围内")
            if row.final(ends) and row.final(awarded) and row.final(ends) <= row.final(awarded):
                row.refuse(ends, "有效期的结束日期必须晚于授予日期")
            if row.final(year) and row.final(awarded):
                day = int(row.final(awarded)[:4])
                if not day - 5 <= row.final(year) <= day:
                    row.refuse(year, "表彰年度不应晚于授予日期，也不应早于它五年以上")

    def _persons(self, plan) -> set[int]:
        """Keys of the honours met that persons hold."""
        keys = [row.current.pk for row in plan.rows if row.current is not None]
        return {
            pk
            for chunk in chunked(keys)
            for pk in Honour.objects.filter(pk__in=chunk, person__isnull=False).order_by().values_list("pk", flat=True)
        }

    def _in_scope(self, context):
        return super()._in_scope(context).filter(person__isnull=True)

    def current(self, context, keys):
        found = super().current(context, keys)
        self._complete({current.pk: current.values for current in found.values()})
        return found

    def known(self, context):
        codes = dict(self._in_scope(context).order_by().values_list("code", "pk"))
        rows = {codes[values[self.positions["code"]]]: values for values in super().known(context)}
        self._complete(rows)
        return rows.values()

    def _complete(self, rows: dict[int, list]) -> None:
        for chunk in chunked(rows):
            terms = HonourTerm.objects.filter(honour__in=chunk).order_by("starts_on")
            for honour, ends_on in terms.values_list("honour", "ends_on"):
                rows[honour][self.positions["ends_on"]] = ends_on.isoformat() if ends_on else ""

    def follow(self, plan, row):
        found = plan.found["holder_organization"].get(row.final(self.positions["holder_organization"]))
        holder = found.label if found else row.final(self.positions["holder_name"]) or ""
        return (search_key(row.final(self.positions["name"]), holder),)

    def write(self, plan, new, changed, *, batch, actor):
        journal = super().write(plan, new, changed, batch=batch, actor=actor)
        awarded, ends, document = (self.positions[name] for name in ("awarded_on", "ends_on", "document"))
        insert_rows(
            HonourTerm,
            ("honour", "starts_on", "ends_on", "document"),
            (
                (row.pk, date.fromisoformat(row.values[awarded]),
                 date.fromisoformat(row.values[ends]) if row.values[ends] else None, row.values[document] or "")
                for row in new
            ),
        )  # fmt: skip
        return journal
