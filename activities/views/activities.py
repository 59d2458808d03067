"""The pages of activities: list, one of them, and the forms of their plan."""

from __future__ import annotations

from django.urls import reverse
from django.utils.timezone import localtime

from activities.enums import ActivityAction, ActivityKind, ActivityState
from activities.filters.activities import ActivityFilter
from activities.forms.activities import CopyForm, PlanCreateForm, PlanForm, QuickForm, RepeatForm
from activities.models import Activity, Programme
from activities.services.activities import repeated
from activities.tables.activities import ActivityTable, topics_told
from activities.views.activity_photos import with_repeats
from league.core.dates import today
from league.core.money import yuan
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
from league.core.views.photos import TakesPhotos
from organizations.views.actions import TurnTaking

ICONS = {
    ActivityAction.PUBLISH: "megaphone",
    ActivityAction.RETRACT: "arrow-counterclockwise",
    ActivityAction.HOLD: "check2",
    ActivityAction.AMEND: "pencil-square",
    ActivityAction.VERIFY: "patch-check",
    ActivityAction.RETURN: "reply",
    ActivityAction.UNVERIFY: "arrow-counterclockwise",
    ActivityAction.CANCEL: "x-octagon",
    ActivityAction.RESTORE: "arrow-counterclockwise",
}
MAIN = (ActivityAction.HOLD, ActivityAction.VERIFY)


def other_views(here: str) -> list[Link]:
    """The three ways to look at activities."""
    views = (("list", "列表", "list-ul"), ("board", "看板", "kanban"), ("calendar", "日历", "calendar3"))
    return [
        Link(label, reverse(f"activities:activity-{slug}"), icon, permission="activities.view_activity")
        for slug, label, icon in views
        if slug != here
    ]


class ActivityListView(ScopedListView):
    model, table_class, filterset_class = Activity, ActivityTable, ActivityFilter
    title, noun, permission = "活动", "activities:activity", "activities.view_activity"
    create_permission, create_label = "activities.add_activity", "登记计划"
    intro = "人次从“已举办”起计入统计；由上级团组织核验。"

    def get_queryset(self):
        """With the heads and the units reached."""
        return super().get_queryset().with_person_times().with_reach().prefetch_related("topics")

    def get_links(self):
        """The other views, the short form."""
        quick = Link(
            "补记一场", reverse("activities:activity-quick"), "lightning", "primary", "activities.add_activity"
        )
        return [*other_views("list"), quick, *super().get_links()]


class ActivityDetailView(ScopedDetailView):
    model = Activity
    permission = "activities.view_activity"
    template_name = "activities/activities/detail.html"
    select_related = ("organization", "programme__organization", "home", "unit", "division", "series")
    facts = (
        Column("code", "活动编码", kind="code"),
        Column("state", "状态", kind="badge", choices=ActivityState),
        Column("kind", "类别", kind="badge", choices=ActivityKind),
        Column("topics", "主题", value=topics_told),
        Column("organization", "主办团组织", link=True),
        Column("by_federation", "青联主办", kind="bool"),
        Column("programme", "品牌项目", link=True),
        Column("series", "系列首场", link=True),
        Column("partners", "协办单位"),
        Column("opening", "开始时间", kind="date"),
        Column("closing", "结束时间", kind="date"),
        Column("home", "青年阵地", link=True),
        Column("unit", "所在单位", link=True),
        Column("division", "所在区划"),
        Column("place", "地点"),
        Column("summary", "活动简介"),
    )
    tabs = (
        Tab("outcome", "举办情况", "activities/activities/tab_outcome.html"),
        Tab("photos", "照片", "activities/activities/tab_photos.html"),
    )

    def is_open(self, row):
        """A programme of an office above is open to those below."""
        return isinstance(row, Programme) or super().is_open(row)

    def get_crumbs(self):
        """The list above."""
        return [("活动", reverse("activities:activity-list"))]

    def get_links(self):
        """What can be done with its plan."""
        args = [self.object.pk]
        return [
            Link("修改", reverse("activities:activity-update", args=args), "pencil",
                 permission="activities.change_activity"),
            Link("照抄", reverse("activities:activity-copy", args=args), "copy",
                 permission="activities.copy_activity"),
            Link("排成系列", reverse("activities:activity-repeat", args=args), "calendar-range",
                 permission="activities.repeat_activity"),
            Link("添加照片", reverse("activities:activity-photo-add", args=args), "camera",
                 permission="activities.add_activity_photo"),
        ]  # fmt: skip

    def get_context(self):
        """The steps that the state machine and the user's rights allow."""
        activity, user = self.object, self.request.user
        actions = [
            Link(
                action.label, reverse(f"activities:activity-{action}", args=[activity.pk]), ICONS[action],
                "primary" if action in MAIN else "outline-secondary",
            )
            for action in activity.stage.actions
            if user.has_perm(action.permission, activity)
        ]  # fmt: skip
        return super().get_context() | {"actions": actions}

    def tab_outcome(self):
        """Heads of each audience and the units reached."""
        activity = self.object
        heads = list(activity.audiences.order_by("pk"))
        by_name = any(row.persons is not None for row in heads)
        rows = [
            [row.get_audience_display(), row.person_times, *([row.persons or "—"] if by_name else [])] for row in heads
        ]
        reach = [row.unit for row in activity.reach.select_related("unit").order_by("unit__code")]
        return {
            "headers": ["对象", "人次", *(["人数（不重复）"] if by_name else [])],
            "numeric": [1, 2],
            "heads": rows,
            "total": sum(row.person_times for row in heads),
            "reach": [(unit, unit.get_absolute_url() if self.is_open(unit) else "") for unit in reach],
            "expenditure": yuan(activity.expenditure),
            "counted": activity.state in ActivityState.counted,
        }

    def tab_photos(self):
        """All of them; the same picture elsewhere is pointed out."""
        return {"photos": with_repeats(self.object.photos.select_related("activity"), self.request.user)}


class OwnNode:
    """A form that begins with the user's own organisation."""

    def get_initial(self):
        """The own node, unless the address says otherwise."""
        grants = [grant for grant in self.request.user.current_grants if grant.organization_id]
        own = {"organization": grants[0].organization} if grants else {}
        return own | super().get_initial()

    def get_cancel_url(self):
        """Back to the list."""
        return reverse("activities:activity-list")


class ActivityCreateView(OwnNode, ScopedCreateView):
    model, form_class, permission = Activity, PlanCreateForm, "activities.add_activity"
    title, done = "登记活动计划", "已登记草稿：{object}。请发布，举办后登记举办情况。"


class ActivityQuickView(OwnNode, TakesPhotos, ScopedCreateView):
    model, form_class, permission = Activity, QuickForm, "activities.add_activity"
    title, done = "补记一场活动", "已登记举办：{object}。"
    template_name = "activities/activities/quick.html"

    def get_initial(self):
        """Today."""
        return {"day": today()} | super().get_initial()

    def get_done(self, result):
        """To what was written, so that more audiences and the reach may be added at once."""
        return Outcome(f"{result.get_absolute_url()}?tab=outcome", self.done.format(object=result))


class ActivityTurn(TurnTaking):
    """An activity stands at its organiser."""

    model = Activity

    def get_queryset(self):
        """With the organisation whose tree is locked."""
        return Activity.objects.select_related("organization")

    def node(self):
        """The organiser."""
        return self.object.organization


class ActivityUpdateView(ActivityTurn, ScopedUpdateView):
    form_class, permission = PlanForm, "activities.change_activity"


class ActivityCopyView(ActivityTurn, ScopedUpdateView):
    form_class, permission = CopyForm, "activities.copy_activity"
    submit_label, done = "照抄为草稿", "已照抄为草稿：{object}，请核对时间和内容。"

    def get_title(self):
        """The one copied."""
        return f"照抄：{self.object}"


class ActivityRepeatView(ActivityTurn, ActionView):
    form_class, permission, title = RepeatForm, "activities.repeat_activity", "排成系列"
    done = "已按系列排出草稿：{object}。"

    def preview(self, form):
        """When the further ones begin."""
        moments = repeated(self.object.starts_at, **form.cleaned_data)
        days = "、".join(localtime(moment).strftime("%Y-%m-%d") for moment in moments[:10])
        more = f"等，至{localtime(moments[-1]):%Y-%m-%d}" if len(moments) > 10 else ""
        return [f"将登记{len(moments)}份草稿，时间为{days}{more}，时刻、地点和内容与本场相同。"]
