"""One figure: its definition, part and whole, what is not known, its past, its children, and the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from league.core.access import narrowed
from league.core.exporter import FORMATS, ListExport, deliver
from league.core.views import ScopedListView
from organizations.enums import OrganizationKind
from organizations.models import OrganizationVersion, UnitVersion
from reports.filters import ROW_FILTERS
from reports.indicators.base import Count, Indicator, Sum
from reports.indicators.settings import in_force
from reports.services.figures import Figure, gap_of
from reports.services.rows import lists_of, measure, rows_behind
from reports.tables import ROW_TABLES
from reports.views.charts import trend_chart
from reports.views.nodes import NodePage, address

CHILDREN_SHOWN = 200


@dataclass
class FigureExport(ListExport):
    """The rows of a figure, with the figure itself on the second sheet."""

    figure: Figure

    def notes(self):
        """Who, when, which rows; and what the number means."""
        figure, snapshot = self.figure, self.figure.snapshot
        return [
            *super().notes(),
            ("指标", f"{figure.label}（{figure.code}）"),
            ("口径", figure.declaration.definition),
            ("数值", f"{figure.text}{figure.unit}"),
            ("分子、分母", "" if figure.whole is None else f"{figure.part} / {figure.whole}"),
            ("说明事项", figure.note),
            ("截至日", str(snapshot.as_of)),
            ("版本", f"{snapshot}（{snapshot.get_state_display()}）"),
            ("指纹", snapshot.fingerprint),
        ]


class FigureView(NodePage, ScopedListView):
    template_name = "reports/figures/figure.html"
    empty = "没有符合条件的明细。"

    def open(self):
        super().open()
        if self.board is not None:
            self.declaration = self.board.catalogue.in_snapshot(self.kwargs["code"], self.board.snapshot)
            self.model = self.get_queryset().model
            self.table_class = ROW_TABLES[self.model]
            self.filterset_class = ROW_FILTERS[self.model]

    def get_codes(self):
        if self.kwargs["code"] not in self.catalogue:
            raise Http404("没有这个指标。")
        self.declaration = self.catalogue[self.kwargs["code"]]
        groups = (declared.code for declared in self.catalogue.prefixed(f"{self.declaration.code}.by"))
        return tuple(dict.fromkeys((self.declaration.code, *self.declaration.parts, *groups)))

    def get_title(self):
        return f"{self.declaration.label} · {self.node}"

    @cached_property
    def figure(self) -> Figure:
        return self.board.figure(self.declaration.code)

    @cached_property
    def lists(self) -> dict[str, Indicator]:
        """The lists one can open: the rows counted; for a share those of part and whole; those nobody can judge."""
        return lists_of(self.declaration, self.board.catalogue, self.board.snapshot)

    @cached_property
    def listed(self) -> Indicator:
        """The list that is open: ``?list=``, the first one without it."""
        return self.lists.get(self.request.GET.get("list", ""), next(iter(self.lists.values())))

    @cached_property
    def all_rows(self):
        """The rows behind the open list's number; none where the question has no answer."""
        if gap_of(self.listed.code, self.board.snapshot):
            return OrganizationVersion.objects.none()
        rows = rows_behind(self.listed, self.node.pk, self.board.snapshot)
        return rows.with_members(on=self.board.snapshot.as_of) if rows.model is UnitVersion else rows

    def get_queryset(self):
        return narrowed(self.all_rows, self.request.user)

    def show(self) -> HttpResponse:
        if self.request.GET.get("export") in FORMATS:
            return deliver(self.export(), self.request, self.request.GET["export"])
        partial = self.request.htmx and self.request.htmx.target == "list"
        response = render(self.request, self.fragment if partial else self.template_name, self.get_context())
        patch_vary_headers(response, ["HX-Request", "HX-Target"])
        return response

    def export(self) -> FigureExport:
        return FigureExport(
            title=f"{self.listed.label}-{self.node}",
            noun=self.model._meta.label_lower,
            table=self.table,
            rows=self.rows,
            criteria=[f"统计期={self.board.snapshot.period}", f"组织={self.node}", *self.criteria],
            count=self.count,
            user=self.request.user,
            figure=self.board.figure(self.listed.code),
        )

    def check(self) -> str:
        """Whether the rows make the number; a sentence when they do not, or when they count otherwise."""
        number = self.board.figure(self.listed.code).value
        if self.criteria or number is None:
            return ""
        if not isinstance(self.listed.value, Count):
            made, how = measure(self.listed, self.rows), "合计" if isinstance(self.listed.value, Sum) else "去重后"
            if made == number:
                return f"共 {self.count} 条，{how} {made}{self.listed.unit}，与统计数一致。"
        else:
            made = self.count
            if made == number:
                return f"共 {made} 条，与统计数一致。"
        if self.board.snapshot.is_closed or self.request.user.scope.paths != (self.node.path,):
            return f"统计数为 {number}，现可列出 {made}；其余各条已划出您的管理范围，或其登记已被更正。"
        return f"统计数为 {number}，登记现为 {made}：登记刚有变动，统计正在更新，请稍后刷新。"

    def get_children(self) -> dict:
        """The node's children with this figure, in code order or as the reader sorts them."""
        code, order = self.declaration.code, self.request.GET.get("order", "")
        # Of a township's two hundred branches only those with a number are of interest.
        places = [
            child
            for child in self.board.children
            if child.kind not in OrganizationKind.cells or self.board.figure(code, child.pk).value
        ]
        rows = [
            {"place": child, "figure": self.board.figure(code, child.pk),
             "url": address("reports:figure-detail", code, board=self.board, node=child.code)}
            for child in places
        ]  # fmt: skip
        if order in {"value", "-value"}:
            known = [row for row in rows if row["figure"].value is not None]
            known.sort(key=lambda row: row["figure"].value, reverse=order == "-value")
            rows = known + [row for row in rows if row["figure"].value is None]
        return {"rows": rows[:CHILDREN_SHOWN], "total": len(rows), "order": order, "own": self.board.own(code)}

    def get_group(self, code: str) -> dict:
        """One group of an own figure, leading to its own page."""
        figure = self.board.figure(code)
        label = figure.label.removeprefix(f"{self.figure.label}：")
        return {"figure": figure, "label": label, "url": address("reports:figure-detail", code, board=self.board)}

    def get_tabs(self) -> list[dict]:
        """The lists as tabs with their numbers."""
        words = {"part": "分子", "whole": "分母", "unknown": "未计入", "rows": "明细"}
        return [
            {"name": name, "label": f"{words[name]}：{one.label}", "figure": self.board.figure(one.code),
             "current": one is self.listed}
            for name, one in self.lists.items()
        ]  # fmt: skip

    def get_context(self):
        snapshot = self.board.snapshot
        used = {code for one in self.lists.values() for code in one.settings}
        return super().get_context() | {
            "figure": self.figure,
            "declaration": self.declaration,
            "part_of": [
                self.board.figure(code).declaration for code in self.declaration.parts if code != self.declaration.code
            ],
            "settings": in_force(used, snapshot.settings, on=snapshot.as_of),
            "trend": trend_chart(
                self.board, {self.declaration.code: f"{self.declaration.label}（{self.declaration.unit}）"}, "历期变化"
            ),
            "groups": [
                self.get_group(one.code) for one in self.board.catalogue.groups_of(self.declaration.code, snapshot)
            ],
            "children": self.get_children(),
            "tabs": self.get_tabs(),
            "check": self.check(),
            "before": self.board.before(self.declaration.code),
        }
