"""The home page: what the user's role comes for."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property

from league.core.dates import today
from league.core.menu import menu_for
from league.core.roles import Role
from league.core.views import Link
from league.core.views.base import Page
from organizations.enums import OrganizationKind
from reports.indicators.registry import REGISTRY
from reports.services.branches import branch_facts
from reports.services.rows import rows_behind
from reports.services.todos import (
    WAITING_CODES,
    county_to_do,
    figures_to_do,
    own_imports,
    own_steps_to_do,
    work_to_do,
)
from reports.views.charts import breakdown_chart, trend_chart
from reports.views.nodes import NodePage, address
from reports.views.scorecard import COLUMNS, heads, sheet
from reports.views.tiles import tile

STATS = (
    "org.total",
    "org.coverage",
    "village.coverage",
    "township.coverage",
    "org.social.new",
    "org.nonpublic.new",
    "member.count",
    "member.youth_ratio",
)
BREAKDOWNS = ("org.kind", "org.field", "org.two_new")
TABLE = ("org.total", "unit.must", "unit.covered", "org.coverage", "unit.gap", "village.coverage", "member.count")
OTHERS = ("org.founded", "org.joint", "org.social.total", "org.nonpublic.total", "branch.village", "village.total")
GAPS_SHOWN = 10


def dashboard_codes() -> tuple[str, ...]:
    """Every figure a dashboard reads."""
    parts = [declared.code for prefix in BREAKDOWNS for declared in REGISTRY.prefixed(prefix)]
    steps = [
        code
        for funnel in REGISTRY.funnels.values()
        for step in funnel.steps
        for code in (step.code, step.gap, step.share)
    ]
    return tuple(dict.fromkeys(filter(None, (*STATS, *TABLE, *OTHERS, *COLUMNS, *WAITING_CODES, *steps, *parts))))


class HomeView(NodePage):
    """``/``: the dashboard of the user's own node, or of one below by ``?node=``. ``?wall=1`` fills a screen."""

    permission = ""
    board = node = None

    def open(self) -> None:
        if self.request.user.roles & set(Role.domain):
            super().open()
            self.object = self.node

    def get_codes(self):
        return (*dashboard_codes(), *self.catalogue.featured)

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """Administrators have no figures: they get their entries."""
        if not request.user.roles & set(Role.domain):
            return render(request, "reports/home/plain.html", self.plain_context())
        return super().get(request, *args, **kwargs)

    def plain_context(self) -> dict:
        """The entries of the menu, as cards."""
        sections = menu_for(self.request.user, self.request.path)
        return Page.get_context(self) | {"title": "工作台", "sections": sections}

    def get_crumbs(self):
        return super().get_crumbs() if self.node else []

    def get_title(self) -> str:
        return str(self.node or "工作台")

    def get_links(self) -> list[Link]:
        """What a secretary does most often; for an administrator nothing."""
        if self.node is None or self.board is None:
            return super().get_links() if self.node else []
        pk = self.node.pk
        file = Link("组织档案", self.node.get_absolute_url(), "file-text")
        held = Link(
            "补记一场活动", reverse("activities:activity-quick"), "lightning", permission="activities.add_activity"
        )
        if self.kind != "branch":
            return [held, file] if self.kind == "township" else [file]
        count = reverse("organizations:organization-count", args=[pk])
        edit = reverse("organizations:organization-update", args=[pk])
        return [
            held,
            Link("填报人数", count, "people", "primary", "organizations.add_head_count"),
            Link("修改资料", edit, "pencil", permission="organizations.change_organization"),
            file,
        ]

    @property
    def layout(self) -> str:
        """The frame: the usual one, or nothing but figures."""
        return "reports/wall.html" if self.request.GET.get("wall") == "1" else "components/chart_page.html"

    @cached_property
    def kind(self) -> str:
        """Which page the node gets: a cell its own file, the county's top and the committees a dashboard."""
        if self.node.kind in OrganizationKind.cells:
            return "branch"
        return "county" if self.node.parent_id is None else "township"

    @property
    def template_name(self) -> str:
        """The page of the node's kind."""
        return f"reports/home/{self.kind}.html"

    @cached_property
    def imports(self) -> list:
        """The user's last imports."""
        return own_imports(self.request.user)

    def get_context(self):
        context = super().get_context() | {
            "stats": [tile(self.board, code) for code in (*STATS, *self.catalogue.featured)],
            "todos": self.todos(),
            "layout": self.layout,
            "wall": self.request.GET.get("wall") == "1",
        }
        return context | getattr(self, f"{self.kind}_context")()

    def todos(self) -> list:
        """What waits: gaps of the node, the county's own duties, the user's own work."""
        closes = self.kind == "county" and self.request.user.has_perm("reports.close_period")
        duties = county_to_do(self.board, on=today()) if closes else []
        user = self.request.user
        return [
            *figures_to_do(self.board), *duties, *own_steps_to_do(user, on=today()), *work_to_do(user, self.imports)
        ]  # fmt: skip

    def funnel(self) -> list[dict]:
        """The steps of coverage; each leads to those who did not get so far."""
        steps = REGISTRY.funnels["coverage"].steps
        first = self.board.figure(steps[0].code).value
        return [
            {
                "label": step.label,
                "value": self.board.figure(step.code).text,
                "percent": int(100 * (self.board.figure(step.code).value or 0) / first) if first else 0,
                "share": self.share(step.share),
                "url": address("reports:figure-detail", step.gap or step.code, board=self.board),
            }
            for step in steps
        ]

    def share(self, code: str) -> str:
        """A step's share of the first one; empty where it has none or nobody can tell."""
        figure = self.board.figure(code) if code else None
        return f"{figure.text}%" if figure is not None and figure.value is not None else ""

    def county_context(self) -> dict:
        """All of the county."""
        order = self.request.GET.get("order", "")
        below = [child for child in self.board.children if child.kind not in OrganizationKind.cells]
        return self.committee_context() | {
            "heads": heads(self.board, TABLE, order),
            "lines": sheet(self.board, TABLE, order, below),
            "order": order,
            "cells": len(self.board.children) - len(below),
            "cells_url": address("reports:figure-detail", "org.total", board=self.board),
        }

    def committee_context(self) -> dict:
        """What county and township share: funnel and charts."""
        return {
            "funnel": self.funnel(),
            "charts": [
                breakdown_chart(self.board, "org.kind", "按组织类别", skip_empty=True),
                breakdown_chart(self.board, "org.field", "按统计领域"),
                breakdown_chart(self.board, "org.two_new", "按两新类别"),
                trend_chart(self.board, {"org.founded": "新成立（个）"}, "各期新成立团组织", "bar"),
                trend_chart(self.board, {"org.total": "团组织（个）"}, "团组织总数"),
                trend_chart(self.board, {"org.coverage": "应建单位", "village.coverage": "村（社区）"}, "覆盖率（%）"),
            ],
        }

    def township_context(self) -> dict:
        """The own figures beside the county's."""
        board = self.board
        pairs = [
            {"figure": board.figure(code), "county": board.figure(code, board.root.pk),
             "url": address("reports:figure-detail", code, board=board)}
            for code in (*COLUMNS, *OTHERS)
        ]  # fmt: skip
        gap = (
            rows_behind(REGISTRY["unit.gap"], self.node.pk, board.snapshot) if board.figure("unit.gap").value else None
        )
        rows = [] if gap is None else gap.visible_to(self.request.user).select_related("subject", "division")
        return self.county_context() | {
            "pairs": pairs,
            "last_import": next(iter(self.imports), None),
            "gap_rows": [] if gap is None else rows.order_by("subject__code")[:GAPS_SHOWN],
            "gap": board.figure("unit.gap"),
            "gap_url": address("reports:figure-detail", "unit.gap", board=board),
        }

    def branch_context(self) -> dict:
        """A cell: what the register says of it."""
        return branch_facts(self.node, on=self.board.snapshot.as_of)
