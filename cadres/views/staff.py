"""The establishment, and the board of who works at a committee on a day."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date

from cadres.filters.posts import EstablishmentFilter
from cadres.forms.establishments import DeclaredForm, EstablishmentCorrectForm, EstablishmentForm
from cadres.models import DeclaredStaff, Establishment
from cadres.services.establishments import actual_number, balances
from cadres.services.staff_boards import compare, staff_board
from cadres.tables.posts import EstablishmentTable
from league.core.dates import add_years, today
from league.core.tables import Column
from league.core.views import Link, ScopedCreateView, ScopedDetailView, ScopedListView, ScopedUpdateView
from league.core.views.base import demand
from league.core.views.editing import FormPage
from organizations.forms.fields import day_asked
from organizations.models import Organization
from organizations.views.actions import ServiceView


class EstablishmentListView(ScopedListView):
    model, table_class, filterset_class = Establishment, EstablishmentTable, EstablishmentFilter
    title, noun, permission = "编制", "cadres:establishment", "cadres.view_establishment"
    create_permission, create_label = "cadres.set_establishment", "核定编制"
    intro = "核定数按文件；实有数是截至日期当天以该类编制在任的人数，超出的在“超出”一栏标出。"


class EstablishmentDetailView(ScopedDetailView):
    model = Establishment
    permission = "cadres.view_establishment"
    select_related = ("organization", "workplace")
    facts = (
        Column("organization", "团组织", link=True),
        Column("kind", "编制类别", kind="choice"),
        Column("workplace", "编制所在单位", link=True),
        Column("number", "核定数", kind="number"),
        Column("actual", "今日实有数", value=lambda row: actual_number(row, on=today()), kind="number"),
        Column("starts_on", "自", kind="date"),
        Column("ends_on", "至（不含）", kind="date"),
        Column("document", "文号"),
        Column("remark", "备注"),
    )

    def get_crumbs(self):
        """The list above."""
        return [("编制", reverse("cadres:establishment-list"))]

    def get_links(self):
        """Approving anew and correcting."""
        row = self.object
        query = f"organization={row.organization.code}&kind={row.kind}"
        anew = f"{reverse('cadres:establishment-create')}?{query}"
        return [
            Link("重新核定", anew, "card-checklist", permission="cadres.set_establishment"),
            Link("更正", reverse("cadres:establishment-correct", args=[row.pk]), "pencil",
                 permission="cadres.correct_establishment"),
        ]  # fmt: skip


class EstablishmentCreateView(ServiceView):
    """Previewed before it is written: a former approval ends with it."""

    model, form_class, permission, title = Establishment, EstablishmentForm, "cadres.set_establishment", "核定编制"
    submit_label, done = "确认核定", "已核定：{object}。"
    object = None

    def open(self):
        """No row yet."""
        demand(self.request.user, self.permission)

    def get_title(self):
        """No row to name."""
        return self.title

    def get_cancel_url(self):
        """Back to the list."""
        return reverse("cadres:establishment-list")

    def act(self):
        """The service takes the turn at the organisation chosen."""
        return FormPage.act(self)


class EstablishmentCorrectView(ScopedUpdateView):
    model, form_class, permission = Establishment, EstablishmentCorrectForm, "cadres.correct_establishment"

    def get_queryset(self):
        """With what names it."""
        return Establishment.objects.select_related("organization")


class StaffBoardView(ScopedDetailView):
    model = Organization
    permission = "cadres.view_staff_board"
    template_name = "cadres/staff/board.html"

    def get_title(self):
        """The organisation in the heading."""
        return f"力量构成：{self.object}"

    def get_crumbs(self):
        """The organisation above."""
        return [(str(self.object), self.object.get_absolute_url())]

    def get_links(self):
        """Numbers said in public, and the establishment."""
        code = self.object.code
        return [
            Link("编制", f"{reverse('cadres:establishment-list')}?below={code}", "card-checklist"),
            Link("登记公布人数", f"{reverse('cadres:declared-staff-create')}?organization={code}", "megaphone",
                 permission="cadres.declare_staff"),
            Link("登记任职", f"{reverse('cadres:post-create')}?organization={code}", "plus-lg", "primary",
                 permission="cadres.appoint_post"),
        ]  # fmt: skip

    def get(self, request, *args, **kwargs):
        """The day asked, and an earlier one to compare with."""
        on = day_asked(request)
        return render(request, self.template_name, self.get_context() | self.boards(on))

    def boards(self, on) -> dict:
        """Both days' boards."""
        before = self.day_before(on)
        later, earlier = staff_board(self.object, on=on), staff_board(self.object, on=before)
        said = DeclaredStaff.objects.filter(organization=self.object).order_by("-declared_on")
        return {
            "on": on,
            "before": before,
            "board": later,
            "earlier": earlier,
            "growth": later.total - earlier.total,
            "steps": [step for step in compare(earlier, later) if step.before or step.after],
            "balances": balances(self.object, on=on),
            "said": list(said[:20]),
            "may_declare": self.request.user.has_perm("cadres.declare_staff", self.object),
        }

    def day_before(self, on):
        """``?before=``; a year earlier without it or with nonsense."""
        try:
            return parse_date(self.request.GET.get("before", "")) or add_years(on, -1)
        except ValueError:
            return add_years(on, -1)


class StaffBoardIndexView(StaffBoardView):
    """The board of the user's own node: the highest committee in the scope."""

    def open(self):
        """No row in the address: the first of the scope."""
        demand(self.request.user, self.permission)
        own = Organization.objects.visible_to(self.request.user).order_by("depth", "code").first()
        if own is None:
            raise Http404("您的管理范围内没有团组织。")
        self.object = own


class DeclaredStaffCreateView(ScopedCreateView):
    model, form_class, permission, title = DeclaredStaff, DeclaredForm, "cadres.declare_staff", "登记公布人数"
    done = "已登记：{object}。"

    def get_cancel_url(self):
        """Back to the board."""
        return reverse("cadres:staff-board-index")


class DeclaredStaffUpdateView(ScopedUpdateView):
    model, form_class, permission = DeclaredStaff, DeclaredForm, "cadres.declare_staff"

    def get_queryset(self):
        """With the organisation that names it."""
        return DeclaredStaff.objects.select_related("organization")
