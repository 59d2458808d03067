"""What may I see, and why; and the same of everybody, as a matrix."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from league.accounts.explanations import explain
from league.accounts.matrix import matrix, matrix_workbook
from league.accounts.models import User
from league.core.audit import record
from league.core.dates import today
from league.core.exporter import FORMATS, named
from league.core.roles import Role
from league.core.views.base import Link, Page, demand


class MyRights(Page):
    title = "我能看到什么、为什么"
    template_name = "accounts/rights.html"

    def get_account(self):
        """Whom the page explains."""
        return self.request.user

    def get(self, request, **kwargs):
        """The explanation."""
        return render(request, self.template_name, self.get_context())

    def get_links(self):
        return [Link("权限对照表", reverse("accounts:rights-matrix"), "grid-3x3")]

    def get_context(self):
        """Grants in force, to come and ended, each in words."""
        account = self.get_account()
        return super().get_context() | {"account": account, "explanation": explain(account, on=today())}


class UserRights(MyRights):
    permission = "accounts.explain_rights"

    def open(self):
        """Any account, for an administrator."""
        demand(self.request.user, self.permission)
        self.object = User.objects.filter(pk=self.kwargs["pk"]).first()
        if self.object is None:
            raise Http404("没有这个账号。")

    def get_account(self):
        return self.object

    def get_title(self):
        return f"{self.object}能看到什么、为什么"


class RightsMatrix(Page):
    title = "权限对照表"
    template_name = "accounts/matrix.html"

    def get(self, request):
        """The page, or the workbook."""
        if request.GET.get("export") == "xlsx":
            record(request.user, "rights.exported")
            response = HttpResponse(matrix_workbook(), content_type=FORMATS["xlsx"])
            return named(response, f"权限对照表-{today():%Y%m%d}.xlsx")
        return render(request, self.template_name, self.get_context())

    def get_links(self):
        return [Link("下载", f"{reverse('accounts:rights-matrix')}?export=xlsx", "download")]

    def get_context(self):
        """Rows of (section, sentence, one tick a role)."""
        return super().get_context() | {"roles": list(Role), "sections": matrix()}
