"""Organisations from a workbook: new ones below known ones or below each other, and changes of known ones."""

from __future__ import annotations

from league.core.importing.columns import Choice, Code, Date, Reference, Text
from league.core.importing.importer import register
from league.core.importing.lookups import chunked
from league.core.importing.model_rows import ModelImporter
from league.core.importing.rows import Row
from league.core.importing.twins import refuse_twins
from league.core.pinyin import search_key
from league.core.roles import Role
from organizations.enums import OrganizationKind, StatField, TwoNew
from organizations.imports.branches import BranchRules
from organizations.imports.coverages import check_covers, present_covers, take_back_covers, write_covers
from organizations.imports.founding import FoundingRules
from organizations.imports.places import DivisionLookup, OrganizationLookup, Townships, UnitLookup
from organizations.imports.units import lock_roots
from organizations.models import Organization
from organizations.models.organization import CODE
from organizations.services.records import enqueue_refresh

RESTATED = ("name", "kind", "stat_field", "two_new", "unit")
MOVED = "改变上级属于组织划转，请在该组织的页面办理（须有理由和文号），不能通过导入更改"
DISSOLVED = "现有组织的撤销请在该组织的页面办理（须有理由和文号）"


@register
class OrganizationImport(ModelImporter):
    noun, label, model, permission = "organization", "团组织", Organization, "organizations.import_organization"
    order = 30
    dated = True
    starts, ends = "founded_on", "dissolved_on"
    beside = ("covers",)
    derived_fields = ("path", "depth", "search_key")
    followed_fields = ("search_key",)
    columns = [
        Code("组织编码", "code", required=True, validators=[CODE], synonyms=("编码", "团组织编码", "代码"),
             help="团组织在本系统中的固定编码，据此识别是新增还是变更。", example="430421100203"),
        Text("全称", "name", required=True, synonyms=("名称", "组织名称", "组织全称", "团组织名称", "团组织全称"),
             example="共青团西渡镇西渡村支部委员会"),
        Text("简称", "short_name", max_length=60, synonyms=("组织简称",), example="西渡村团支部"),
        Choice("组织类别", "kind", OrganizationKind, required=True, synonyms=("类别", "组织类型", "团组织类别"),
               words={"支部": "branch", "总支": "general_branch", "流动团支部": "floating"}),
        Reference("上级组织", "parent", OrganizationLookup, to_self=True, fixed=MOVED,
                  synonyms=("上级组织编码", "上级团组织", "上级"), help="新增必填：从下拉列表选，或填编码；也可以是本表中的另一行。",
                  example="430421100 共青团西渡镇委员会"),
        Choice("统计领域", "stat_field", StatField, required=True, synonyms=("领域", "所属领域"),
               words={"乡镇": "village", "农村": "village", "社区": "community", "社会组织": "social", "其他": "social"}),
        Choice("两新类别", "two_new", TwoNew, default=TwoNew.NONE, synonyms=("两新", "两新组织类别"), words={"无": "none", "否": "none"}),
        Reference("所在单位", "unit", UnitLookup, synonyms=("所在单位编码", "单位编码"), help="团组织所在的单位：从下拉列表选，或填单位编码。"),
        Reference("联合覆盖单位", "covers", UnitLookup, many=True, synonyms=("联合覆盖单位编码", "覆盖单位"),
                  help="联合团组织覆盖的其他单位的编码，用顿号隔开；填写的是全部，未写的即终止覆盖。"),
        Reference("所在区划", "division", DivisionLookup, synonyms=("所在区划代码", "区划代码", "区划"),
                  help="从下拉列表选，或填12位区划代码，或写“乡镇名+村名”。"),
        Text("同级党组织", "party_organization", synonyms=("党组织",)),
        Date("成立日期", "founded_on", past=True, synonyms=("成立时间", "设立日期"), help="不知道可不填。", example="2023-06-01"),
        Text("成立文号", "founded_document", synonyms=("批复文号", "文号")),
        Date("撤销日期", "dissolved_on", past=True, help="只用于补录已撤销的组织。", fixed=DISSOLVED),
        Text("撤销文号", "dissolved_document", help="只用于补录已撤销的组织。", fixed=DISSOLVED),
        Text("地址", "address", max_length=200),
        Text("数据来源", "source", max_length=120, synonyms=("来源",)),
    ]  # fmt: skip

    def lock(self, context):
        lock_roots(context)

    def current(self, context, keys):
        found = super().current(context, keys)
        position = self.positions["covers"]
        by_pk = {current.pk: current for current in found.values()}
        for pk, codes in present_covers(by_pk).items():
            by_pk[pk].values[position] = codes
        return found

    def known(self, context):
        code, covers = self.positions["code"], self.positions["covers"]
        visible = Organization.objects.filter(context.scope.q("path"))
        codes = dict(visible.filter(coverages__isnull=False).order_by().values_list("code", "pk"))
        present = present_covers(codes.values())
        for values in super().known(context):
            values[covers] = present.get(codes.get(values[code]), "")
            yield values

    def check(self, plan):
        rules = BranchRules(self, plan)
        rules.check()
        self._check_life(plan)
        FoundingRules(self, plan).check()
        self._check_own_node(plan)
        check_covers(self, plan)
        name, parent = self.positions["name"], self.positions["parent"]

        def place(row: Row):
            ended = row.final(self.positions["dissolved_on"])
            return None if ended or not row.final(parent) else (row.final(parent), row.final(name))

        refuse_twins(plan, name, place, namesakes, "同一上级下已有同名的团组织")
        rules.refuse_orphans()

    def _check_life(self, plan) -> None:
        founded, dissolved = self.positions["founded_on"], self.positions["dissolved_on"]
        restated = [self.positions[field] for field in (*RESTATED, "covers")]
        for row in plan.rows:
            first, last = row.final(founded), row.final(dissolved)
            if first and last and last <= first:
                row.refuse(dissolved if row.current is None else founded, "撤销日期必须晚于成立日期")
            if row.current is not None and row.current.values[dissolved]:
                for position in restated:
                    if row.sound(position) and row.changes(position):
                        row.refuse(position, "该组织已撤销，只能更正简称、地址等一般资料")

    def _check_own_node(self, plan) -> None:
        """Name, kind and place of a township's own committee are the county's."""
        actor = plan.context.actor
        own = {path for path in plan.context.scope.paths if not actor.holds(Role.COUNTY_STAFF, above=path)}
        for row in plan.rows:
            if row.path in own:
                for position in (self.positions[field] for field in RESTATED):
                    if row.sound(position) and row.changes(position):
                        row.refuse(position, "本级组织的全称、类别、统计领域等由上级团委更改，请联系县级团委")

    def label_of(self, row):
        return row.final(self.positions["short_name"]) or row.final(self.positions["name"])

    def in_order(self, rows):
        """Parents first: a path is made of the parent's."""
        parent = self.positions["parent"]
        waiting = {row.key: row for row in rows}
        ordered: list[Row] = []
        while waiting:
            ready = [row for row in waiting.values() if row.values[parent] not in waiting]
            ordered += ready
            for row in ready:
                del waiting[row.key]
        return ordered

    def derive(self, plan, row):
        code = row.values[self.positions["parent"]]
        found = plan.found["parent"].get(code)
        above = found.path if found else plan.by_key[code].path
        row.path = f"{above}{row.pk}/"
        return (row.path, row.path.count("/") - 1, *self.follow(plan, row))

    def follow(self, plan, row):
        return (search_key(row.final(self.positions["name"]), row.final(self.positions["short_name"]) or ""),)

    def path_of(self, plan, row):
        return row.path

    def write(self, plan, new, changed, *, batch, actor):
        journal = super().write(plan, new, changed, batch=batch, actor=actor)
        journal["covers"] = write_covers(self, plan, new, changed)
        return journal

    def before_undo(self, journal):
        take_back_covers(journal["covers"])

    def generations(self, objects):
        by_depth: dict[int, list] = {}
        for organization in objects:
            by_depth.setdefault(organization.depth, []).append(organization)
        return [by_depth[depth] for depth in sorted(by_depth, reverse=True)]

    def groups(self, plan):
        townships = Townships()
        parent = self.positions["parent"]
        for row in plan.rows:
            path, seen = row.path, set()
            top = row
            while not path and top is not None and top.key not in seen and top.sound(parent):
                seen.add(top.key)
                found = plan.found["parent"].get(top.values[parent])
                # A new committee directly below the county is a township of its own.
                if found and found.path.count("/") == 2:
                    yield row, str(top.key), str(self.label_of(top))
                    break
                path = found.path if found else ""
                top = None if found else plan.by_key.get(top.values[parent])
                path = path or (top.path if top is not None else "")
            if path and (place := townships.of(path)):
                yield row, *place

    def written(self):
        enqueue_refresh()


def namesakes(places: set):
    """Living organisations under the places' parents."""
    living = Organization.objects.filter(dissolved_on__isnull=True).order_by()
    for chunk in chunked({code for code, _ in places}):
        rows = living.filter(parent__code__in=chunk).values_list("parent__code", "name", "code", "path")
        for parent, name, code, path in rows.iterator(chunk_size=5000):
            yield (parent, name), code, path
