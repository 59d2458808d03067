"""Pages of elections: the list, the dossier, its plan and its steps."""

from __future__ import annotations

from django.urls import reverse

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
from organizations.enums import ElectionAction, ElectionState
from organizations.exports.election_documents import DOCUMENTS
from organizations.filters.terms import ElectionFilter
from organizations.forms.elections import FORMS, PlanForm, usual_plan
from organizations.models import Election, Organization
from organizations.services.checklists import checklist_of, steps_of
from organizations.services.election_findings import election_findings
from organizations.services.hooks import preview_election
from organizations.services.records import chinese_date
from organizations.tables.terms import ElectionTable
from organizations.views.actions import TurnTaking

ICONS = {
    ElectionAction.REPLAN: "pencil",
    ElectionAction.REQUEST: "send",
    ElectionAction.APPROVE: "check2-circle",
    ElectionAction.HOLD: "people",
    ElectionAction.REPORT: "file-earmark-arrow-up",
    ElectionAction.CONFIRM: "award",
    ElectionAction.STEP_BACK: "arrow-counterclockwise",
    ElectionAction.CANCEL: "x-octagon",
}
# Steps that cannot be taken back by the next form: what they do is said before.
GRAVE = (ElectionAction.CONFIRM, ElectionAction.STEP_BACK, ElectionAction.CANCEL)


def permission_of(action: ElectionAction) -> str:
    """The right that an action asks for."""
    return f"organizations.{action}_election"


def step_url(action: ElectionAction, election: Election) -> str:
    """Address of an action's form."""
    return reverse(f"organizations:election-{action.replace('_', '-')}", args=[election.pk])


def label_of(election: Election, action: ElectionAction) -> str:
    """What the button says: a meeting on record is mended."""
    mends = action == ElectionAction.HOLD and election.state == ElectionState.HELD
    return "更正大会记录" if mends else action.label


def leads_on(election: Election, action: ElectionAction) -> bool:
    """Whether the action takes the dossier one step further on its way."""
    course = ElectionState.course
    return election.stage.after(action) == course[course.index(election.state) + 1]


class ElectionListView(ScopedListView):
    model, table_class, filterset_class = Election, ElectionTable, ElectionFilter
    title, noun = "换届办理", "organizations:election"
    permission = "organizations.view_election"
    create_permission, create_label = "organizations.plan_election", "制定换届计划"
    intro = "一次换届一份卷宗：计划、请示、批复、大会、报批、任职批复。每个团组织同时只能有一份在办。"


class ElectionDetailView(ScopedDetailView):
    model = Election
    permission = "organizations.view_election"
    template_name = "organizations/elections/detail.html"
    select_related = ("organization",)
    facts = (
        Column("organization", "团组织", link=True),
        Column("state", "状态", kind="badge", choices=ElectionState),
        Column("number", "拟选届次", kind="number"),
        Column("planned_on", "计划换届日期", kind="date"),
        Column("timing_reason", "提前或推迟的理由"),
        Column("form", "会议形式", kind="choice"),
        Column("seats", "应选人数", kind="number"),
        Column("candidates", "候选人数", kind="number"),
        Column("requested_on", "请示日期", kind="date"),
        Column("request_document", "请示文号"),
        Column("approver", "批复机关"),
        Column("approved_on", "批复日期", kind="date"),
        Column("approval_document", "批复文号"),
        Column("meeting_on", "大会日期", kind="date"),
        Column("meeting_place", "大会地点"),
        Column("chair", "主持人"),
        Column("eligible", "应到会人数", kind="number"),
        Column("present", "实到会人数", kind="number"),
        Column("ballots_issued", "发出选票", kind="number"),
        Column("ballots_returned", "收回选票", kind="number"),
        Column("ballots_valid", "有效选票", kind="number"),
        Column("reported_on", "报批日期", kind="date"),
        Column("report_document", "结果报告文号"),
        Column("replied_on", "任职批复日期", kind="date"),
        Column("reply_document", "任职批复文号"),
        Column("begins_on", "新一届任期起", kind="date"),
        Column("cancelled_on", "取消日期", kind="date"),
        Column("cancel_reason", "取消理由"),
        Column("remark", "备注"),
    )
    tabs = (
        Tab("checklist", "卷宗清单", "organizations/elections/tab_checklist.html"),
        Tab("seats", "选举名单", "organizations/elections/tab_seats.html"),
        Tab("documents", "文书", "organizations/elections/tab_documents.html"),
    )

    def get_tabs(self):
        """The checklist first: it is what one comes for."""
        facts, checklist, *rest = super().get_tabs()
        return [checklist, facts, *rest]

    def get_crumbs(self):
        """The list above."""
        return [("换届办理", reverse("organizations:election-list"))]

    def get_context(self):
        """The stepper, what deserves a look, and the buttons of the same table the services ask."""
        election, user = self.object, self.request.user
        self.seats = list(election.seat_rows.order_by("order"))
        onward = next((action for action in election.stage.actions if leads_on(election, action)), None)
        actions = [
            Link(
                label_of(election, action), step_url(action, election), ICONS[action],
                "primary" if action == onward else "outline-secondary",
            )
            for action in election.stage.actions
            if user.has_perm(permission_of(action), election)
        ]  # fmt: skip
        waiting = [action.label for action in election.stage.actions if action not in GRAVE[1:]]
        return super().get_context() | {
            "actions": actions,
            "steps": steps_of(election),
            "findings": election_findings(election, self.seats),
            "waiting": "、".join(waiting) if election.is_open and not actions else "",
        }

    def tab_checklist(self):
        """What a complete dossier holds, and what this one does."""
        return {"items": checklist_of(self.object, self.seats)}

    def tab_seats(self):
        """Candidates and votes."""
        return {"seats": self.seats}

    def tab_documents(self):
        """The papers that can be written by now."""
        return {
            "documents": [
                (document, reverse(f"organizations:election-document-{document.code}", args=[self.object.pk]),
                 document.refusal(self.object))
                for document in DOCUMENTS.values()
            ]
        }  # fmt: skip


class ElectionCreateView(ScopedCreateView):
    model, form_class, permission = Election, PlanForm, "organizations.plan_election"
    title, done = "制定换届计划", "已制定：{object}。"

    def get_initial(self):
        """What a plan for the organisation in the address usually says."""
        code = self.request.GET.get("organization", "").split(" ")[0]
        organization = Organization.objects.visible_to(self.request.user).filter(code=code).first()
        return (usual_plan(organization) if organization else {}) | super().get_initial()


class ElectionTurn(TurnTaking):
    """A dossier stands at its organisation."""

    model = Election

    def get_queryset(self):
        """With the organisation whose tree is locked."""
        return Election.objects.select_related("organization")

    def node(self):
        """The organisation."""
        return self.object.organization


class ElectionStep(ElectionTurn, StepPage):
    """One step of a dossier."""

    action, forms, permission_of = ElectionAction.REPLAN, FORMS, staticmethod(permission_of)

    def get_step_label(self):
        """A meeting on record is mended."""
        return label_of(self.object, self.action)


class StepView(ElectionStep, ScopedUpdateView):
    template_name = "organizations/elections/step.html"


class GraveStepView(ElectionStep, ActionView):
    template_name = "components/grave_step_page.html"

    def preview(self, form):
        """What follows."""
        election = self.object
        if refusal := election.stage.refusal(self.action):
            return [refusal]
        if self.action == ElectionAction.CONFIRM:
            day = chinese_date(form.cleaned_data["begins_on"])
            return [
                f"“{election.organization}”现任一届任期到{day}为止，第{election.number}届自{day}起。",
                *preview_election(election, form.cleaned_data["begins_on"]),
                "登记后卷宗办结，不能再退回；有误的在届次上更正。",
            ]
        if self.action == ElectionAction.CANCEL:
            return [f"取消“{election}”；以后换届须重新制定计划。"]
        return [
            f"“{election}”由“{election.stage.label}”退回到“{election.stage.after(self.action).label}”，已填内容保留。"
        ]


def step_view(action: ElectionAction):
    """The view of one action."""
    return (GraveStepView if action in GRAVE else StepView).as_view(action=action)
