"""The pages of service teams."""

from __future__ import annotations

from django.urls import reverse

from activities.filters.service import ServiceTeamFilter
from activities.forms.service_teams import (
    DissolveTeamForm,
    LeaveTeamForm,
    RemoveMemberForm,
    ServiceTeamCreateForm,
    ServiceTeamForm,
    TeamMemberForm,
)
from activities.models import ServiceTeam, ServiceTeamMember
from activities.tables.service import ServiceTeamTable
from activities.views.activities import OwnNode
from league.core.dates import today
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
from organizations.views.actions import TurnTaking

SHOWN = 20


class ServiceTeamListView(ScopedListView):
    model, table_class, filterset_class = ServiceTeam, ServiceTeamTable, ServiceTeamFilter
    title, noun, permission = "服务队", "activities:service-team", "activities.view_service_team"
    create_permission, create_label = "activities.add_service_team", "登记服务队"
    intro = "“1+2+3+N”：1个阵地，党组织和团组织2个组织，党员、团员、少先队员3种身份，N名青年志愿者。少先队员只计人数。"


class ServiceTeamDetailView(ScopedDetailView):
    model = ServiceTeam
    permission = "activities.view_service_team"
    select_related = ("organization", "home", "unit")
    facts = (
        Column("code", "服务队编码", kind="code"),
        Column("home", "青年阵地", link=True),
        Column("unit", "村（社区）等单位", link=True),
        Column("party_organization", "联建党组织"),
        Column("organization", "所属团组织", link=True),
        Column("party_members", "党员（人）", kind="number"),
        Column("league_members", "团员（人）", kind="number"),
        Column("pioneers", "少先队员（人）", kind="number"),
        Column("volunteers", "青年志愿者（人）", kind="number"),
        Column("counted_on", "人数截至日期", kind="date"),
        Column("missing", "尚缺", value=lambda team: "、".join(team.missing) or "已齐备"),
        Column("duties", "服务内容"),
        Column("founded_on", "成立日期", kind="date"),
        Column("dissolved_on", "撤销日期", kind="date"),
    )
    tabs = (
        Tab("members", "记名队员", "activities/service/tab_members.html"),
        Tab("meetings", "恳谈会", "activities/service/tab_meetings.html"),
    )

    def get_crumbs(self):
        """The list above."""
        return [("服务队", reverse("activities:service-team-list"))]

    def get_links(self):
        """What can be done with it."""
        args = [self.object.pk]
        return [
            Link("更正资料和人数", reverse("activities:service-team-update", args=args), "pencil",
                 permission="activities.change_service_team"),
            Link("队员记名", reverse("activities:service-team-member-add", args=args), "person-plus",
                 permission="activities.add_service_team_member"),
            Link("撤销", reverse("activities:service-team-dissolve", args=args), "x-octagon", "outline-danger",
                 "activities.dissolve_service_team"),
        ]  # fmt: skip

    def tab_members(self):
        """Those known by name; a person kept elsewhere is named without a link."""
        rows = self.object.members.select_related("person__organization", "team").order_by("left_on", "joined_on", "pk")
        user = self.request.user
        return {
            "members": [
                (
                    row,
                    row.person.get_absolute_url() if self.is_open(row.person) else "",
                    user.has_perm("activities.leave_service_team", row),
                    user.has_perm("activities.remove_service_team_member", row),
                )
                for row in rows
            ]
        }

    def tab_meetings(self):
        """The latest meetings of the team in the user's scope."""
        rows = self.object.meetings.visible_to(self.request.user).with_needs().select_related("unit")
        return {
            "meetings": rows.order_by("-held_on", "code")[:SHOWN],
            "all_url": f"{reverse('activities:yard-meeting-list')}?team={self.object.code}",
            "empty_title": "这支服务队还没有登记恳谈会。",
        }


class ServiceTeamCreateView(OwnNode, ScopedCreateView):
    model, form_class, permission = ServiceTeam, ServiceTeamCreateForm, "activities.add_service_team"
    title, done = "登记服务队", "已登记：{object}。"

    def get_initial(self):
        """Counted today unless somebody says otherwise."""
        return {"counted_on": today()} | super().get_initial()

    def get_cancel_url(self):
        """Back to the list."""
        return reverse("activities:service-team-list")


class TeamTurn(TurnTaking):
    """A team stands at its organisation."""

    model = ServiceTeam

    def get_queryset(self):
        """With the organisation whose tree is locked."""
        return ServiceTeam.objects.select_related("organization", "home", "unit")

    def node(self):
        """Its organisation."""
        return self.object.organization


class ServiceTeamUpdateView(TeamTurn, ScopedUpdateView):
    form_class, permission = ServiceTeamForm, "activities.change_service_team"


class ServiceTeamDissolveView(TeamTurn, ActionView):
    form_class, permission, title = DissolveTeamForm, "activities.dissolve_service_team", "撤销服务队"
    submit_label, tone, done = "确认撤销", "danger", "已撤销：{object}。"

    def preview(self, form):
        """What ends with it."""
        named = self.object.members.filter(left_on__isnull=True).count()
        return [f"“{self.object}”自{form.cleaned_data['on']}起撤销，{named}名记名队员同日退出；记录保留，不能恢复。"]


class ServiceTeamMemberAddView(TeamTurn, ScopedUpdateView):
    form_class, permission = TeamMemberForm, "activities.add_service_team_member"
    submit_label = "记名"

    def get_title(self):
        """Into which team."""
        return f"队员记名：{self.object}"

    def get_done(self, result):
        """To the members."""
        return Outcome(result.get_absolute_url(), f"已记名：{result.person}。")


class MemberTurn(TurnTaking):
    """A member stands where the team does."""

    model = ServiceTeamMember

    def get_queryset(self):
        """With the organisation whose tree is locked."""
        return ServiceTeamMember.objects.select_related("team__organization", "person")

    def node(self):
        """The team's organisation."""
        return self.object.team.organization


class ServiceTeamMemberLeaveView(MemberTurn, ActionView):
    form_class, permission, title = LeaveTeamForm, "activities.leave_service_team", "登记退出"
    done = "已登记退出：{object}。"

    def preview(self, form):
        """One sentence."""
        return [f"{self.object.person}自{form.cleaned_data['on']}起退出“{self.object.team}”；服务队的人数请另行更正。"]


class ServiceTeamMemberRemoveView(MemberTurn, ActionView):
    form_class, permission, title = RemoveMemberForm, "activities.remove_service_team_member", "删去误登的队员"
    submit_label, tone = "确认删去", "danger"

    def preview(self, form):
        """One sentence."""
        return [f"从“{self.object.team}”的记名队员中删去{self.object.person}；确实参加过的，请改办退出。"]

    def get_done(self, result):
        """Back to the team's members."""
        return Outcome(f"{result.get_absolute_url()}?tab=members", "已删去。")
