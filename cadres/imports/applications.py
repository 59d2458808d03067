"""Applications and placements of earlier years from workbooks: one row is one applicant, as far as it went.

Neither telephone nor ID number is taken: the past needs counting, not calling, and what is not there cannot leak from a
workbook that lies about.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from django.db import models
from django.db.models import Count

from cadres.enums import ApplicationState, DriveState, Sex, StudyLevel
from cadres.imports.people import as_day
from cadres.imports.recruitment import SEATED, drive_column, lock_drives
from cadres.models import Application, Opening, Placement
from cadres.services.recruits import register_past_recruits
from league.core.importing.columns import Choice, Code, Date, Integer, Reference, Text
from league.core.importing.importer import REGISTRY, UndoRefused, register
from league.core.importing.lookups import chunked
from league.core.importing.model_rows import ModelImporter
from league.core.pinyin import search_key
from organizations.imports.places import DivisionLookup
from organizations.imports.units import lock_roots
from organizations.models.organization import CODE
from organizations.services.records import enqueue_refresh


class Result(models.TextChoices):
    """How an application of an earlier year ended, where nobody came to work."""

    REJECTED = "rejected", "审核未通过"
    NOT_SELECTED = "not_selected", "未录用"
    NO_SHOW = "no_show", "未上岗"


PLACING = ("opening", "result", "selected_on", "took_up_on", "left_on")
PLACED = "现有报名的录用、上岗、离岗请在系统中办理"


@register
class ApplicationImport(ModelImporter):
    noun, label, model, permission = "application", "往年报名和上岗", Application, "cadres.import_application"
    order = 97
    beside = ("result", "opening", "selected_on", "took_up_on", "left_on")
    derived_fields = ("state", "search_key")
    followed_fields = ("search_key",)
    columns = [
        Code("报名号", "code", required=True, validators=[CODE], synonyms=("编号", "序号编码"),
             help="自行编定，据此识别是新增还是变更。", example="2022-LXS-0001"),
        drive_column(fixed="报名不能改到另一次招募"),
        Text("姓名", "name", required=True, max_length=50),
        Choice("性别", "sex", Sex, words={"男性": "1", "女性": "2"}),
        Date("出生日期", "birth_on", past=True,
             help="上岗的据姓名、出生日期关联或建立人员档案；不填的、上岗时未满18周岁的不建立。"),
        Text("院校", "college", required=True, synonyms=("就读院校", "毕业院校", "学校")),
        Text("专业", "major", synonyms=("所学专业",)),
        Choice("学历层次", "level", StudyLevel, synonyms=("学历",),
               words={"专科": "college", "大专": "college", "本科": "bachelor", "硕士": "master", "博士": "doctor"}),
        Integer("毕业年份", "graduates_in", maximum=2199),
        Reference("户籍乡镇", "home_division", DivisionLookup, synonyms=("户籍所在乡镇", "籍贯乡镇")),
        Date("报名日期", "applied_on", required=True, past=True, example="2022-07-02"),
        Choice("结果", "result", Result, synonyms=("录用结果",), fixed=PLACED, words={"未通过": "rejected"},
               help="没有上岗的填写；留空而没有录用岗位的作未录用。"),
        Code("录用岗位编码", "opening", synonyms=("岗位编码",), fixed=PLACED, help="须先导入岗位。"),
        Date("录用日期", "selected_on", past=True, fixed=PLACED),
        Date("上岗日期", "took_up_on", past=True, fixed=PLACED, synonyms=("到岗日期",)),
        Date("离岗日期", "left_on", past=True, fixed=PLACED, help="不再在岗的第一天；仍在岗的不填。"),
    ]  # fmt: skip

    def lock(self, context):
        lock_roots(context)
        lock_drives(context)

    # What the row itself does not say as the workbook does.

    def current(self, context, keys):
        found = super().current(context, keys)
        self._complete(found.values(), lambda current: current.pk)
        return found

    def known(self, context):
        codes = dict(self._in_scope(context).order_by().values_list("code", "pk"))
        rows = list(super().known(context))
        places = self._placements(codes.values())
        for values in rows:
            self._put(values, places.get(codes[values[self.positions["code"]]]))
            yield values

    def _complete(self, rows, key) -> None:
        rows = list(rows)
        places = self._placements(key(row) for row in rows)
        for row in rows:
            self._put(row.values, places.get(key(row)))

    @staticmethod
    def _placements(keys) -> dict[int, tuple]:
        found = {}
        for chunk in chunked(keys):
            rows = Application.objects.filter(pk__in=chunk).order_by()
            for pk, state, *place in rows.values_list(
                "pk", "state", "placement__opening__code", "placement__selected_on", "placement__took_up_on",
                "placement__left_on",
            ):  # fmt: skip
                found[pk] = (state if state in Result.values else "", *place)
        return found

    def _put(self, values: list, place: tuple | None) -> None:
        for name, value in zip(self.beside, place or ("",) * len(self.beside), strict=True):
            text = value.isoformat() if isinstance(value, date) else value
            values[self.positions[name]] = text or ""

    # Checking.

    def check(self, plan):
        position = self.positions["drive"]
        drives = plan.know("drive", {row.final(position) for row in plan.rows if row.final(position)})
        openings = plan.prepared["openings"] = self._openings(plan)
        for row in plan.rows:
            drive = drives.get(row.final(position))
            if drive and row.current is None and drive.facts[0] != DriveState.CLOSED:
                row.refuse(position, f"“{drive.label}”不在“报名截止”状态，往年报名在截止以后、办结以前导入")
            self._check_placement(row, drive, openings)
            year = row.final(self.positions["graduates_in"])
            if year and year < 1980:
                row.refuse(self.positions["graduates_in"], "毕业年份请写四位年份")
        self._check_seats(plan, openings)

    def _openings(self, plan) -> dict[str, tuple[int, str, str, int]]:
        position, found = self.positions["opening"], {}
        codes = {row.values[position] for row in plan.rows if row.values[position] and row.sound(position)}
        for chunk in chunked(codes):
            rows = Opening.objects.filter(plan.context.scope.q("org_path"), code__in=chunk).order_by()
            for pk, code, drive, host, seats in rows.values_list("pk", "code", "drive__code", "host", "seats"):
                found[code] = (pk, drive, host, seats)
        return found

    def _check_placement(self, row, drive, openings) -> None:
        """What is told of a new row's placement is whole."""
        if row.current is not None:
            return
        place, result, selected, took_up, left = (self.positions[name] for name in PLACING)
        code, known = row.final(place), openings.get(row.final(place) or "")
        if code and known is None:
            row.refuse(place, f"没有编码为“{code}”的岗位，请先导入岗位")
        elif code and drive and known[1] != drive.code:
            row.refuse(place, f"岗位{code}不属于“{drive.label}”")
        if not code and any(row.final(position) for position in (selected, took_up, left)):
            row.refuse(place, "填了录用、上岗或离岗日期的，须填录用岗位编码")
        if code and not row.final(selected):
            row.refuse(selected, "填了录用岗位的，须填录用日期")
        if row.final(left) and not row.final(took_up):
            row.refuse(took_up, "填了离岗日期的，须填上岗日期")
        self._check_result(row, code, row.final(took_up), place, result)
        self._check_days(row)

    @staticmethod
    def _check_result(row, code, took_up, place: int, result: int) -> None:
        stated = row.final(result)
        if stated and (took_up or (code and stated != Result.NO_SHOW)):
            row.refuse(result, "已有录用或上岗的，不填这个结果")
        if stated == Result.NO_SHOW and not code:
            row.refuse(place, "未上岗的须填录用岗位编码")

    def _check_days(self, row) -> None:
        """报名, 录用, 上岗, 离岗 follow each other; nobody leaves on the first day."""
        names = ("applied_on", "selected_on", "took_up_on", "left_on")
        for before, after in pairwise(names):
            earlier, later = row.final(self.positions[before]), row.final(self.positions[after])
            if earlier and later and (later < earlier or (after == "left_on" and later == earlier)):
                label = self.columns[self.positions[before]].label
                row.refuse(self.positions[after], f"不能早于{label}{earlier}")

    def _check_seats(self, plan, openings) -> None:
        """Neither the file nor file and system together may hold more people at once than an opening has seats."""
        position = self.positions["opening"]
        seated: dict[int, int] = {}
        for chunk in chunked(pk for pk, *_ in openings.values()):
            rows = Placement.objects.filter(SEATED, opening__in=chunk).order_by()
            seated |= dict(rows.values("opening").annotate(number=Count("pk")).values_list("opening", "number"))
        for row in plan.rows:
            if row.errors or row.key is None or row.current is not None or row.final(position) not in openings:
                continue
            pk, _, host, seats = openings[row.final(position)]
            if self._told_state(row) in ApplicationState.seated:
                seated[pk] = seated.get(pk, 0) + 1
                if seated[pk] > seats:
                    row.refuse(position, f"“{host}”的这个岗位只有{seats}个名额，录用和在岗的超过了它")

    def _told_state(self, row) -> str:
        """The state that the columns of a new row tell."""
        for name, state in (("left_on", "left"), ("took_up_on", "took_up"), ("result", ""), ("opening", "selected")):
            if value := row.final(self.positions[name]):
                return state or value
        return ApplicationState.NOT_SELECTED.value

    # Writing.

    def derive(self, plan, row):
        return (self._told_state(row), *self.follow(plan, row))

    def follow(self, plan, row):
        return (search_key(row.final(self.positions["name"])),)

    def label_of(self, row):
        return f"报名{row.final(self.positions['code'])}"

    def path_of(self, plan, row):
        found = plan.found["drive"].get(row.final(self.positions["drive"]))
        return found.path if found else row.path

    def write(self, plan, new, changed, *, batch, actor):
        journal = super().write(plan, new, changed, batch=batch, actor=actor)
        placed = list(self._placed(plan, [row for row in new if row.final(self.positions["opening"])]))
        journal["people"] = register_past_recruits(placed, on=plan.context.on, actor=actor)
        Placement.objects.bulk_create(placed, batch_size=500)
        return journal

    def _placed(self, plan, rows) -> Iterator[Placement]:
        days = [self.positions[name] for name in ("selected_on", "took_up_on", "left_on")]
        keys = {row.pk: plan.prepared["openings"][row.final(self.positions["opening"])][0] for row in rows}
        applications, openings = {}, {}
        for chunk in chunked(keys):
            applications |= Application.objects.select_related("drive", "home_division").in_bulk(chunk)
        for chunk in chunked(set(keys.values())):
            openings |= Opening.objects.select_related("organization").in_bulk(chunk)
        for row in rows:
            selected, took_up, left = (as_day(row.final(position)) for position in days)
            yield Placement(
                application=applications[row.pk], opening=openings[keys[row.pk]], selected_on=selected,
                took_up_on=took_up, left_on=left,
            )  # fmt: skip

    def undo(self, journal, *, batch, actor):
        """The people who were registered for it go as well, unless somebody has worked on their records."""
        super().undo(journal, batch=batch, actor=actor)
        REGISTRY["person"]().undo({"added": journal.get("people", []), "changed": []}, batch=batch, actor=actor)

    def before_undo(self, journal):
        for chunk in chunked(journal["added"]):
            rows = Placement.objects.filter(application__in=chunk)
            if touched := list(rows.exclude(revision=1).select_related("application", "opening").order_by("pk")[:20]):
                raise UndoRefused([f"“{row}”导入之后又有改动" for row in touched])
            rows.delete()

    def written(self):
        enqueue_refresh()
