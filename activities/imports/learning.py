"""Learning records from the workbook of a platform: one row is one name in one issue of a series.

A name that nobody knows is no fault of the row: it comes in at the office that imports, and onto the worklist of names.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db.models import Case, Value, When

from activities.enums import NameState
from activities.imports.learning_checks import RecordRules
from activities.imports.learning_owners import Owner, Owners
from activities.models import LearningRecord, LearningSeries, PlatformName
from league.core.importing.columns import Code, Date, Integer, Text
from league.core.importing.importer import Context, Current, register
from league.core.importing.lookups import chunked
from league.core.importing.model_rows import ModelImporter
from league.core.importing.rows import Row, Status
from league.core.scoping import ancestor_ids
from organizations.imports.places import Townships, limited
from organizations.imports.units import lock_roots
from organizations.models import Organization
from organizations.services.records import enqueue_refresh

KEY = ("series", "issue", "superior", "name")
SHOWN_CODES = (
    "series__code",
    Case(When(is_matched=True, unit__isnull=True, then="organization__code"), default=Value("")),
    "unit__code",
)


class Place(NamedTuple):
    """Where a record stands: organisation, its path, unit, and whether somebody knows whose it is."""

    organization: int
    path: str
    unit: int | None
    is_matched: bool


class SeriesCell(Text):
    """A series by its code or name."""

    def options(self, context) -> list[str]:
        return limited(open_series(context), "name")


def open_series(context: Context):
    """Series of the scope and of the organisations above it."""
    above = {key for path in context.scope.paths for key in ancestor_ids(path)}
    rows = LearningSeries.objects.order_by("code")
    return rows.filter(context.scope.q("org_path")) | rows.filter(organization__in=above)


@register
class LearningRecordImport(ModelImporter):
    noun, label, model, permission = "learning_record", "学习记录", LearningRecord, "activities.import_learning_record"
    order, key = 120, KEY
    beside = ("series", "organization", "unit")
    derived_fields = ("series", "organization", "org_path", "unit", "is_matched")
    followed_fields = derived_fields[1:]
    columns = [
        SeriesCell("栏目编码", "series", required=True, synonyms=("学习栏目", "栏目", "栏目名称"), example="QNDXX",
                   help="学习栏目的编码或名称，须先登记栏目。"),
        Text("期次", "issue", required=True, max_length=40, synonyms=("期数", "期"), example="2023年第5期"),
        Date("开始日期", "first_day", required=True, past=True, synonyms=("起始日期", "开始时间"), example="2023-05-08"),
        Date("截止日期", "last_day", required=True, past=True, synonyms=("结束日期", "截止时间", "结束时间"),
             example="2023-05-14"),
        Text("平台上级名称", "superior", synonyms=("上级组织", "上级名称", "所属上级", "上级团组织"),
             help="平台上列明上级的照填，同名的组织靠它区分。", example="西渡镇团委"),
        Text("平台组织名称", "name", required=True, synonyms=("组织名称", "团组织名称", "支部名称", "单位名称", "团组织", "名称"),
             help="照平台导出的名称填写；组织册中找不到的先导入，再到“平台名称对照”匹配。", width=30),
        Code("团组织编码", "organization", synonyms=("组织编码",), help="选填；填了就以编码为准，不再按名称匹配。"),
        Code("单位编码", "unit", synonyms=("学校编码",), help="选填；按学校统计的填学校的编码。"),
        Integer("学习人次", "person_times", required=True, synonyms=("参学人次", "人次", "学习次数", "参与人次"), example="46"),
        Integer("参学人数（不重复）", "persons", synonyms=("参学人数", "学习人数"), help="平台没有的留空，不要用人次代替。"),
        Integer("应学人次", "expected", synonyms=("应学人数", "应参学人数", "团员数", "团员总数"),
                help="各课应参加人数之和；只有一课的，即应参加人数。不清楚的留空。"),
        Text("数据来源", "source", max_length=120, synonyms=("来源",), help="不填的，用栏目登记的学习平台。"),
    ]  # fmt: skip

    def lock(self, context):
        lock_roots(context)

    # Finding the rows.

    def prepare(self, plan):
        """Series by their codes; what says nothing says nothing."""
        rows = list(open_series(plan.context))
        self.series = {series.code: series for series in rows}
        words = {word: series.code for series in rows for word in (series.code, series.name)}
        series, superior = self.positions["series"], self.positions["superior"]
        for row in plan.rows:
            row.values[superior] = row.values[superior] or None
            if row.values[series] and row.sound(series):
                word = row.values[series]
                row.values[series] = words.get(word) or words.get(word.split(" ")[0].upper()) or word

    def current(self, context: Context, keys: set) -> dict[tuple, Current]:
        found: dict[tuple, Current] = {}
        series, names = {key[0] for key in keys}, {key[3] for key in keys}
        for chunk in chunked(names, spare=200):
            rows = LearningRecord.objects.filter(series__code__in=series, name__in=chunk).order_by()
            if context.lock:
                rows = rows.select_for_update(of=("self",), no_key=True)
            for row in self._read(rows):
                found[tuple(row.values[self.positions[name]] or None for name in KEY)] = row
        return {key: found[key] for key in keys & found.keys()}

    def known(self, context: Context):
        rows = self._in_scope(context).order_by("series__code", "last_day", "org_path", "pk")
        for row in self._read(rows):
            yield row.values

    def _read(self, rows):
        number = len(SHOWN_CODES)
        for values in rows.values_list(*SHOWN_CODES, *self._selected()):
            current = self._as_current(values[number:])
            for name, code in zip(self.beside, values[:number], strict=True):
                current.values[self.positions[name]] = code or ""
            yield current

    # Checking.

    def check(self, plan):
        self.owners = Owners(plan.context.scope)
        self.office = Organization.objects.get(path=plan.context.scope.paths[0])
        RecordRules(self, plan).check()
        self._find_places(plan)

    def owner_of(self, row: Row) -> Owner | None:
        """Whose record it will be; None while nobody knows."""
        unit, organization = (row.final(self.positions[name]) for name in ("unit", "organization"))
        return self.owners.units.get(unit) if unit else self.owners.organizations.get(organization)

    def _find_places(self, plan) -> None:
        present: dict[int, Place] = {}
        for chunk in chunked(row.current.pk for row in plan.rows if row.current is not None):
            rows = LearningRecord.objects.filter(pk__in=chunk).order_by()
            for pk, *place in rows.values_list("pk", "organization", "org_path", "unit", "is_matched"):
                present[pk] = Place(*place)
        self.places = {}
        for row in plan.rows:
            stays = row.current is not None and not any(
                row.changes(self.positions[name]) for name in ("organization", "unit")
            )
            owner = self.owner_of(row)
            if stays:
                place = present[row.current.pk]
            elif owner:
                place = Place(owner.organization, owner.path, owner.unit, True)
            else:
                place = Place(self.office.pk, self.office.path, None, False)
            self.places[id(row)], row.path = place, place.path

    def remarks(self, plan) -> list[str]:
        """What comes in without a place of its own."""
        rows = [*plan.of(Status.NEW), *plan.of(Status.CHANGED)]
        waiting = [row for row in rows if not self.places[id(row)].is_matched]
        if not waiting:
            return []
        total = sum(row.final(self.positions["person_times"]) for row in waiting)
        names = "、".join(row.final(self.positions["name"]) for row in waiting[:3])
        more = "等" if len(waiting) > 3 else ""
        return [
            f"有{len(waiting)}行的名称在组织册中没有找到（{names}{more}，共{total}人次）："
            f"写入后暂记在{self.office}名下，请到“平台名称对照”匹配。"
        ]

    def groups(self, plan):
        townships = Townships()
        for row in plan.rows:
            if place := townships.of(row.path):
                yield row, *place

    # Writing.

    def label_of(self, row: Row) -> str:
        owner = self.owner_of(row)
        series = self.series[row.final(0)].name
        return f"{owner.label if owner else row.final(self.positions['name'])}{series}{row.final(1)}"

    def path_of(self, plan, row: Row) -> str:
        return self.places[id(row)].path

    def derive(self, plan, row: Row) -> tuple:
        return (self.series[row.final(0)].pk, *self.places[id(row)])

    def follow(self, plan, row: Row) -> tuple:
        return self.places[id(row)]

    def write(self, plan, new, changed, *, batch, actor):
        journal = super().write(plan, new, changed, batch=batch, actor=actor)
        waiting = {
            (row.final(self.positions["superior"]) or "", row.final(self.positions["name"]))
            for row in [*new, *changed]
            if not self.places[id(row)].is_matched
        }
        journal["platform_names"] = self._list_names(waiting, seen_on=plan.context.on)
        return journal

    def _list_names(self, names: set[tuple[str, str]], *, seen_on: date) -> list[int]:
        """Put what nobody knows onto the worklist of the office; return the new ones' primary keys."""
        own = PlatformName.objects.filter(organization=self.office)
        known = set(own.values_list("superior", "name"))
        rows = [
            PlatformName(
                organization=self.office, org_path=self.office.path, superior=superior, name=name, seen_on=seen_on
            )
            for superior, name in sorted(names - known)
        ]  # fmt: skip
        return [row.pk for row in PlatformName.objects.bulk_create(rows)]

    def before_undo(self, journal):
        PlatformName.objects.filter(pk__in=journal["platform_names"], state=NameState.PENDING).delete()

    def written(self):
        enqueue_refresh()
