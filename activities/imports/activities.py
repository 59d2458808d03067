"""Activities that took place, from a year's ledger: one row is one occasion, which comes in as held.

What is planned, published, returned or cancelled is dealt with on its page; what is verified stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from activities.enums import ActivityKind, ActivityState, Attendance, Audience, Topic
from activities.imports.activity_cells import (
    Clock,
    heads_columns,
    heads_name,
    moments,
    told,
)
from activities.imports.activity_checks import ActivityRules
from activities.imports.activity_parts import put_back, read_parts, write_parts
from activities.imports.programmes import ProgrammeLookup
from activities.imports.running_codes import PROVISIONAL, RunningCode, give_codes, is_provisional
from activities.models import Activity
from league.core.importing.choices import Choices
from league.core.importing.columns import Choice, Date, Decimal, Reference, Text
from league.core.importing.importer import Context, Current, register
from league.core.importing.lookups import Found, chunked
from league.core.importing.model_rows import ModelImporter
from league.core.importing.rows import Row
from league.core.pinyin import search_key
from organizations.imports.homes import YesNo
from organizations.imports.places import DivisionLookup, HomeLookup, OrganizationLookup, Townships, UnitLookup
from organizations.imports.units import lock_roots
from organizations.models.organization import CODE
from organizations.services.records import enqueue_refresh

TIMES = ("held_on", "ends_on", "begins", "ends")


@register
class ActivityImport(ModelImporter):
    noun, label, model, permission = "activity", "活动", Activity, "activities.import_activity"
    order, leading = 111, "title"
    columns = [
        RunningCode("活动编码", "code", validators=[CODE], synonyms=("编码",), example="HD2023-00001",
                     help="新活动留空，由系统编号；留空的行按主办团组织、举办日期和名称辨认。"),
        Text("活动名称", "title", required=True, synonyms=("名称", "活动主题名称"), example="禁毒宣讲进校园", width=30),
        Choice("类别", "kind", ActivityKind, required=True, synonyms=("活动类别", "活动类型"),
               words={"主题团日": "theme_day", "主题队日": "theme_day", "三会两制一课": "meeting", "宣讲教育": "lecture",
                      "走访": "visit", "慰问": "visit", "交友联谊": "friendship", "志愿": "volunteer"}),
        Reference("主办团组织", "organization", OrganizationLookup, required=True, synonyms=("主办单位", "主办团组织编码"),
                  fixed="主办团组织登记后不变", example="430421100 共青团西渡镇委员会"),
        Date("举办日期", "held_on", required=True, past=True, synonyms=("活动日期", "日期", "时间"), example="2023-06-26"),
        Date("结束日期", "ends_on", past=True, help="只有跨几天的才填，填最后一天。"),
        Clock("开始时刻", "begins", help="不清楚的留空，按全天登记。", example="9:00"),
        Clock("结束时刻", "ends", help="不清楚的留空，按全天登记。", example="11:00"),
        Reference("品牌项目", "programme", ProgrammeLookup, synonyms=("品牌项目编码", "项目")),
        Choice("青联主办", "by_federation", YesNo, default="no", synonyms=("是否青联主办",)),
        Text("协办单位", "partners", max_length=200, synonyms=("联合主办单位",)),
        Reference("青年阵地", "home", HomeLookup, synonyms=("青年之家",), help="在阵地举办的填；阵地的活动数由此计算。"),
        Reference("所在单位", "unit", UnitLookup, synonyms=("举办单位",), help="在学校、村等单位里举办的填。"),
        Reference("所在区划", "division", DivisionLookup, help="不在阵地也不在单位里举办的填。"),
        Text("地点", "place", synonyms=("活动地点",), help="青年阵地、单位、区划和地点至少填一项。", example="学校操场"),
        Choices("主题", "topics", Topic, synonyms=("活动主题",), help="可填几个，用顿号隔开：" + "、".join(Topic.labels),
                example="禁毒、法治"),
        Reference("到达单位", "reach", UnitLookup, many=True, synonyms=("覆盖学校、村", "到达的学校、村（社区）"),
                  help="活动到达的学校、村（社区）的编码，用顿号隔开。", example="430421100203"),
        *heads_columns(),
        Choice("签到方式", "attendance", Attendance, default=Attendance.NONE, words={"有": "sheet", "签到表": "sheet", "无": "none"},
               help="没有签到或纸质签到表；按姓名签到由系统认定。"),
        Decimal("支出（元）", "expenditure", maximum=99_999_999, synonyms=("支出", "经费（元）"), help="不清楚的留空，没有花钱的填0。"),
        Text("活动简介", "summary", max_length=2000, synonyms=("简介",), width=40),
    ]  # fmt: skip
    part_names = ("topics", "reach", *(heads_name(value) for value in Audience.values))
    beside = ("ends_on", "begins", "ends", *part_names)
    derived_fields = ("org_path", "search_key", "starts_at", "ends_at", "state")
    followed_fields = ("search_key", "starts_at", "ends_at")

    def __init__(self):
        super().__init__()
        self.heads = [(value, self.positions[heads_name(value)]) for value in Audience.values]
        # (held on, begins at, ends at, state) of existing rows.
        self.facts: dict[int, tuple] = {}

    def lock(self, context):
        lock_roots(context)

    # Finding the rows.

    def prepare(self, plan):
        """A row without a code gets that of the activity it means, or a key that tells new rows from each other."""
        code, owner, day, title = (self.positions[name] for name in ("code", "organization", "held_on", "title"))
        keyed = (owner, day, title)
        asked = [row for row in plan.rows if row.sound(code) and is_provisional(row.values[code])]
        meant = OrganizationLookup(plan.context).resolve({str(row.values[owner]) for row in asked if row.values[owner]})
        known = self._known_occasions({found.pk for found in meant.values() if isinstance(found, Found)})
        for row in asked:
            organizer = meant.get(str(row.values[owner]))
            said = [
                organizer.code if isinstance(organizer, Found) else row.values[owner],
                row.values[day],
                row.values[title],
            ]
            codes = known.get(tuple(said), []) if all(row.sound(position) for position in keyed) else []
            if len(codes) > 1:
                row.refuse(code, f"该团组织当天有{len(codes)}场同名活动，请填活动编码：{'、'.join(codes)}")
            row.values[code] = codes[0] if codes else f"{PROVISIONAL}{sha256(repr(said).encode()).hexdigest()[:24]}"

    @staticmethod
    def _known_occasions(organizers: set[int]) -> dict[tuple, list[str]]:
        """Codes of what was held by organiser, day and title."""
        known: dict[tuple, list[str]] = {}
        for chunk in chunked(organizers):
            rows = Activity.objects.filter(organization__in=chunk, held_on__isnull=False).order_by("code")
            for owner, day, title, code in rows.values_list("organization__code", "held_on", "title", "code"):
                known.setdefault((owner, day.isoformat(), title), []).append(code)
        return known

    def current(self, context: Context, keys: set):
        found = super().current(context, {key for key in keys if not is_provisional(key)})
        self._complete({current.pk: current for current in found.values()})
        return found

    def known(self, context: Context) -> Iterable[list]:
        rows = self._in_scope(context).order_by("held_on", "code")
        for chunk in chunked(list(rows.values_list("pk", flat=True))):
            page = {row[0]: self._as_current(row) for row in rows.filter(pk__in=chunk).values_list(*self._selected())}
            self._complete(page)
            yield from (current.values for current in page.values())

    def _in_scope(self, context: Context):
        return super()._in_scope(context).counted()

    def _as_current(self, row) -> Current:
        current = super()._as_current(row)
        flag, money = self.positions["by_federation"], self.positions["expenditure"]
        current.values[flag] = YesNo.YES.value if current.values[flag] else YesNo.NO.value
        fen = current.values[money]
        current.values[money] = "" if fen == "" else f"{fen // 100}.{fen % 100:02d}"
        return current

    def _complete(self, currents: dict[int, Current]) -> None:
        """What stands beside the row: days, hours, topics, reach, heads."""
        for chunk in chunked(currents):
            rows = Activity.objects.filter(pk__in=chunk).order_by()
            for pk, held_on, starts_at, ends_at, state in rows.values_list(
                "pk", "held_on", "starts_at", "ends_at", "state"
            ):
                self.facts[pk] = (starts_at, ends_at, state)
                if held_on:
                    for name, value in zip(TIMES[1:], told(held_on, starts_at, ends_at), strict=True):
                        currents[pk].values[self.positions[name]] = value
        for pk, parts in read_parts(currents).items():
            for name, value in parts.items():
                currents[pk].values[self.positions[name]] = value

    # Checking.

    def check(self, plan):
        ActivityRules(self, plan).check()

    def check_changes(self, plan, rows):
        super().check_changes(plan, rows)
        ActivityRules(self, plan).check_changes(rows)

    def path_of(self, plan, row: Row) -> str:
        if row.current is not None:
            return row.current.path
        found = plan.found["organization"].get(row.values[self.positions["organization"]])
        return found.path if found else ""

    def groups(self, plan):
        townships = Townships()
        for row in plan.rows:
            if place := townships.of(self.path_of(plan, row)):
                yield row, *place

    # Writing.

    def label_of(self, row: Row) -> str:
        return row.final(self.positions["title"])

    def unit_of(self, plan, code: str) -> int:
        """Primary key of a unit reached."""
        return plan.know("reach", {code})[code].pk

    def stored(self, plan, position, value):
        match self.columns[position].name:
            case "by_federation":
                return value == YesNo.YES
            case "expenditure":
                return int(value.replace(".", "")) if value else None
        return super().stored(plan, position, value)

    def derive(self, plan, row: Row) -> tuple:
        return (self.path_of(plan, row), *self.follow(plan, row), ActivityState.HELD.value)

    def follow(self, plan, row: Row) -> tuple:
        positions = [self.positions[name] for name in TIMES]
        if row.current is not None and not any(row.changes(position) for position in positions):
            span = self.facts[row.pk][:2]
        else:
            span = moments(*(row.final(position) or "" for position in positions))
        return (search_key(row.final(self.positions["title"])), *span)

    def write(self, plan, new, changed, *, batch, actor):
        code, day = self.positions["code"], self.positions["held_on"]
        give_codes(new, Activity, "HD", code=code, day=day)
        journal = super().write(plan, new, changed, batch=batch, actor=actor)
        journal["parts"] = write_parts(self, plan, new, changed)
        return journal

    def after_restore(self, journal):
        put_back(journal["parts"])

    def written(self):
        enqueue_refresh()
