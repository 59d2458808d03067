"""Pages of training courses and of who attended them."""

from __future__ import annotations

from django.urls import reverse

from cadres.filters.development import TrainingCourseFilter, TrainingRecordFilter
from cadres.forms.trainings import (
    CourseCreateForm,
    CourseForm,
    CourseRemoveForm,
    RecordCreateForm,
    RecordForm,
    RecordRemoveForm,
)
from cadres.models import TrainingCourse, TrainingRecord
from cadres.tables.development import TrainingCourseTable, TrainingRecordTable
from league.core.submissions import Outcome
from league.core.tables import Column
from league.core.views import (
    ActionView,
    Link,
    ScopedCreateView,
    ScopedDetailView,
    ScopedListView,
    ScopedUpdateView,
    Tab,
)

SHOWN = 300


class TrainingCourseListView(ScopedListView):
    model, table_class, filterset_class = TrainingCourse, TrainingCourseTable, TrainingCourseFilter
    title, noun = "培训班", "cadres:training-course"
    permission = "cadres.view_training_course"
    create_permission, create_label = "cadres.add_training_course", "登记培训班"
    intro = "培训班由主办的团组织登记；参训名单可以逐人登记，也可以用表格导入。"

    def get_links(self):
        """Besides a new course: the records of one's own people."""
        records = Link("参训记录", reverse("cadres:training-record-list"), "person-lines-fill")
        return [*super().get_links(), records]


class TrainingRecordListView(ScopedListView):
    model, table_class, filterset_class = TrainingRecord, TrainingRecordTable, TrainingRecordFilter
    title, noun = "参训记录", "cadres:training-record"
    permission = "cadres.view_training_record"
    intro = "本级及以下建档人员参加的培训，不论由谁举办。"

    def get_crumbs(self):
        """The courses."""
        return [("培训班", reverse("cadres:training-course-list"))]


class TrainingCourseDetailView(ScopedDetailView):
    model = TrainingCourse
    permission = "cadres.view_training_course"
    select_related = ("organization",)
    facts = (
        Column("code", "培训编码", kind="code"),
        Column("title", "培训名称"),
        Column("kind", "培训类别", kind="choice"),
        Column("organization", "主办团组织", link=True),
        Column("partners", "联合主办单位"),
        Column("place", "地点"),
        Column("starts_on", "开班日期", kind="date"),
        Column("ends_on", "结业日期", kind="date"),
        Column("hours", "学时", kind="number"),
        Column("people", "参训人数", kind="number"),
        Column("person_hours", "总学时", kind="number"),
        Column("remark", "备注"),
    )
    tabs = (Tab("people", "参训名单", "cadres/trainings/tab_people.html"),)

    def get_queryset(self):
        """With the number of people and their hours."""
        return super().get_queryset().with_attendance()

    def get_crumbs(self):
        """The list above."""
        return [("培训班", reverse("cadres:training-course-list"))]

    def get_links(self):
        """The list of people, correcting, removing."""
        pages = (
            ("列入人员", "people", "person-plus", "outline-primary", "cadres.add_training_record"),
            ("修改", "update", "pencil", "outline-secondary", "cadres.change_training_course"),
            ("删去误登", "remove", "trash", "outline-danger", "cadres.remove_training_course"),
        )
        return [
            Link(label, reverse(f"cadres:training-course-{page}", args=[self.object.pk]), icon, tone, permission)
            for label, page, icon, tone, permission in pages
        ]

    def tab_people(self):
        """Those of the list whom this user may see; how many there are besides."""
        records = TrainingRecord.objects.visible_to(self.request.user).filter(course=self.object)
        shown = list(records.select_related("person__organization").order_by("person__org_path", "pk")[:SHOWN])
        return {"records": shown, "others": self.object.people - len(shown)}


class TrainingCourseCreateView(ScopedCreateView):
    model, form_class, permission = TrainingCourse, CourseCreateForm, "cadres.add_training_course"
    title, done = "登记培训班", "已登记：{object}。"

    def get_cancel_url(self):
        """The list."""
        return reverse("cadres:training-course-list")


class TrainingCourseUpdateView(ScopedUpdateView):
    model, form_class, permission = TrainingCourse, CourseForm, "cadres.change_training_course"


class TrainingCourseRemoveView(ActionView):
    model, form_class, permission = TrainingCourse, CourseRemoveForm, "cadres.remove_training_course"
    title, tone = "删去误登", "danger"

    def preview(self, form):
        """The log keeps it."""
        return [f"删去培训班“{self.object}”，操作历史中保留原内容。"]

    def get_done(self, result):
        """The list: the row is gone."""
        return Outcome(reverse("cadres:training-course-list"), f"已删去：{result}。")


class TrainingPeopleView(ActionView):
    """One person onto the list of a course."""

    model, form_class, permission = TrainingCourse, RecordCreateForm, "cadres.add_training_record"
    title, done = "列入人员", "已列入{object}的名单。"

    def preview(self, form):
        """Who, and for how many hours."""
        hours = form.cleaned_data["hours"]
        return [f"将{form.cleaned_data['person']}列入名单，{self.object.hours if hours is None else hours}学时。"]


class TrainingRecordDetailView(ScopedDetailView):
    model = TrainingRecord
    permission = "cadres.view_training_record"
    select_related = ("person__organization", "course__organization")
    facts = (
        Column("person", "参训人员", link=True),
        Column("course", "培训班", link=True),
        Column("organizer", "主办团组织", value="course__organization"),
        Column("starts_on", "开班日期", value="course__starts_on", kind="date"),
        Column("hours", "实际学时", kind="number"),
        Column("is_completed", "结业", kind="bool"),
        Column("certificate", "证书编号"),
        Column("remark", "备注"),
    )

    def get_crumbs(self):
        """The list above."""
        return [("参训记录", reverse("cadres:training-record-list"))]

    def get_links(self):
        """Correcting and removing."""
        key = [self.object.pk]
        return [
            Link("修改", reverse("cadres:training-record-update", args=key), "pencil",
                 permission="cadres.change_training_record"),
            Link("删去误登", reverse("cadres:training-record-remove", args=key), "trash", "outline-danger",
                 "cadres.remove_training_record"),
        ]  # fmt: skip


class TrainingRecordUpdateView(ScopedUpdateView):
    model, form_class, permission = TrainingRecord, RecordForm, "cadres.change_training_record"


class TrainingRecordRemoveView(ActionView):
    model, form_class, permission = TrainingRecord, RecordRemoveForm, "cadres.remove_training_record"
    title, tone = "删去误登", "danger"

    def preview(self, form):
        """The log keeps it."""
        return [f"删去“{self.object}”，操作历史中保留原内容。"]

    def get_done(self, result):
        """The list: the row is gone."""
        return Outcome(reverse("cadres:training-record-list"), f"已删去：{result}。")
