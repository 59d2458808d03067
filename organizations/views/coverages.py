"""The pages of joint coverage."""

from django.urls import reverse

from league.core.tables import Column
from league.core.views import Link, ScopedCreateView, ScopedDetailView
from organizations.forms.coverages import CoverageForm, EndCoverageForm
from organizations.models import Coverage
from organizations.views.actions import PlainView


class CoverageDetailView(ScopedDetailView):
    model = Coverage
    permission = "organizations.view_coverage"
    select_related = ("organization", "unit")
    facts = (
        Column("organization", "联合团组织", link=True),
        Column("unit", "覆盖单位"),
        Column("starts_on", "自", kind="date"),
        Column("ends_on", "至（不含）", kind="date"),
    )

    def get_crumbs(self):
        """The list above."""
        return [("联合覆盖", reverse("organizations:coverage-list"))]

    def get_links(self):
        """Ending it."""
        url = reverse("organizations:coverage-end", args=[self.object.pk])
        return [Link("终止", url, "x-octagon", "outline-danger", "organizations.end_coverage")]


class CoverageCreateView(ScopedCreateView):
    model, form_class, permission, title = Coverage, CoverageForm, "organizations.add_coverage", "登记联合覆盖"
    done = "已登记：{object}。"


class EndCoverageView(PlainView):
    model, form_class, permission = Coverage, EndCoverageForm, "organizations.end_coverage"
    title, submit_label, done, tone = "终止联合覆盖", "确认终止", "已终止：{object}。", "danger"
    sentence = "自{on}起终止{object}。"

    def get_queryset(self):
        """With both ends."""
        return Coverage.objects.select_related("organization", "unit")

    def node(self):
        """The covering organisation."""
        return self.object.organization
