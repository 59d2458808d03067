"""The pages of learning series and records."""

from __future__ import annotations

from django.db.models import Count
from django.urls import reverse

from activities.enums import Channel, NameState
from activities.filters.learning import LearningRecordFilter, LearningSeriesFilter
from activities.forms.learning import (
    RecordCreateForm,
    RecordForm,
    RecordRemoveForm,
    SeriesCreateForm,
    SeriesForm,
)
from activities.models import LearningRecord, LearningSeries, PlatformName
from activities.tables.learning import LearningRecordTable, LearningSeriesTable
from activities.views.activities import OwnNode
from league.core.access import narrowed
from league.core.tables import Column
from league.core.views import Link, ScopedCreateView, ScopedDetailView, ScopedListView, ScopedUpdateView, Tab
from organizations.views.actions import PlainView

SHOWN = 50


class LearningSeriesListView(ScopedListView):
    model, table_class, filterset_class = LearningSeries, LearningSeriesTable, LearningSeriesFilter
    title, noun, permission = "学习栏目", "activities:learning-series", "activities.view_learning_series"
    create_permission, create_label = "activities.add_learning_series", "登记学习栏目"
    intro = "上级的栏目，下级可以登记学习记录；条数只计您管理范围内的。"

    def get_queryset(self):
        """With how many records the user may see."""
        seen = Count("records", filter=self.request.user.scope.q("records__org_path"))
        return super().get_queryset().annotate(records_seen=seen)


class LearningSeriesDetailView(ScopedDetailView):
    model = LearningSeries
    permission = "activities.view_learning_series"
    select_related = ("organization",)
    facts = (
        Column("code", "栏目编码", kind="code"),
        Column("audience", "学习对象", kind="choice"),
        Column("channel", "学习方式", kind="choice", choices=Channel),
        Column("platform", "学习平台"),
        Column("organization", "主管团组织", link=True),
        Column("starts_on", "开始日期", kind="date"),
        Column("ends_on", "结束日期（不含）", kind="date"),
    )
    tabs = (Tab("issues", "各期", "activities/learning/tab_issues.html"),)

    def get_crumbs(self):
        """The list above."""
        return [("学习栏目", reverse("activities:learning-series-list"))]

    def get_links(self):
        """Changing it; a record of it."""
        return [
            Link("修改", reverse("activities:learning-series-update", args=[self.object.pk]), "pencil",
                 permission="activities.change_learning_series"),
        ]  # fmt: skip

    def tab_issues(self):
        """The latest issues with what the user may see of them."""
        rows = narrowed(LearningRecord.objects.filter(series=self.object), self.request.user)
        return {"issues": list(rows.by_issue()[:SHOWN])}


class LearningSeriesCreateView(OwnNode, ScopedCreateView):
    model, form_class, permission = LearningSeries, SeriesCreateForm, "activities.add_learning_series"
    title, done = "登记学习栏目", "已登记：{object}。"

    def get_cancel_url(self):
        """Back to the list."""
        return reverse("activities:learning-series-list")


class LearningSeriesUpdateView(ScopedUpdateView):
    model, form_class, permission = LearningSeries, SeriesForm, "activities.change_learning_series"


class LearningRecordListView(ScopedListView):
    model, table_class, filterset_class = LearningRecord, LearningRecordTable, LearningRecordFilter
    title, noun, permission = "学习记录", "activities:learning-record", "activities.view_learning_record"
    create_permission, create_label = "activities.add_learning_record", "登记学习记录"
    intro = (
        "人次按学习平台的数据，同一人多次学习重复计算，不是人数。参学率为学习人次除以应学人次，超过100%的请核对；"
        "学习人次、参学率不用于考核计分和排名。"
    )

    def get_links(self):
        """The series, the names that wait."""
        pending = narrowed(PlatformName.objects.pending(), self.request.user).count()
        names = reverse("activities:platform-name-list")
        names = f"{names}?state={NameState.PENDING}" if pending else names
        label = f"待匹配名称（{pending}）" if pending else "平台名称对照"
        tone = "warning" if pending else "outline-secondary"
        return [
            Link("学习栏目", reverse("activities:learning-series-list"), "collection",
                 permission="activities.view_learning_series"),
            Link(label, names, "signpost-split", tone, "activities.view_platform_name"),
            *super().get_links(),
        ]  # fmt: skip


class LearningRecordDetailView(ScopedDetailView):
    model = LearningRecord
    permission = "activities.view_learning_record"
    select_related = ("series__organization", "organization", "unit")
    facts = (
        Column("series", "学习栏目", link=True),
        Column("issue", "期次"),
        Column("first_day", "开始日期", kind="date"),
        Column("last_day", "截止日期", kind="date"),
        Column("unit", "学校（单位）", link=True),
        Column("organization", "团组织", link=True),
        Column("is_matched", "名称已匹配", kind="bool"),
        Column("superior", "平台上级名称"),
        Column("name", "平台组织名称"),
        Column("person_times", "学习人次", kind="number"),
        Column("persons", "参学人数（不重复）", kind="number"),
        Column("expected", "应学人次", kind="number"),
        Column("rate", "参学率（%）", value="rate"),
        Column("source", "数据来源"),
    )

    def is_open(self, row):
        """A series of an office above is open to those below."""
        return isinstance(row, LearningSeries) or super().is_open(row)

    def get_crumbs(self):
        """The list above."""
        return [("学习记录", reverse("activities:learning-record-list"))]

    def get_links(self):
        """Correcting and removing."""
        args = [self.object.pk]
        return [
            Link("修改", reverse("activities:learning-record-update", args=args), "pencil",
                 permission="activities.change_learning_record"),
            Link("删去误登", reverse("activities:learning-record-remove", args=args), "trash", "outline-danger",
                 "activities.remove_learning_record"),
        ]  # fmt: skip


class LearningRecordCreateView(OwnNode, ScopedCreateView):
    model, form_class, permission = LearningRecord, RecordCreateForm, "activities.add_learning_record"
    title, done = "登记学习记录", "已登记：{object}。"

    def get_cancel_url(self):
        """Back to the list."""
        return reverse("activities:learning-record-list")


class LearningRecordUpdateView(ScopedUpdateView):
    model, form_class, permission = LearningRecord, RecordForm, "activities.change_learning_record"


class LearningRecordRemoveView(PlainView):
    model, form_class, permission = LearningRecord, RecordRemoveForm, "activities.remove_learning_record"
    title, submit_label, done, tone = "删去误登", "确认删去", "已删去，回到{object}。", "danger"
    sentence = "删去{object}的学习记录，操作历史中保留原内容。"

    def node(self):
        """Where it stands."""
        return self.object.organization
