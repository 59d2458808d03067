"""Pages of recommendation to the Party: the lists, the dossier and its steps."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse

from cadres.enums import RecommendationAction, RecommendationKind, RecommendationState
from cadres.filters.development import RecommendationFilter
from cadres.forms.recommendations import FORMS, ProposalForm, RenewForm
from cadres.models import CalendarDay, Recommendation
from cadres.services.recommendation_findings import recommendation_findings
from cadres.services.recommendations import renewal_refusal
from cadres.tables.development import HandoverTable, RecommendationTable
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
from league.core.views.steps import StepPage
from organizations.services.records import chinese_date

Action = RecommendationAction
ICONS = {
    Action.REVISE: "pencil",
    Action.AGREE: "check2",
    Action.HOLD: "people",
    Action.DECIDE: "clipboard-check",
    Action.CHECK: "check2-circle",
    Action.PUBLICIZE: "megaphone",
    Action.CONCLUDE: "flag",
    Action.HAND_OVER: "send",
    Action.ACCEPT: "award",
    Action.DECLINE: "reply",
    Action.FOLLOW: "graph-up-arrow",
    Action.REJECT: "slash-circle",
    Action.STEP_BACK: "arrow-counterclockwise",
    Action.WITHDRAW: "x-octagon",
}
# Steps that cannot be taken back by the next form: what they do is said before.
GRAVE = (Action.REJECT, Action.STEP_BACK, Action.WITHDRAW)
STEPS = {
    "proposed": ("提出人选", "proposed_on"),
    "agreed": ("同意召开", "agreed_on"),
    "voted": ("支部大会", "meeting_on"),
    "decided": ("支委会", "decided_on"),
    "checked": ("上级审核", "checked_on"),
    "publicized": ("公示", "publicity_from"),
    "passed": ("推优通过", "concluded_on"),
    "handed": ("报送", "handed_on"),
    "accepted": ("党组织采纳", "feedback_on"),
}


class Step(NamedTuple):
    """One step of the stepper."""

    label: str
    day: object
    is_done: bool
    is_current: bool


def steps_of(row: Recommendation) -> list[Step]:
    """The straight way through the dossier, as far as it has come."""
    course = RecommendationState.course
    last = RecommendationState.HANDED if row.state == RecommendationState.DECLINED else row.state
    reached = course.index(last) if last in course else -1
    over = row.state == RecommendationState.ACCEPTED
    return [
        Step(STEPS[state][0], getattr(row, STEPS[state][1]) if number <= reached else None,
             number < reached or (over and number == reached), number == reached and not over)
        for number, state in enumerate(course)
    ]  # fmt: skip


def permission_of(action: Action) -> str:
    """The right that an action asks for."""
    return f"cadres.{action}_recommendation"


def step_url(action: Action, row: Recommendation) -> str:
    """Address of an action's form."""
    return reverse(f"cadres:recommendation-{action.replace('_', '-')}", args=[row.pk])


class RecommendationListView(ScopedListView):
    model, table_class, filterset_class = Recommendation, RecommendationTable, RecommendationFilter
    title, noun = "推优入党", "cadres:recommendation"
    permission = "cadres.view_recommendation"
    create_permission, create_label = "cadres.propose_recommendation", "提出人选"
    intro = "一人一类一份卷宗：提出人选、同意召开、支部大会、支委会、上级审核、公示、报送党支部、党组织反馈。"

    def get_links(self):
        """Besides a new proposal: what has expired, and the list for the Party."""
        address = reverse("cadres:recommendation-list")
        return [
            *super().get_links(),
            Link("待续推", f"{address}?validity=expired", "arrow-repeat"),
            Link("移交名册", reverse("cadres:recommendation-handover"), "file-earmark-spreadsheet"),
        ]


class HandoverListView(ScopedListView):
    model, table_class, filterset_class = Recommendation, HandoverTable, RecommendationFilter
    title, noun = "推优移交名册", "cadres:recommendation"
    permission = "cadres.view_recommendation"
    intro = "推优通过的人选，按姓名和遮盖的身份证号核对，导出后交党组织录入；两个系统之间没有接口。"

    def get_queryset(self):
        """Those that passed."""
        return super().get_queryset().handed_over()

    def get_crumbs(self):
        """The list above."""
        return [("推优入党", reverse("cadres:recommendation-list"))]


class RecommendationDetailView(ScopedDetailView):
    model = Recommendation
    permission = "cadres.view_recommendation"
    template_name = "cadres/recommendations/detail.html"
    select_related = ("person", "organization", "renews__person")
    facts = (
        Column("person", "推荐人选", link=True),
        Column("organization", "推荐团支部", link=True),
        Column("kind", "推优类别", kind="choice"),
        Column("state", "状态", kind="badge", choices=RecommendationState),
        Column("renews", "续推自", link=True),
        Column("applied_on", "递交入党申请书日期", kind="date"),
        Column("activist_on", "确定为入党积极分子日期", kind="date"),
        Column("remark", "主要表现"),
        Column("proposed_on", "提出日期", kind="date"),
        Column("agreed_on", "同意召开日期", kind="date"),
        Column("agreed_by", "同意召开的团委"),
        Column("decided_on", "支委会研究日期", kind="date"),
        Column("decision", "支委会意见"),
        Column("checked_on", "上级审核日期", kind="date"),
        Column("checked_by", "审核团委"),
        Column("check_opinion", "审核意见"),
        Column("handed_on", "报送日期", kind="date"),
        Column("party_branch", "党支部"),
        Column("registration_forms", "登记表份数", kind="number"),
        Column("feedback_on", "党组织反馈日期", kind="date"),
        Column("feedback", "党组织意见"),
        Column("candidate_on", "确定为发展对象日期", kind="date"),
        Column("probationary_on", "接收为预备党员日期", kind="date"),
        Column("full_on", "转正日期", kind="date"),
        Column("ended_on", "办结日期", kind="date"),
        Column("end_reason", "未通过或终止的理由"),
    )
    tabs = (Tab("meeting", "大会与公示", "cadres/recommendations/tab_meeting.html"),)

    def get_crumbs(self):
        """The list above."""
        return [("推优入党", reverse("cadres:recommendation-list"))]

    def get_links(self):
        """Repeating one that is over."""
        if renewal_refusal(self.object, on=today()):
            return []
        url = reverse("cadres:recommendation-renew", args=[self.object.pk])
        return [Link("续推", url, "arrow-repeat", "primary", "cadres.renew_recommendation")]

    def get_context(self):
        """The stepper, what deserves a look, and the buttons of the same table the services ask."""
        row, user = self.object, self.request.user
        self.calendar = CalendarDay.objects.as_calendar()
        actions = [
            Link(action.label, step_url(action, row), ICONS[action])
            for action in row.stage.actions
            if user.has_perm(permission_of(action), row)
        ]
        waiting = [action.label for action in row.stage.actions if action not in GRAVE]
        return super().get_context() | {
            "actions": actions,
            "steps": steps_of(row),
            "findings": recommendation_findings(row, calendar=self.calendar),
            "has_expired": row.has_expired(today()),
            "waiting": "、".join(waiting) if row.is_open and not actions else "",
        }

    def tab_meeting(self):
        """Votes, and the days of the notice."""
        row = self.object
        first, last = row.publicity_from, row.publicity_to
        calendar = CalendarDay.objects.as_calendar()
        return {
            "days": calendar.count(first, last) if first and last else None,
            "is_estimated": bool(first and last) and calendar.is_estimated(first, last),
        }


class RecommendationCreateView(ScopedCreateView):
    model, form_class, permission = Recommendation, ProposalForm, "cadres.propose_recommendation"
    title, done = "提出推优人选", "已提出：{object}。"

    def get_cancel_url(self):
        """The list."""
        return reverse("cadres:recommendation-list")


class RecommendationStep(StepPage):
    """One step of a dossier."""

    model, action, forms, permission_of = Recommendation, Action.REVISE, FORMS, staticmethod(permission_of)

    def get_queryset(self):
        """With what the page names."""
        return Recommendation.objects.select_related("person", "organization")


class StepView(RecommendationStep, ScopedUpdateView):
    template_name = "components/step_page.html"


class GraveStepView(RecommendationStep, ActionView):
    template_name = "components/grave_step_page.html"

    def preview(self, form):
        """What follows."""
        row = self.object
        if refusal := row.stage.refusal(self.action):
            return [refusal]
        target = row.stage.after(self.action)
        if self.action == Action.STEP_BACK:
            return [f"“{row}”由“{row.stage.label}”退回到“{target.label}”，已填内容保留。"]
        day = chinese_date(form.cleaned_data["ended_on"])
        return [f"“{row}”于{day}登记为“{target.label}”，卷宗办结，不能再退回。"]


def step_view(action: Action):
    """The view of one action."""
    return (GraveStepView if action in GRAVE else StepView).as_view(action=action)


class RecommendationRenewView(ActionView):
    model, form_class, permission = Recommendation, RenewForm, "cadres.renew_recommendation"
    title, done = "续推", "已提出：{object}。"

    def preview(self, form):
        """A new dossier."""
        if refusal := renewal_refusal(self.object, on=form.cleaned_data["proposed_on"]):
            return [refusal]
        kind = RecommendationKind(self.object.kind).label
        return [f"为{self.object.person}新开一份“{kind}”，从提出人选起重新办理；原推优保留。"]
