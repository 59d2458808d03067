"""Youth Homes from a workbook: applied for, or running already since a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Min

from league.core.bulk import insert_rows
from league.core.importing.columns import Choice, Code, Date, Integer, Reference, Text, is_masked
from league.core.importing.importer import register
from league.core.importing.lookups import chunked
from league.core.importing.model_rows import ModelImporter
from league.core.importing.twins import refuse_twins
from league.core.pinyin import search_key
from organizations.enums import HomeBase, HomeKind, HomeState
from organizations.imports.places import DivisionLookup, OrganizationLookup, UnitLookup
from organizations.imports.units import UnitImport, lock_roots
from organizations.models import HomePeriod, YouthHome
from organizations.models.home import OFFICE_PHONE, WEEKDAYS
from organizations.models.organization import CODE
from organizations.services.records import enqueue_refresh

PERIOD = ("home", "state", "starts_on", "ends_on", "reason", "document")


class YesNo(models.TextChoices):
    """是否, as a cell has it."""

    YES = "yes", "是"
    NO = "no", "否"


class OfficePhone(Text):
    """An exported list has the number with its middle hidden: such a cell states nothing."""

    def clean(self, raw, sheetwise):
        return None if is_masked(self.text(raw)) else super().clean(raw, sheetwise)


@register
class HomeImport(ModelImporter):
    noun, label, model, permission = "home", "青年阵地", YouthHome, "organizations.import_home"
    order = 50
    dated = True
    answers = "负责阵地"
    starts = "applied_on"
    beside = ("opened_on",)
    derived_fields = ("org_path", "search_key", "state")
    followed_fields = ("org_path", "search_key")
    columns = [
        Code("阵地编码", "code", required=True, validators=[CODE], synonyms=("编码", "代码"),
             help="阵地在本系统中的固定编码，据此识别是新增还是变更。", example="430421100-QZ01"),
        Text("阵地名称", "name", required=True, max_length=100, synonyms=("名称", "青年之家名称"), example="西渡镇青年之家"),
        Choice("类别", "kind", HomeKind, required=True, words={"心灵驿站": "heart_station", "青联之家": "federation_hut"}),
        Choice("依托阵地", "base", HomeBase, required=True, synonyms=("依托", "依托类型"),
               words={"党群服务中心": "service_centre", "企业园区": "enterprise"}),
        Reference("所在区划", "division", DivisionLookup, required=True, synonyms=("区划", "所在村（社区）", "所在乡镇"),
                  help="从下拉列表选，或填12位区划代码，或写“乡镇名+村名”。", example="430421100000 西渡镇"),
        Reference("负责团组织", "responsible", OrganizationLookup, required=True, synonyms=("责任团组织", "负责团委", "归口团组织", "归口单位"),
                  help="对该阵地的建设、开放和检查负责的乡镇（系统）团委；不是阵地所在的单位，那一项填“依托单位”。",
                  example="430421100 共青团西渡镇委员会"),
        Reference("依托单位", "unit", UnitLookup, synonyms=("依托单位编码", "所在单位", "所属单位"),
                  help="阵地设在哪个单位里（学校、村、企业等）：从下拉列表选，或填单位编码；没有的不填。", example="430421100203 西渡村委会"),
        Date("申报日期", "applied_on", required=True, past=True, example="2022-03-20"),
        Date("开始运行日期", "opened_on", past=True, synonyms=("运行日期", "启用日期"),
             help="正在运行的填写；尚未运行的不填，之后在该阵地页面办理。", fixed="现有阵地的运行、停用请在该阵地页面办理"),
        Text("地址", "address", max_length=200),
        Integer("面积（平方米）", "area", maximum=100_000, synonyms=("面积", "场地面积")),
        Choice("已挂标识标牌", "has_sign", YesNo, synonyms=("标识标牌", "是否挂牌"), words={"有": "yes", "无": "no"}),
        Text("管理员", "manager", max_length=50, synonyms=("管理人员", "负责人"), help="岗位和姓名。"),
        OfficePhone("办公电话", "office_phone", max_length=20, validators=[OFFICE_PHONE], help="不登记个人手机号。"),
        Text("开放日", "weekdays", max_length=7, validators=[WEEKDAYS], help="数字1至7，1为星期一，例如 12345。"),
        Text("开放时间", "opening_hours", max_length=60, example="9:00—17:00"),
        Text("云平台编号", "cloud_number", max_length=40),
        Text("共建单位", "partners", max_length=200),
        Date("共建协议到期日", "agreement_ends_on", synonyms=("协议到期日",)),
        Text("数据来源", "source", max_length=120, synonyms=("来源",)),
    ]  # fmt: skip

    # A home answers to an organisation and lies in a division as a unit does.
    path_of = UnitImport.path_of
    groups = UnitImport.groups
    _check_responsible = UnitImport._check_responsible
    _check_division = UnitImport._check_division

    def lock(self, context):
        lock_roots(context)

    def check(self, plan):
        self._check_responsible(plan)
        self._check_division(plan)
        applied, opened = self.positions["applied_on"], self.positions["opened_on"]
        name, division = self.positions["name"], self.positions["division"]
        for row in plan.rows:
            if row.final(opened) and row.final(applied) and row.final(opened) <= row.final(applied):
                row.refuse(opened, "开始运行日期应晚于申报日期")
        refuse_twins(
            plan, name, lambda row: (row.final(division), row.final(name)) if row.final(division) else None,
            namesakes, "该区划内已有同名阵地",
        )  # fmt: skip

    # What the row itself does not say as the workbook does.

    def current(self, context, keys):
        found = super().current(context, keys)
        opened = first_days(current.pk for current in found.values())
        for current in found.values():
            current.values[self.positions["opened_on"]] = opened.get(current.pk, "")
        return found

    def known(self, context):
        codes = dict(self._in_scope(context).order_by().values_list("code", "pk"))
        opened = first_days(codes.values())
        for values in super().known(context):
            values[self.positions["opened_on"]] = opened.get(codes[values[self.positions["code"]]], "")
            yield values

    def _as_current(self, row):
        current = super()._as_current(row)
        position = self.positions["has_sign"]
        current.values[position] = YesNo.YES.value if current.values[position] else YesNo.NO.value
        return current

    def stored(self, plan, position, value):
        """A sign that nobody mentions is none."""
        if self.columns[position].name == "has_sign":
            return value == YesNo.YES
        return super().stored(plan, position, value)

    def derive(self, plan, row):
        state = HomeState.RUNNING if row.values[self.positions["opened_on"]] else HomeState.APPLIED
        return (*self.follow(plan, row), state.value)

    def follow(self, plan, row):
        return (self.path_of(plan, row), search_key(row.final(self.positions["name"])))

    def write(self, plan, new, changed, *, batch, actor):
        journal = super().write(plan, new, changed, batch=batch, actor=actor)
        applied, opened = self.positions["applied_on"], self.positions["opened_on"]
        periods = []
        for row in new:
            first, running = row.values[applied], row.values[opened] or None
            periods.append((row.pk, HomeState.APPLIED.value, first, running, "", ""))
            if running:
                periods.append((row.pk, HomeState.RUNNING.value, running, None, "", ""))
        insert_rows(HomePeriod, PERIOD, periods)
        return journal

    def written(self):
        enqueue_refresh()


def first_days(ids: Iterable[int]) -> dict[int, str]:
    """By home, the first day on which it ran."""
    found: dict[int, date] = {}
    for chunk in chunked(ids):
        rows = HomePeriod.objects.filter(home__in=chunk, state=HomeState.RUNNING).order_by()
        found |= dict(rows.values("home").annotate(first=Min("starts_on")).values_list("home", "first"))
    return {pk: day.isoformat() for pk, day in found.items()}


def namesakes(places: set) -> Iterable[tuple]:
    """Standing homes in the places' divisions."""
    homes = YouthHome.objects.exclude(state=HomeState.CLOSED).order_by()
    for chunk in chunked({code for code, _ in places}):
        rows = homes.filter(division__code__in=chunk).values_list("division__code", "name", "code", "org_path")
        for division, name, code, path in rows.iterator(chunk_size=5000):
            yield (division, name), code, path
