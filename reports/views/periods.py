"""The counted periods: their versions, counting again, closing, correcting."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from league.core.dates import today
from league.core.history import history_of
from league.core.jobs import enqueue
from league.core.views import Link, ScopedCreateView
from league.core.views.actions import ActionView
from league.core.views.base import Page, demand
from reports.forms import CorrectionForm, NewPeriodForm
from reports.indicators.settings import SETTINGS
from reports.models import Snapshot, StatPeriod
from reports.services.boards import shown_snapshots, versions_of
from reports.services.catalogue import Catalogue
from reports.services.differences import differences
from reports.services.periods import CloseRefused, close_period

DIFFERENCES_SHOWN = 500


def start_fill(period: str, *, actor, reason: str = ""):
    """Hand the counting to a worker; the same period waits only once."""
    return enqueue(
        "reports.fill_period",
        actor=actor,
        label=f"{'更正' if reason else '统计'}{period}",
        dedupe_key=f"fill:{period}:{actor.pk}",
        period=period,
        reason=reason,
    )


def settings_of(snapshot: Snapshot) -> list[tuple[str, str]]:
    """The rules the snapshot asked for, with their values of its day."""
    known = [(one, snapshot.settings[code]) for code, one in SETTINGS.items() if code in snapshot.settings]
    return [(one.label, f"{value}{one.unit}" if value else "未设定") for one, value in known]


class PeriodListView(Page):
    title = "统计期"
    permission = "reports.view_figure"
    template_name = "reports/periods/list.html"

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """Every period with its newest version."""
        return render(request, self.template_name, self.get_context())

    def get_links(self):
        url = reverse("reports:period-create")
        return [Link("统计新的一期", url, "plus-lg", "primary", "reports.start_period")]

    def get_context(self):
        return super().get_context() | {"snapshots": shown_snapshots()}


class PeriodCreateView(ScopedCreateView):
    model = StatPeriod
    form_class = NewPeriodForm
    permission = "reports.start_period"
    title = "统计新的一期"
    submit_label = "开始统计"
    done = "已开始：{object}。"

    def perform(self, form):
        """Count the period in the background."""
        return start_fill(form.cleaned_data["period"].code, actor=self.request.user)


class PeriodPage:
    """Loads the period named in the address."""

    def open(self) -> None:
        self.object = StatPeriod.objects.filter(code=self.kwargs["code"]).first()
        if self.object is None:
            raise Http404("没有统计过这一期。")
        demand(self.request.user, self.permission, self.object)

    def get_crumbs(self):
        """The list above."""
        crumbs = [("统计期", reverse("reports:period-list"))]
        return (
            crumbs if type(self) is PeriodDetailView else [*crumbs, (str(self.object), self.object.get_absolute_url())]
        )


class PeriodDetailView(PeriodPage, Page):
    permission = "reports.view_figure"
    template_name = "reports/periods/detail.html"

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """Versions, rules of the day, unanswered figures, history."""
        return render(request, self.template_name, self.get_context())

    def get_title(self):
        return str(self.object)

    def get_links(self):
        code = self.object.code
        return [
            Link(
                "重新统计",
                reverse("reports:period-fill", args=[code]),
                "arrow-repeat",
                permission="reports.fill_period",
            ),
            Link("关账", reverse("reports:period-close", args=[code]), "lock", "primary", "reports.close_period"),
            Link("更正", reverse("reports:period-correct", args=[code]), "pencil", permission="reports.correct_period"),
        ]

    def get_context(self):
        versions = list(versions_of(self.object.code))
        current = versions[0] if versions else None
        gaps = current.gaps.items() if current else ()
        catalogue = Catalogue()
        return super().get_context() | {
            "period": self.object,
            "versions": versions,
            "current": current,
            "settings": settings_of(current) if current else [],
            "gaps": [(catalogue[code].label, reason) for code, reason in gaps if code in catalogue],
            "events": history_of(self.object, limit=50),
        }


class PeriodAction(PeriodPage, ActionView):
    model = StatPeriod


class FillView(PeriodAction):
    permission = "reports.fill_period"
    title = "重新统计"
    done = "已开始：{object}。"

    def preview(self, form):
        """What will be counted."""
        day = self.object.as_of(today())
        return [f"将按截至{day}的登记重新统计{self.object}的全部指标，完成后替换现有数据。"]

    def perform(self, form):
        """Count in the background."""
        return start_fill(self.object.code, actor=self.request.user)


class CloseView(PeriodAction):
    permission = "reports.close_period"
    title = "关账"
    done = "已关账。"

    def preview(self, form):
        """What closing means."""
        return [
            f"{self.object}的数据将固定为截至{self.object.last_day}的快照，不再随登记变动，并留存每个数字的明细。",
            "以后确需更正的，须填写理由，另出一版；原来的一版保留。",
        ]

    def perform(self, form):
        """Close at once."""
        try:
            return close_period(self.object, at=timezone.now(), actor=self.request.user).period
        except CloseRefused as refused:
            raise ValidationError(str(refused)) from refused


class CorrectView(PeriodAction):
    form_class = CorrectionForm
    permission = "reports.correct_period"
    title = "更正"
    done = "已开始：{object}。"

    def preview(self, form):
        """What a correction does."""
        return [f"将按现在的登记重新统计{self.object}，作为新的一版；原来的一版保留，并列出两版的差异。"]

    def perform(self, form):
        """Count the new version in the background."""
        return start_fill(self.object.code, actor=self.request.user, reason=form.cleaned_data["reason"])


class DifferenceView(PeriodPage, Page):
    permission = "reports.view_figure"
    template_name = "reports/periods/differences.html"
    title = "更正前后的差异"

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """The newest version against the one it corrects."""
        return render(request, self.template_name, self.get_context())

    def get_context(self):
        newer = versions_of(self.object.code).exclude(supersedes=None).select_related("supersedes").first()
        if newer is None:
            raise Http404("这一期没有更正过。")
        older = newer.supersedes
        found = differences(older, newer, user=self.request.user)
        return super().get_context() | {
            "newer": newer,
            "older": older,
            "rows": found[:DIFFERENCES_SHOWN],
            "total": len(found),
        }
