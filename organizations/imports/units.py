"""Units from a workbook."""

from __future__ import annotations

from collections.abc import Iterable

from league.core.importing.columns import Choice, Code, Date, Reference, Text
from league.core.importing.importer import register
from league.core.importing.lookups import chunked
from league.core.importing.model_rows import ModelImporter
from league.core.importing.rows import Row
from league.core.importing.twins import MANY, refuse_twins
from league.core.pinyin import search_key
from organizations.enums import UnitKind
from organizations.imports.places import DivisionLookup, OrganizationLookup, Townships
from organizations.models import Division, Organization, Unit
from organizations.models.organization import CODE
from organizations.services.records import enqueue_refresh
from organizations.services.units import FOLLOWERS
from organizations.validators import validate_credit_code

RESTATED = ("name", "kind", "responsible", "division", "exempt_reason")
ANSWERING = ("leading_body", "committee", "work_committee")


@register
class UnitImport(ModelImporter):
    noun, label, model, permission = "unit", "单位", Unit, "organizations.import_unit"
    order = 20
    dated = True
    # What the organisation in the column `responsible` does, in a refusal.
    answers = "归口单位"
    starts, ends = "opened_on", "closed_on"
    derived_fields = followed_fields = ("org_path", "search_key")
    columns = [
        Code("单位编码", "code", required=True, validators=[CODE], synonyms=("编码", "单位代码", "代码"),
             help="单位在本系统中的固定编码，据此识别是新增还是变更；村和社区用12位区划代码。", example="430421100203"),
        Text("单位名称", "name", required=True, synonyms=("名称", "单位全称"), example="西渡镇西渡村"),
        Choice("单位类型", "kind", UnitKind, required=True, synonyms=("类型", "单位类别", "单位性质"),
               words={"行政村": "village", "高中": "senior_school", "初中": "junior_school", "中职": "vocational_school",
                      "机关": "organ", "国企": "state_enterprise", "非公企业": "private_enterprise",
                      "民营企业": "private_enterprise", "社会团体": "social_organization"}),
        Code("统一社会信用代码", "credit_code", max_length=18, validators=[validate_credit_code],
             synonyms=("信用代码", "社会信用代码"), help="18位；设为文本格式填写，不要用数字格式。"),
        Reference("所在区划", "division", DivisionLookup, required=True,
                  synonyms=("所在区划代码", "区划代码", "区划", "所在村（社区）", "所在村"),
                  help="从下拉列表选，或填12位区划代码，或写“乡镇名+村名”；不能只写村名。", example="430421100203 西渡村委会"),
        Reference("归口团组织", "responsible", OrganizationLookup, required=True,
                  synonyms=("归口团组织编码", "归口", "归口团委", "所属团组织"),
                  help="负责该单位的乡镇（系统）团委：从下拉列表选，或填编码。", example="430421100 共青团西渡镇委员会"),
        Date("设立日期", "opened_on", past=True, synonyms=("成立日期", "开办日期"), help="不知道可不填。", example="2015-03-01"),
        Date("注销日期", "closed_on", past=True, synonyms=("撤销日期",), help="只用于补录已注销的单位。",
             fixed="现有单位的注销请在该单位页面办理（须有理由和文号）"),
        Text("不建团组织的理由", "exempt_reason", max_length=200, synonyms=("不建理由", "免建理由", "豁免理由"),
             help="团员够数而确不宜建团组织的，写明理由。"),
        Text("地址", "address", max_length=200, synonyms=("单位地址",)),
        Text("数据来源", "source", max_length=120, synonyms=("来源",)),
    ]  # fmt: skip

    def lock(self, context):
        lock_roots(context)

    def check(self, plan):
        self._check_responsible(plan)
        self._check_division(plan)
        self._check_life(plan)
        name, division, credit, closed = (
            self.positions[field] for field in ("name", "division", "credit_code", "closed_on")
        )

        def place(row: Row):
            code = row.final(division)
            return None if not code or row.final(closed) else (code, row.final(name))

        refuse_twins(plan, name, place, namesakes, "该区划内已有同名单位")
        refuse_twins(
            plan, credit, lambda row: row.final(credit) or None, credited, "该统一社会信用代码已登记在另一单位"
        )

    def _check_responsible(self, plan) -> None:
        position = self.positions["responsible"]
        found = plan.found["responsible"]
        for row in plan.rows:
            if not row.values[position] or not row.sound(position) or (row.current and not row.changes(position)):
                continue
            target = found[row.values[position]]
            kind, founded_on, dissolved_on, _ = target.facts
            if kind not in ANSWERING:
                row.refuse(position, f"“{target.label}”不是团委或团工委，不能{self.answers}")
            elif dissolved_on:
                row.refuse(position, f"“{target.label}”已于{dissolved_on}撤销，不能再{self.answers}")
            elif row.current is not None and founded_on and founded_on > plan.context.effective_on:
                row.refuse(position, f"“{target.label}”{founded_on}才成立，晚于生效日期")

    def _check_division(self, plan) -> None:
        """A unit lies inside the division of the organisation that answers for it."""
        division, responsible = self.positions["division"], self.positions["responsible"]
        moved = [
            row
            for row in plan.rows
            if row.key is not None and row.sound(division) and row.sound(responsible)
            and (row.current is None or row.changes(division) or row.changes(responsible))
        ]  # fmt: skip
        known = plan.know("responsible", {row.final(responsible) for row in moved if row.final(responsible)})
        bounds = {code: division_bounds(found.facts[3]) for code, found in known.items()}
        for row in moved:
            code, answering = row.final(division), row.final(responsible)
            low, high = bounds.get(answering, ("", ":"))
            if not low <= code < high:
                row.refuse(
                    division, f"所在区划{code}不在{self.columns[responsible].label}“{known[answering].label}”的区划之内"
                )

    def _check_life(self, plan) -> None:
        opened, closed = self.positions["opened_on"], self.positions["closed_on"]
        restated = [self.positions[name] for name in RESTATED]
        for row in plan.rows:
            if row.values[opened] is None and row.values[closed] is None and row.current is None:
                continue
            first, last = row.final(opened), row.final(closed)
            if first and last and last <= first:
                row.refuse(closed if row.current is None else opened, "注销日期必须晚于设立日期")
            if row.current is not None and row.current.values[closed]:
                for position in restated:
                    if row.sound(position) and row.changes(position):
                        row.refuse(position, f"该单位已于{row.current.values[closed]}注销，只能更正地址等一般资料")

    def path_of(self, plan, row):
        position = self.positions["responsible"]
        if row.current is not None and not row.changes(position):
            return row.path
        return plan.found["responsible"][row.values[position]].path

    def derive(self, plan, row):
        return (self.path_of(plan, row), search_key(row.final(self.positions["name"])))

    follow = derive

    def groups(self, plan):
        townships = Townships()
        position = self.positions["responsible"]
        known = {code: townships.of(found.path) for code, found in plan.found["responsible"].items()}
        for row in plan.rows:
            place = known.get(row.values[position]) if row.sound(position) else None
            if place := place or townships.of(row.path):
                yield row, *place

    def _update(self, plan, rows, now):
        """Head-counts carry the unit's path and follow it."""
        former = {row.pk: row.path for row in rows}
        journal = super()._update(plan, rows, now)
        carry_paths({row.pk: row.path for row in rows if row.path != former[row.pk]})
        return journal

    def after_restore(self, journal):
        place = journal["names"].index("org_path")
        carry_paths({pk: values[place] for pk, _, values in journal["changed"]})

    def written(self):
        enqueue_refresh()


def carry_paths(paths: dict[int, str]) -> None:
    """Set the copied path of the units' head-counts."""
    units: dict[str, list[int]] = {}
    for pk, path in paths.items():
        units.setdefault(path, []).append(pk)
    for path, ids in units.items():
        for chunk in chunked(ids):
            for model in FOLLOWERS:
                model.objects.filter(unit__in=chunk).exclude(org_path=path).update(org_path=path)


def lock_roots(context) -> None:
    """Nothing moves in the tree while paths are copied."""
    roots = {int(path.split("/")[1]) for path in context.scope.paths}
    list(Organization.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=roots).order_by("pk"))


def division_bounds(code: str | None) -> tuple[str, str]:
    """Codes inside a division are at least the first and below the second; everything where there is none."""
    return (code, Division.upper_bound(code)) if code else ("", ":")


def namesakes(places: set) -> Iterable[tuple]:
    """Open units in the places' divisions."""
    units = Unit.objects.filter(closed_on__isnull=True).order_by()
    for chunk in chunked({code for code, _ in places}):
        rows = units.filter(division__code__in=chunk).values_list("division__code", "name", "code", "org_path")
        for division, name, code, path in rows.iterator(chunk_size=5000):
            yield (division, name), code, path


def credited(codes: set) -> Iterable[tuple]:
    """Units with these credit codes."""
    units = Unit.objects.exclude(credit_code="").order_by().values_list("credit_code", "code", "org_path")
    if len(codes) > MANY:
        yield from units.iterator(chunk_size=5000)
        return
    for chunk in chunked(codes):
        yield from units.filter(credit_code__in=chunk)
