"""The pages of programmes."""

from django.db.models import Count, Q
from django.urls import reverse

from activities.enums import ActivityState
from activities.filters.activities import ProgrammeFilter
from activities.forms.programmes import ProgrammeCreateForm, ProgrammeForm
from activities.models import Programme
from activities.tables.activities import ProgrammeTable
from activities.views.activities import OwnNode
from activities.views.activity_tabs import activities_of_programme
from league.core.tables import Column
from league.core.views import Link, ScopedCreateView, ScopedDetailView, ScopedListView, ScopedUpdateView, Tab


class ProgrammeListView(ScopedListView):
    model, table_class, filterset_class = Programme, ProgrammeTable, ProgrammeFilter
    title, noun, permission = "品牌项目", "activities:programme", "activities.view_programme"
    create_permission, create_label = "activities.add_programme", "登记品牌项目"
    intro = "上级的项目，下级可以在其名下登记活动；场次只计您管理范围内的。"

    def get_queryset(self):
        """With how many the user may see of what was held."""
        counted = Q(activities__state__in=ActivityState.counted) & self.request.user.scope.q("activities__org_path")
        return super().get_queryset().annotate(held=Count("activities", filter=counted))


class ProgrammeDetailView(ScopedDetailView):
    model = Programme
    permission = "activities.view_programme"
    select_related = ("organization",)
    facts = (
        Column("code", "项目编码", kind="code"),
        Column("series", "所属系列"),
        Column("organization", "主办团组织", link=True),
        Column("starts_on", "开始日期", kind="date"),
        Column("ends_on", "结束日期（不含）", kind="date"),
        Column("text", "项目简介"),
    )
    tabs = (Tab("activities", "活动", "activities/activities/tab_list.html"),)

    def get_crumbs(self):
        """The list above."""
        return [("品牌项目", reverse("activities:programme-list"))]

    def get_links(self):
        """Changing it."""
        args = [self.object.pk]
        return [
            Link(
                "修改", reverse("activities:programme-update", args=args), "pencil",
                permission="activities.change_programme",
            )
        ]  # fmt: skip

    def tab_activities(self):
        """The latest of those in the user's scope."""
        return activities_of_programme(self)


class ProgrammeCreateView(OwnNode, ScopedCreateView):
    model, form_class, permission = Programme, ProgrammeCreateForm, "activities.add_programme"
    title, done = "登记品牌项目", "已登记：{object}。"

    def get_cancel_url(self):
        """Back to the list."""
        return reverse("activities:programme-list")


class ProgrammeUpdateView(ScopedUpdateView):
    model, form_class, permission = Programme, ProgrammeForm, "activities.change_programme"
