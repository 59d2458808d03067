"""The pages of samples for verification."""

from django.db.models import Count, Q
from django.urls import reverse

from activities.enums import ActivityState
from activities.filters.activities import ActivitySampleFilter
from activities.forms.programmes import SampleForm
from activities.models import ActivitySample
from activities.tables.activities import ActivitySampleTable
from activities.views.activities import OwnNode
from league.core.dates import Period, today
from league.core.tables import Column
from league.core.views import ScopedCreateView, ScopedDetailView, ScopedListView, Tab


class ActivitySampleListView(ScopedListView):
    model, table_class, filterset_class = ActivitySample, ActivitySampleTable, ActivitySampleFilter
    title, noun, permission = "抽样核验", "activities:activity-sample", "activities.view_activity_sample"
    create_permission, create_label = "activities.draw_activity_sample", "抽取清单"
    intro = "按县里规定的比例随机抽取下级已举办的活动，逐场核对照片和签到；比例见规则“activity.sample_percent”。"

    def get_queryset(self):
        """With how many were drawn and how many of them nobody has looked at."""
        waiting = Q(drawn__activity__state=ActivityState.HELD)
        return super().get_queryset().annotate(size=Count("drawn"), open=Count("drawn", filter=waiting))


class ActivitySampleDetailView(ScopedDetailView):
    model = ActivitySample
    permission = "activities.view_activity_sample"
    select_related = ("organization",)
    facts = (
        Column("organization", "抽样团组织", link=True),
        Column("first_day", "举办日期自", kind="date"),
        Column("last_day", "至（含当日）", kind="date"),
        Column("population", "待核验（场）", kind="number"),
        Column("percent", "比例（%）", kind="number"),
        Column("seed", "随机种子", kind="code"),
        Column("drawn_on", "抽样日期", kind="date"),
    )
    tabs = (Tab("drawn", "抽中的活动", "activities/samples/tab_drawn.html"),)

    def get_tabs(self):
        """The list first: it is what one comes for."""
        facts, drawn, *rest = super().get_tabs()
        return [drawn, facts, *rest]

    def get_crumbs(self):
        """The list above."""
        return [("抽样核验", reverse("activities:activity-sample-list"))]

    def tab_drawn(self):
        """In the order of the draw."""
        rows = self.object.drawn.select_related("activity__organization").order_by("position")
        scope = self.request.user.scope
        return {"drawn": [row for row in rows if scope.covers(row.activity.org_path)]}


class ActivitySampleCreateView(OwnNode, ScopedCreateView):
    model, form_class, permission = ActivitySample, SampleForm, "activities.draw_activity_sample"
    title, submit_label, done = "抽取核验清单", "抽取", "已抽取：{object}。"

    def get_initial(self):
        """This year until today."""
        return {"first_day": Period.year_of(today()).first, "last_day": today()} | super().get_initial()

    def get_cancel_url(self):
        """Back to the list."""
        return reverse("activities:activity-sample-list")
