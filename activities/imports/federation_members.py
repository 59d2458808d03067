"""Members of the youth federation from workbooks: names are sealed when they are written, and leave masked."""

from __future__ import annotations

from datetime import date

from activities.enums import FederationPost, Sector
from activities.models import FederationMember, YouthFederation
from league.core.importing.columns import Choice, Code, Date, Personal, Text, is_masked
from league.core.importing.importer import register
from league.core.importing.lookups import chunked
from league.core.importing.model_rows import ModelImporter
from league.core.importing.rows import Row
from organizations.imports.places import Townships
from organizations.imports.units import lock_roots
from organizations.models.organization import CODE
from organizations.services.records import enqueue_refresh


def hidden(name: str) -> str:
    """欧***: told from a name by any workbook, however short the name."""
    return f"{name[:1]}***"


def full_name(text: str, on: date) -> str:
    """The name as it was written."""
    return text[:50]


@register
class FederationMemberImport(ModelImporter):
    noun, label, model = "federation_member", "青联委员", FederationMember
    permission, order = "activities.import_federation_member", 124
    beside = ("federation",)
    derived_fields = ("federation",)
    columns = [
        Code("委员编号", "code", required=True, validators=[CODE], synonyms=("编号",), example="QL2022-00001",
             help="自行编定，一人一个，不要重复。"),
        Text("青联", "federation", required=True, max_length=100, synonyms=("青联名称",), fixed="委员所在的青联登记后不变",
             help="填已登记的青联全称。"),
        Personal("委员姓名", "member_name", mask=hidden, read=full_name, synonyms=("姓名",),
                 help="遮盖的姓名导回来表示不变；已从人员档案中选的不填。"),
        Choice("界别", "sector", Sector, required=True),
        Choice("职务", "post", FederationPost, default=FederationPost.MEMBER, words={"常务委员": "standing"}),
        Text("工作单位", "employer", max_length=100),
        Date("增补日期", "joined_on", required=True, past=True, synonyms=("任职日期",)),
        Date("卸任日期（不含）", "left_on", past=True, synonyms=("卸任日期",)),
    ]  # fmt: skip

    def lock(self, context):
        lock_roots(context)

    def check(self, plan):
        place = self.positions["federation"]
        names = {row.values[place] for row in plan.rows if row.values[place] and row.sound(place)}
        rows = YouthFederation.objects.filter(plan.context.scope.q("org_path"))
        plan.prepared["federations"] = {
            row.name: row for chunk in chunked(names) for row in rows.filter(name__in=chunk).order_by("pk")
        }
        for row in plan.rows:
            federation = plan.prepared["federations"].get(row.final(place))
            if row.current is None and federation is None and row.sound(place):
                row.refuse(place, f"没有名为“{row.values[place]}”的青联，或者它不在您的管理范围内")
            if federation:
                self._check_days(row, federation)
        self._check_names(plan)

    def _check_days(self, row: Row, federation: YouthFederation) -> None:
        joined, left = self.positions["joined_on"], self.positions["left_on"]
        if row.final(joined) and row.final(joined) < str(federation.founded_on):
            row.refuse(joined, f"“{federation}”{federation.founded_on}才成立")
        if row.final(joined) and row.final(left) and row.final(left) <= row.final(joined):
            row.refuse(left, "卸任日期必须晚于增补日期")

    def _check_names(self, plan) -> None:
        """A new member has a name; one with a record of its own is named there; a masked name is as it was."""
        place = self.positions["member_name"]
        on_record = self._on_record(plan)
        for row in plan.rows:
            name = row.values[place]
            if name and is_masked(name):
                row.values[place] = name = None
                if row.current is None:
                    row.refuse(place, "新增的委员请填写完整的姓名")
            elif row.current is None and not name and row.sound(place):
                row.refuse(place, "请填写委员姓名")
            if row.current is not None and row.current.pk in on_record:
                if name:
                    row.refuse(place, "该委员已与人员档案对应，姓名请在人员档案中更正")
            elif row.current is not None and not row.final(place):
                row.refuse(place, "委员姓名不能清空")

    def _on_record(self, plan) -> set[int]:
        keys = [row.current.pk for row in plan.rows if row.current is not None]
        rows = FederationMember.objects.filter(person__isnull=False).order_by()
        return {pk for chunk in chunked(keys) for pk in rows.filter(pk__in=chunk).values_list("pk", flat=True)}

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
            seats = FederationMember.objects.filter(pk__in=chunk).order_by().values_list("pk", "federation__name")
            for pk, name in seats:
                rows[pk][self.positions["federation"]] = name

    def path_of(self, plan, row):
        if row.current is not None:
            return row.current.path
        found = plan.prepared["federations"].get(row.values[self.positions["federation"]])
        return found.org_path if found else ""

    def derive(self, plan, row):
        return (plan.prepared["federations"][row.values[self.positions["federation"]]].pk,)

    def label_of(self, row):
        return row.final(self.positions["code"])

    def groups(self, plan):
        townships = Townships()
        for row in plan.rows:
            if place := townships.of(self.path_of(plan, row)):
                yield row, *place

    def written(self):
        enqueue_refresh()
