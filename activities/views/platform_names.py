"""The pages of the names of platforms: the worklist of those that nobody has matched."""

from __future__ import annotations

from django.urls import reverse

from activities.enums import NameState
from activities.filters.learning import PlatformNameFilter
from activities.forms.learning import DismissForm, MatchForm, ReopenForm
from activities.imports.learning_owners import guess
from activities.models import LearningRecord, PlatformName
from activities.services.platform_names import waiting
from activities.tables.learning import PlatformNameTable
from league.core.tables import Column
from league.core.views import ActionView, Link, ScopedDetailView, ScopedListView, Tab
from organizations.views.actions import TurnTaking

SHOWN = 50


class PlatformNameListView(ScopedListView):
    model, table_class, filterset_class = PlatformName, PlatformNameTable, PlatformNameFilter
    title, noun, permission = "平台名称对照", "activities:platform-name", "activities.view_platform_name"
    intro = "学习平台导出的名称在组织册中找不到的，列在这里。匹配一次，已导入的记录随即归位，以后导入自动识别。"
    empty = "没有需要匹配的平台名称。"

    def get_queryset(self):
        """With the records that wait."""
        return super().get_queryset().with_records()


class PlatformNameDetailView(ScopedDetailView):
    model = PlatformName
    permission = "activities.view_platform_name"
    select_related = ("organization", "meant_organization", "meant_unit")
    facts = (
        Column("name", "平台组织名称"),
        Column("superior", "平台上级名称"),
        Column("state", "匹配状态", kind="badge", choices=NameState),
        Column("meant", "对应团组织或单位", value="meant", link=True),
        Column("organization", "导入团组织", link=True),
        Column("seen_on", "首次导入", kind="date"),
        Column("decided_on", "处理日期", kind="date"),
        Column("reason", "理由"),
    )
    tabs = (Tab("records", "学习记录", "activities/learning/tab_records.html"),)

    def get_crumbs(self):
        """The list above."""
        return [("平台名称对照", reverse("activities:platform-name-list"))]

    def get_links(self):
        """What can be said of it."""
        args = [self.object.pk]
        label = "改正匹配" if self.object.state == NameState.MATCHED else "匹配"
        return [
            Link(label, reverse("activities:platform-name-match", args=args), "link-45deg", "primary",
                 "activities.match_platform_name"),
            Link("不属本县", reverse("activities:platform-name-dismiss", args=args), "x-circle",
                 permission="activities.dismiss_platform_name"),
            Link("恢复待匹配", reverse("activities:platform-name-reopen", args=args), "arrow-counterclockwise",
                 permission="activities.reopen_platform_name"),
        ]  # fmt: skip

    def tab_records(self):
        """The latest under the name."""
        rows = LearningRecord.objects.of_name(self.object).select_related("series")
        return {"records": list(rows[:SHOWN])}


class NameTurn(TurnTaking):
    """A name stands at the office that imported it."""

    model = PlatformName

    def get_queryset(self):
        """With the organisation whose tree is locked."""
        return PlatformName.objects.select_related("organization")

    def node(self):
        """The office."""
        return self.object.organization


class PlatformNameMatchView(NameTurn, ActionView):
    form_class, permission, title = MatchForm, "activities.match_platform_name", "匹配平台名称"
    submit_label, done = "确认匹配", "已匹配：{object}。"

    def get_initial(self):
        """What it means already, or what it probably means."""
        name = self.object
        if name.meant:
            own = {"organization": name.meant_organization, "unit": name.meant_unit}
        else:
            own = guess(name, self.request.user.scope)
        return own | super().get_initial()

    def preview(self, form):
        """Where the records go; what looks like a second entry."""
        data = form.cleaned_data
        meant = data["unit"] or data["organization"]
        rows = LearningRecord.objects.of_name(self.object)
        total = rows.person_times_in_all()
        sentences = [f"“{self.object}”对应{meant}，{rows.count()}条学习记录（{total}）归到它的名下，以后导入自动识别。"]
        held = LearningRecord.objects.matched().exclude(superior=self.object.superior, name=self.object.name)
        held = held.filter(unit=data["unit"]) if data["unit"] else held.filter(organization=meant, unit=None)
        issues = {(row.series_id, row.issue) for row in rows} & {(row.series_id, row.issue) for row in held}
        if issues:
            sentences.append(f"请注意：{meant}有{len(issues)}期已有别的名称的学习记录，请核对不是同一批人重复登记。")
        return sentences


class PlatformNameDismissView(NameTurn, ActionView):
    form_class, permission, title = DismissForm, "activities.dismiss_platform_name", "列为不属本县"
    submit_label, done, tone = "确认", "已列为不属本县：{object}。", "danger"

    def preview(self, form):
        """What goes."""
        rows = waiting(self.object)
        return [
            f"“{self.object}”列为不属本县，删去它名下待匹配的{rows.count()}条学习记录（{rows.person_times_in_all()}），"
            "以后导入时不再接收；操作历史中保留原内容。"
        ]


class PlatformNameReopenView(NameTurn, ActionView):
    form_class, permission, title = ReopenForm, "activities.reopen_platform_name", "恢复待匹配"
    submit_label, done = "确认恢复", "已恢复待匹配：{object}。"

    def preview(self, form):
        """What has to be done again."""
        return [f"“{self.object}”恢复为待匹配；原来删去的学习记录须重新导入。"]
