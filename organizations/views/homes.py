"""The pages of homes."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.urls import reverse

from league.core.dates import today
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
from organizations.criteria import judge
from organizations.enums import HomeAction, HomeKind, HomeState, PhotoSubject
from organizations.filters.homes import HomeFilter, IdleHomeFilter
from organizations.forms.homes import HomeActionForm, HomeCreateForm, HomeForm, HomeMonthForm
from organizations.models import HomeVersion, YouthHome
from organizations.schematic import picture
from organizations.services.home_idleness import idle_homes, reminders
from organizations.services.homes import advance_refusal
from organizations.services.records import chinese_date
from organizations.tables.homes import HomeTable, IdleHomeTable
from organizations.views.actions import TurnTaking
from organizations.views.home_photos import with_repeats

ICONS = {
    HomeAction.ACCEPT: "check2-circle",
    HomeAction.REFUSE: "x-circle",
    HomeAction.REAPPLY: "arrow-repeat",
    HomeAction.OPEN: "door-open",
    HomeAction.SUSPEND: "pause-circle",
    HomeAction.RESUME: "play-circle",
    HomeAction.CLOSE: "x-octagon",
}
KEPT = (
    ("修改", "update", "pencil", "organizations.change_home"),
    ("登记月度记录", "month", "calendar-check", "organizations.record_home_month"),
    ("登记检查", "check", "clipboard-check", "organizations.check_home"),
    ("添加照片", "photo-add", "camera", "organizations.add_home_photo"),
)
YEARS_SHOWN = 4
PHOTOS_SHOWN = 60


def address(name: str, home: YouthHome) -> str:
    """URL of one of a home's pages."""
    return reverse(f"organizations:home-{name}", args=[home.pk])


class HomeListView(ScopedListView):
    model, table_class, filterset_class = YouthHome, HomeTable, HomeFilter
    title, noun = "青年阵地", "organizations:home"
    permission = "organizations.view_home"
    create_permission, create_label = "organizations.add_home", "申报阵地"
    intro = "青年之家、团团心灵驿站、青联小屋。实体化运行按规则逐项判断，各项情况见阵地的页面。"

    def get_links(self):
        """The other views of the same homes."""
        return [
            Link("示意图", reverse("organizations:home-map"), "geo-alt"),
            Link("闲置清单", reverse("organizations:home-idle"), "exclamation-triangle"),
            Link("走访任务", reverse("organizations:home-visit-list"), "person-walking"),
            Link("照片", reverse("organizations:home-photo-list"), "images"),
            *super().get_links(),
        ]


class IdleHomeListView(ScopedListView):
    model, table_class, filterset_class = HomeVersion, IdleHomeTable, IdleHomeFilter
    title, noun = "闲置清单", "organizations:home"
    permission = "organizations.view_home"
    intro = "正在运行、但久无活动、共建协议到期或年度检查过期的阵地，按今天的规则列出。"
    empty = "没有闲置的阵地。"
    template_name = "organizations/homes/idle.html"

    def get_links(self):
        """Somebody goes there."""
        return [
            Link("走访任务", reverse("organizations:home-visit-list"), "person-walking"),
            Link("安排走访", reverse("organizations:home-visit-assign"), "plus-lg", "primary",
                 "organizations.assign_home_visit"),
        ]  # fmt: skip

    def get_queryset(self):
        """Idle today."""
        return idle_homes(on=today()).visible_to(self.request.user)

    def get_context(self):
        rows = self.rows.select_related("responsible", "subject").order_by("responsible__path", "subject__code")
        return super().get_context() | {"reminders": reminders(rows, on=today())}


class HomeDetailView(ScopedDetailView):
    model = YouthHome
    permission = "organizations.view_home"
    template_name = "organizations/homes/detail.html"
    select_related = ("division", "responsible", "unit")
    facts = (
        Column("name", "阵地名称"),
        Column("code", "编码", kind="code"),
        Column("kind", "类别", kind="badge", choices=HomeKind),
        Column("base", "依托阵地", kind="choice"),
        Column("state", "状态", kind="badge", choices=HomeState),
        Column("unit", "依托单位", link=True),
        Column("responsible", "负责团组织", link=True),
        Column("division", "所在区划", link=True),
        Column("address", "地址"),
        Column("area", "面积（平方米）", kind="number"),
        Column("has_sign", "已挂标识标牌", kind="bool"),
        Column("manager", "管理员"),
        Column("office_phone", "办公电话", value="masked_phone"),
        Column("opening_days", "开放时间", value="opening_days"),
        Column("cloud_number", "云平台编号"),
        Column("partners", "共建单位"),
        Column("agreement_ends_on", "共建协议到期日", kind="date"),
        Column("applied_on", "申报日期", kind="date"),
        Column("source", "数据来源"),
    )
    tabs = (
        Tab("months", "月度记录", "organizations/homes/tab_months.html"),
        Tab("checks", "年度检查", "organizations/homes/tab_checks.html"),
        Tab("photos", "照片", "organizations/homes/tab_photos.html"),
        Tab("visits", "走访", "organizations/homes/tab_visits.html"),
        Tab("life", "运行阶段", "organizations/homes/tab_life.html"),
    )

    def get_crumbs(self):
        """The list above."""
        return [("青年阵地", reverse("organizations:home-list"))]

    def get_context(self):
        user, home = self.request.user, self.object
        actions = [
            Link(label, address(page, home), icon)
            for label, page, icon, permission in KEPT
            if home.state != HomeState.CLOSED and user.has_perm(permission, home)
        ]
        actions += [
            Link(action.label, address(action.value, home), ICONS[action])
            for action in home.stage.actions
            if user.has_perm(action.permission, home)
        ]
        visit = home.visits.open().first()
        if visit is None and home.state != HomeState.CLOSED and user.has_perm("organizations.assign_home_visit", home):
            url = f"{reverse('organizations:home-visit-assign')}?homes={home.pk}"
            actions.append(Link("安排走访", url, "person-walking"))
        ticks = judge(home, on=today()) if home.state == HomeState.RUNNING else []
        asked = [tick for tick in ticks if tick.ok is not None]
        return super().get_context() | {
            "actions": actions,
            "ticks": ticks,
            "missing": sum(not tick.ok for tick in asked),
            "visit": visit,
            "late": visit is not None and visit.is_late(today()),
        }

    def tab_months(self):
        """A grid: a line for each of the last years, a cell for each month."""
        found = {row.month: row for row in self.object.months.all()}
        first = min([*found, today()]).year
        years = range(today().year, max(first, today().year - YEARS_SHOWN + 1) - 1, -1)
        return {
            "grid": [(year, [found.get(date(year, month, 1)) for month in range(1, 13)]) for year in years],
            "month_names": range(1, 13),
        }

    def tab_checks(self):
        """The checks with what was wrong."""
        return {"checks": list(self.object.checks.prefetch_related("items").annotate(photo_count=Count("photos")))}

    def tab_photos(self):
        """The album, or the part of it that ``?shows=`` names."""
        chosen = self.request.GET.get("shows", "")
        photos = self.object.photos.order_by("-taken_on", "-pk")
        found = photos.filter(shows=chosen) if chosen in PhotoSubject.values else photos
        return {
            "photos": with_repeats(found[:PHOTOS_SHOWN], self.request.user),
            "total": found.count(),
            "chosen": chosen,
            "subjects": PhotoSubject.choices,
        }

    def tab_visits(self):
        """Who was to go there, and what was found."""
        return {"visits": list(self.object.visits.all()), "today": today()}

    def tab_life(self):
        """In which state it was from when to when."""
        return {"periods": list(self.object.periods.order_by("-starts_on"))}


class HomeCreateView(ScopedCreateView):
    model, form_class, permission, title = YouthHome, HomeCreateForm, "organizations.add_home", "申报阵地"
    template_name = "organizations/homes/form.html"
    done = "已申报：{object}。"

    def get_context(self):
        return super().get_context() | {"picture": picture()}


class HomeTurn(TurnTaking):
    """A home stands at the organisation that answers for it."""

    model = YouthHome

    def get_queryset(self):
        """With the organisation whose tree is locked."""
        return YouthHome.objects.select_related("responsible")

    def node(self):
        """The organisation that answers for it."""
        return self.object.responsible


class HomeUpdateView(HomeTurn, ScopedUpdateView):
    form_class, permission = HomeForm, "organizations.change_home"
    template_name = "organizations/homes/form.html"

    def get_context(self):
        return super().get_context() | {"picture": picture()}


class HomeMonthView(HomeTurn, ActionView):
    form_class, permission, title = HomeMonthForm, "organizations.record_home_month", "登记月度记录"
    done = "已登记：{object}。"

    def get_initial(self):
        """Last month, unless the address says which."""
        first = today().replace(day=1)
        last = first.replace(year=first.year - (first.month == 1), month=(first.month - 2) % 12 + 1)
        return {"month": last} | super().get_initial()

    def preview(self, form):
        """One sentence."""
        data = form.cleaned_data
        return [
            f"登记“{self.object}”{data['month'].year}年{data['month'].month}月活动{data['activities']}场，"
            f"其中有签到记录{data['attendances']}场。"
        ]


class HomeActionView(HomeTurn, ActionView):
    """One step of the life cycle; the URL says which."""

    form_class = HomeActionForm
    action = HomeAction.ACCEPT

    @property
    def permission(self):
        """The right of the step."""
        return self.action.permission

    @property
    def title(self):
        """The step's name."""
        return self.action.label

    def preview(self, form):
        """What follows, or why it cannot be."""
        data = form.cleaned_data
        if refusal := advance_refusal(self.object, self.action, on=data["on"]):
            raise ValidationError(refusal)
        if self.action.needs_reason and not data["reason"].strip():
            raise ValidationError({"reason": f"“{self.action.label}”须写明理由。"})
        after = self.object.stage.after(self.action).label
        return [f"自{chinese_date(data['on'])}起，“{self.object}”由“{self.object.get_state_display()}”转为“{after}”。"]

    def perform(self, form):
        """办理."""
        return form.perform_action(self.action, self.request.user)
