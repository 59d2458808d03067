"""述职台账, and the years of one organisation or one secretary on their own pages."""

from __future__ import annotations

from django.urls import reverse

from cadres.filters.appraisal_ledger import AppraisalLedgerFilter, as_ledger
from cadres.models import AppraisalResult
from cadres.tables.appraisal_ledger import AppraisalLedgerTable
from league.core.views import Link, ScopedListView

SHOWN = 30


class AppraisalLedgerView(ScopedListView):
    model, table_class, filterset_class = AppraisalResult, AppraisalLedgerTable, AppraisalLedgerFilter
    title, noun, permission = "考核台账", "cadres:appraisal-ledger", "cadres.view_appraisal_result"
    intro = "已公布的考核结果：四项得分、总分、组内排名、等次和反馈日期。更正过的列最新一版。"

    def get_queryset(self):
        """Published results as lines of the ledger."""
        return as_ledger(super().get_queryset().published())

    def get_links(self):
        """What has become of the results."""
        pages = (
            ("考核反馈", "feedback", "envelope"),
            ("结果运用", "use", "award"),
            ("整顿名单", "rectification", "tools"),
        )
        links = [Link(label, reverse(f"cadres:appraisal-{noun}-list"), icon) for label, noun, icon in pages]
        return [*super().get_links(), *links]

    def get_crumbs(self):
        """The rounds."""
        return [("考核轮次", reverse("cadres:appraisal-round-list"))]


def _lines(user, **whose) -> dict:
    rows = AppraisalResult.objects.visible_to(user).published().filter(**whose).order_by(*AppraisalLedgerTable.order)
    return {"results": list(as_ledger(rows).select_related(*AppraisalLedgerTable.select_related)[:SHOWN])}


def results_of_organization(page) -> dict:
    """An organisation's tab 考核, newest first."""
    return _lines(page.request.user, sheet__organization=page.object)


def results_of_person(page) -> dict:
    """A secretary's tab 考核: the results of the organisations that the person led, as far as the reader may see them."""
    return _lines(page.request.user, sheet__person=page.object)
