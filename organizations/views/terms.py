"""Pages of terms: who is due, reminders by township, the record of terms, extensions."""

from __future__ import annotations

from datetime import date

from django.shortcuts import render
from django.urls import reverse

from league.core.dates import today
from league.core.submissions import Outcome
from league.core.tables import Column
from league.core.views import ActionView, Link, ScopedCreateView, ScopedDetailView, ScopedListView, ScopedUpdateView
from league.core.views.base import Page
from organizations.enums import TermState
from organizations.filters.terms import DueFilter, ExtensionFilter, TermFilter
from organizations.forms.fields import day_asked
from organizations.forms.terms import ExtensionForm, TermCorrectForm, TermCreateForm, TermRemoveForm, WithdrawForm
from organizations.models import Extension, OrganizationVersion, Term, TermRules, with_terms
from organizations.models.term import with_work
from organizations.services.reminders import by_township
from organizations.tables.terms import DueTable, ExtensionTable, TermTable
from organizations.views.actions import PlainView, TurnTaking

DUE = "organizations:term-due"


def states_of(user, *, on: date):
    """Every organisation of the user's scope with its term's state that day."""
    rules = TermRules.on(on)
    rows = OrganizationVersion.objects.on(on).visible_to(user)
    return with_work(with_terms(rows, on=on, rules=rules), rules=rules)


def due_crumbs() -> list[tuple[str, str]]:
    """The list above."""
    return [("换届提醒", reverse(DUE))]


class DueListView(ScopedListView):
    model, table_class, filterset_class = OrganizationVersion, DueTable, DueFilter
    title, noun = "换届提醒", "organizations:term"
    permission = "organizations.view_term"
    empty = "没有需要关注的团组织。"

    @property
    def intro(self):
        """The three warnings as the rules of the day have them."""
        first, second, third = TermRules.on(day_asked(self.request)).warnings
        return (
            f"届满日按截至日期当天有效的任期规定计算。{TermState.APPROACHING.label}：{first}天内；"
            f"{TermState.SOON.label}：{second}天内；{TermState.URGENT.label}：{third}天内。届次不详不等于逾期。"
        )

    def get_queryset(self):
        """The whole scope; the filter keeps what is pressing."""
        return states_of(self.request.user, on=day_asked(self.request))

    def get_links(self):
        """The other views of the same terms, and a new dossier."""
        return [
            Link("按乡镇提醒", reverse("organizations:term-reminders"), "megaphone"),
            Link("换届日历", reverse("organizations:term-calendar"), "calendar3"),
            Link("届次登记", reverse("organizations:term-list"), "card-list"),
            Link("延期换届", reverse("organizations:extension-list"), "hourglass-split"),
            Link(
                "制定换届计划", reverse("organizations:election-create"), "plus-lg", "primary",
                "organizations.plan_election",
            ),
        ]  # fmt: skip


class ReminderView(Page):
    """By township: how many are in which state, and a text to copy."""

    title = "按乡镇提醒换届"
    permission = "organizations.view_term"
    template_name = "organizations/terms/reminders.html"

    def get_crumbs(self):
        """The list above."""
        return due_crumbs()

    def get(self, request, *args, **kwargs):
        """All pressing organisations of the scope, grouped."""
        rows = states_of(request.user, on=today()).filter(term_state__in=TermState.pressing)
        groups = by_township(rows.select_related("subject"))
        return render(request, self.template_name, self.get_context() | {"groups": groups, "due_url": reverse(DUE)})


class TermListView(ScopedListView):
    model, table_class, filterset_class = Term, TermTable, TermFilter
    title, noun = "届次登记", "organizations:term"
    permission = "organizations.view_term"
    create_permission, create_label = "organizations.add_term", "补录届次"
    intro = "新一届由换届卷宗产生；过去的届次可以补录，也可以用表格导入。"

    def get_crumbs(self):
        """The list of what is due."""
        return due_crumbs()


class TermDetailView(ScopedDetailView):
    model = Term
    permission = "organizations.view_term"
    select_related = ("organization", "election__organization")
    facts = (
        Column("organization", "团组织", link=True),
        Column("number", "届次", kind="number"),
        Column("starts_on", "任期起", kind="date"),
        Column("ends_on", "任期止（不含）", kind="date"),
        Column("meeting_on", "选举大会日期", kind="date"),
        Column("document", "批复文号"),
        Column("election", "换届卷宗", link=True),
        Column("source", "数据来源"),
    )

    def get_crumbs(self):
        """The list above."""
        return [*due_crumbs(), ("届次登记", reverse("organizations:term-list"))]

    def get_links(self):
        """Mending it."""
        args = [self.object.pk]
        return [
            Link("更正", reverse("organizations:term-correct", args=args), "pencil",
                 permission="organizations.correct_term"),
            Link("删去误登", reverse("organizations:term-remove", args=args), "trash",
                 permission="organizations.remove_term"),
        ]  # fmt: skip


class TermTurn(TurnTaking):
    """A term stands at its organisation."""

    model = Term

    def get_queryset(self):
        """With the organisation whose tree is locked."""
        return Term.objects.select_related("organization")

    def node(self):
        """The organisation."""
        return self.object.organization


class TermCreateView(ScopedCreateView):
    model, form_class, permission, title = Term, TermCreateForm, "organizations.add_term", "补录届次"
    done = "已补录：{object}。"


class TermCorrectView(TermTurn, ScopedUpdateView):
    form_class, permission = TermCorrectForm, "organizations.correct_term"

    def get_title(self):
        """The object in the heading."""
        return f"更正届次：{self.object}"


class TermRemoveView(TermTurn, PlainView):
    form_class, permission = TermRemoveForm, "organizations.remove_term"
    title, submit_label = "删去误登的届次", "确认删去"
    tone = "danger"
    sentence = "删去“{object}”；它的前一届顺延到后一届开始为止。"

    def get_done(self, result):
        """The term is gone: on to its organisation."""
        return Outcome(result.get_absolute_url(), "已删去误登的届次。")


class ExtensionListView(ScopedListView):
    model, table_class, filterset_class = Extension, ExtensionTable, ExtensionFilter
    title, noun = "延期换届", "organizations:extension"
    permission = "organizations.view_extension"
    create_permission, create_label = "organizations.grant_extension", "登记延期"

    def get_crumbs(self):
        """The list of what is due."""
        return due_crumbs()


class ExtensionDetailView(ScopedDetailView):
    model = Extension
    permission = "organizations.view_extension"
    select_related = ("term__organization",)
    facts = (
        Column("organization", "团组织", value="term__organization", link=True),
        Column("term", "届", link=True),
        Column("until", "延期至", kind="date"),
        Column("granted_on", "批准日期", kind="date"),
        Column("reason", "延期理由"),
        Column("party_document", "同级党组织批复文号"),
        Column("party_approved_on", "同级党组织批复日期", kind="date"),
        Column("league_document", "上级团组织批复文号"),
        Column("league_approved_on", "上级团组织批复日期", kind="date"),
        Column("withdrawn_at", "撤销时间", kind="date"),
        Column("withdraw_reason", "撤销理由"),
    )

    def get_crumbs(self):
        """The list above."""
        return [*due_crumbs(), ("延期换届", reverse("organizations:extension-list"))]

    def get_links(self):
        """Taking the record back."""
        if not self.object.is_standing:
            return []
        url = reverse("organizations:extension-withdraw", args=[self.object.pk])
        return [Link("撤销登记", url, "x-circle", permission="organizations.withdraw_extension")]


class ExtensionCreateView(ScopedCreateView):
    model, form_class, permission = Extension, ExtensionForm, "organizations.grant_extension"
    title, done = "登记延期换届", "已登记：{object}。"


class WithdrawView(TurnTaking, ActionView):
    model, form_class, permission = Extension, WithdrawForm, "organizations.withdraw_extension"
    title, submit_label, tone = "撤销延期登记", "确认撤销", "danger"

    def get_queryset(self):
        """With the organisation whose tree is locked."""
        return Extension.objects.select_related("term__organization")

    def node(self):
        """The organisation."""
        return self.object.term.organization

    def preview(self, form):
        """What follows."""
        return [f"撤销“{self.object}”的登记，届期状态按没有该延期计算，过去的日期也是。"]
