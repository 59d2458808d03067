"""Pages of the branches' health card."""

from __future__ import annotations

from django.urls import reverse

from league.core.dates import today
from league.core.submissions import Outcome
from league.core.tables import Column
from league.core.views import ActionView, Link, ScopedCreateView, ScopedDetailView, ScopedListView, ScopedUpdateView
from organizations.enums import CaseState, HealthCheck
from organizations.filters.terms import HealthCaseFilter
from organizations.forms.health_cases import CaseAssignForm, CaseCloseForm, CaseCreateForm, ReviewForm
from organizations.models import HealthCase
from organizations.services.health_checks import CHECKS
from organizations.tables.terms import HealthCaseTable
from organizations.views.actions import TurnTaking


class HealthCaseListView(ScopedListView):
    model, table_class, filterset_class = HealthCase, HealthCaseTable, HealthCaseFilter
    title, noun = "支部体检台账", "organizations:health-case"
    permission = "organizations.view_health_case"
    create_permission, create_label = "organizations.open_health_case", "列入台账"
    template_name = "organizations/health/list.html"
    intro = "每晚按规则复查：新发现的问题自动列入，已不存在的自动销号。"

    def get_queryset(self):
        """With their states of today."""
        return super().get_queryset().with_state(on=today())

    def get_links(self):
        """The review that runs every night, now."""
        review = reverse("organizations:health-review")
        return [
            Link("立即复查", review, "arrow-repeat", permission="organizations.review_health"),
            *super().get_links(),
        ]

    def get_context(self):
        """What each check looks for."""
        return super().get_context() | {"checks": list(CHECKS.values())}


class HealthCaseDetailView(ScopedDetailView):
    model = HealthCase
    permission = "organizations.view_health_case"
    template_name = "organizations/health/detail.html"
    select_related = ("organization", "responsible")
    facts = (
        Column("organization", "团组织", link=True),
        Column("check_code", "体检项目", kind="choice"),
        Column("state", "状态", kind="badge", choices=CaseState),
        Column("opened_on", "发现日期", kind="date"),
        Column("responsible", "责任组织"),
        Column("owner", "责任人"),
        Column("due_on", "整改期限", kind="date"),
        Column("closed_on", "销号日期", kind="date"),
        Column("outcome", "整改情况"),
        Column("quiet_until", "暂不再列至", kind="date"),
        Column("remark", "备注"),
    )

    def get_queryset(self):
        """With its state of today."""
        return super().get_queryset().with_state(on=today())

    def get_crumbs(self):
        """The list above."""
        return [("支部体检台账", reverse("organizations:health-case-list"))]

    def get_links(self):
        """What can be done while it is open."""
        if self.object.closed_on:
            return []
        args = [self.object.pk]
        return [
            Link("安排整改", reverse("organizations:health-case-assign", args=args), "person-check",
                 permission="organizations.assign_health_case"),
            Link("销号", reverse("organizations:health-case-close", args=args), "check2-square", "primary",
                 permission="organizations.close_health_case"),
        ]  # fmt: skip

    def get_context(self):
        """What the check looks for."""
        return super().get_context() | {"check": CHECKS[HealthCheck(self.object.check_code)]}


class HealthCaseCreateView(ScopedCreateView):
    model, form_class, permission = HealthCase, CaseCreateForm, "organizations.open_health_case"
    title, done = "列入体检台账", "已列入：{object}。"


class CaseTurn(TurnTaking):
    """A case stands at its organisation."""

    model = HealthCase

    def get_queryset(self):
        """With the organisation whose tree is locked."""
        return HealthCase.objects.select_related("organization")

    def node(self):
        """The organisation."""
        return self.object.organization


class CaseAssignView(CaseTurn, ScopedUpdateView):
    form_class, permission = CaseAssignForm, "organizations.assign_health_case"

    def get_title(self):
        """The object in the heading."""
        return f"安排整改：{self.object}"


class CaseCloseView(CaseTurn, ActionView):
    form_class, permission = CaseCloseForm, "organizations.close_health_case"
    title, submit_label, done = "销号", "确认销号", "已销号：{object}。"

    def preview(self, form):
        """One sentence."""
        data = form.cleaned_data
        quiet = f"，{data['quiet_until']}之前复查不再列入" if data["quiet_until"] else ""
        return [f"“{self.object}”自{data['on']}销号{quiet}。整改情况：{data['outcome']}"]


class HealthReviewView(ScopedCreateView):
    model, form_class, permission = HealthCase, ReviewForm, "organizations.review_health"
    title, submit_label = "立即复查", "开始复查"
    template_name = "organizations/health/review.html"

    def get_cancel_url(self):
        """Back to the list."""
        return reverse("organizations:health-case-list")

    def get_done(self, result):
        """On to the job."""
        return Outcome(result.get_absolute_url(), "已开始复查，完成后台账随之更新。")
