"""Training courses from workbooks, and their lists of people."""

from __future__ import annotations

from typing import Any

from cadres.enums import TrainingKind
from cadres.imports.about_people import AboutPersonImport, organization_column, person_columns
from cadres.imports.posts import YesNo
from cadres.models import TrainingCourse, TrainingRecord
from league.core.importing.columns import Choice, Code, Date, Integer, Reference, Text, Value
from league.core.importing.importer import register
from league.core.importing.lookups import chunked
from league.core.importing.model_rows import ModelImporter
from league.core.importing.rows import Row
from organizations.imports.places import OrganizationLookup, Townships
from organizations.services.records import enqueue_refresh


@register
class TrainingCourseImport(ModelImporter):
    noun, label, model = "training_course", "培训班", TrainingCourse
    permission, order, leading = "cadres.import_training_course", 92, "title"
    columns = [
        Code("培训编码", "code", required=True, synonyms=("编码",), example="PX-2023-01", help="自行编定，一期一个，不要重复。"),
        Text("培训名称", "title", required=True, synonyms=("班次", "名称"), example="2023年团干部培训班"),
        Choice("培训类别", "kind", TrainingKind, required=True, words={"业务": "skill", "理论": "theory", "任职": "induction"}),
        Reference("主办团组织", "organization", OrganizationLookup, required=True, synonyms=("主办单位",),
                  fixed="主办团组织登记后不变，误登的请删去重登"),
        Text("联合主办单位", "partners"),
        Text("地点", "place", synonyms=("培训地点",)),
        Date("开班日期", "starts_on", required=True, synonyms=("开始日期",), example="2023-06-05"),
        Date("结业日期", "ends_on", required=True, synonyms=("结束日期",), example="2023-06-09"),
        Integer("学时", "hours", required=True, maximum=1000, synonyms=("总学时",), example="40"),
        Text("备注", "remark", max_length=200),
    ]  # fmt: skip

    def check(self, plan):
        first, last, hours = (self.positions[name] for name in ("starts_on", "ends_on", "hours"))
        for row in plan.rows:
            if row.final(first) and row.final(last) and row.final(last) < row.final(first):
                row.refuse(last, "结业日期不能早于开班日期")
            if row.final(hours) == 0:
                row.refuse(hours, "学时应在1至1000之间")
        self._check_records(plan, hours)

    def _check_records(self, plan, hours: int) -> None:
        """The hours of those on the list hold the course's from below."""
        rows = {row.pk: row for row in plan.rows if row.pk and row.changes(hours) and row.final(hours)}
        for chunk in chunked(rows):
            records = TrainingRecord.objects.filter(course__in=chunk).order_by("course", "-hours")
            for course, spent in records.values_list("course", "hours"):
                if spent > rows[course].final(hours):
                    rows[course].refuse(hours, f"名单中有人实际学时为{spent}，学时不能少于它")

    def groups(self, plan):
        townships = Townships()
        for row in plan.rows:
            if place := townships.of(self.path_of(plan, row)):
                yield row, *place

    def path_of(self, plan, row: Row) -> str:
        found = plan.found["organization"].get(row.final(self.positions["organization"]))
        return found.path if found else row.path

    def label_of(self, row: Row) -> str:
        return row.final(self.positions["title"])

    def written(self):
        enqueue_refresh()


@register
class TrainingRecordImport(AboutPersonImport):
    """The list of a course: one row is one person."""

    noun, label, model = "training_record", "参训名单", TrainingRecord
    permission, order, leading = "cadres.import_training_record", 93, "course"
    key = ("course", "person")
    told = AboutPersonImport.told | {"organization": "person__organization__code", "course": "course__code"}
    beside = ("course", *AboutPersonImport.beside)
    derived_fields = ("course", "person")
    columns = [
        Code("培训编码", "course", required=True, synonyms=("班次编码",), example="PX-2023-01"),
        *person_columns(),
        organization_column("建档团组织编码", help="同名的人用它来分辨。"),
        Integer("实际学时", "hours", maximum=1000, synonyms=("学时",), help="留空则按培训班的学时。"),
        Choice("结业", "is_completed", YesNo, default="no", synonyms=("是否结业",)),
        Text("证书编号", "certificate", max_length=60, synonyms=("结业证书",)),
        Text("备注", "remark", max_length=200),
    ]

    def _as_current(self, row) -> Any:
        current = super()._as_current(row)
        flag = self.positions["is_completed"]
        current.values[flag] = YesNo.YES if current.values[flag] is True else YesNo.NO
        return current

    def stored(self, plan, position: int, value: Value) -> Any:
        if position == self.positions["is_completed"]:
            return value == YesNo.YES
        return super().stored(plan, position, value)

    def check(self, plan):
        place, hours = self.positions["course"], self.positions["hours"]
        people = self.people_of(plan)
        codes = {row.values[place] for row in plan.rows if row.values[place] and row.sound(place)}
        courses = plan.prepared["courses"] = {
            course.code: course
            for chunk in chunked(codes)
            for course in TrainingCourse.objects.filter(plan.context.scope.q("organization__path"), code__in=chunk)
        }
        for row in plan.rows:
            person = people.get(row.values[self.positions["person"]] or "")
            row.path = person.org_path if person else row.path
            # It has told namesakes apart; where the record is kept is the record's own business.
            row.values[self.positions["organization"]] = None
            if not row.values[place] or not row.sound(place):
                continue
            course = courses.get(row.values[place])
            if course is None:
                row.refuse(
                    place,
                    f"没有编码为“{row.values[place]}”的培训班，或者不是由您管理范围内的团组织举办，请先登记培训班",
                )
                continue
            if row.current is None and row.values[hours] is None and row.sound(hours):
                row.values[hours] = course.hours
            self._check_record(row, course)

    def _check_record(self, row: Row, course: TrainingCourse) -> None:
        hours, flag, paper = (self.positions[name] for name in ("hours", "is_completed", "certificate"))
        spent, completed = row.final(hours), row.final(flag) == YesNo.YES
        if spent is not None and spent > course.hours:
            row.refuse(hours, f"培训班共{course.hours}学时，实际学时不能超过它")
        if completed and not spent:
            row.refuse(flag, "没有学时的不能登记为结业")
        if row.final(paper) and not completed:
            row.refuse(paper, "没有结业的不填证书编号")

    def derive(self, plan, row: Row) -> tuple:
        course = plan.prepared["courses"][row.final(self.positions["course"])]
        return (course.pk, int(row.final(self.positions["person"])))

    def label_of(self, row: Row) -> str:
        return f"{row.final(self.positions['name'])}参加{row.final(self.positions['course'])}"
