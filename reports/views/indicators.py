"""The dictionary of figures."""

from __future__ import annotations

from functools import cached_property

from django.http import HttpResponse
from django.shortcuts import render

from league.core.exporter import FORMATS, ListExport, deliver
from league.core.tables import Column, Table
from league.core.views import Link
from reports.models import StatPeriod
from reports.services.dictionary import Entry, find_entries, group_entries
from reports.views.nodes import NodePage


class DictionaryTable(Table):
    columns = tuple(
        Column(f"c{number}", label)
        for number, label in enumerate(
            ("编码", "指标", "单位", "章", "节", "口径", "计算方式", "分子分母与不详", "所用规则", "依据", "示例数")
        )
    )


class DictionaryExport(ListExport):
    """The dictionary as a workbook; its rows are declarations, not database rows."""

    entries: list[Entry]

    def lines(self):
        """One declaration a line."""
        return (entry.cells() for entry in self.entries)


class IndicatorListView(NodePage):
    title = "统计口径"
    template_name = "reports/indicators/list.html"

    def get_codes(self):
        return tuple(declared.code for declared in self.catalogue)

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """The dictionary, whether or not something was counted."""
        if request.GET.get("export") in FORMATS:
            return deliver(self.export(), request, request.GET["export"])
        return self.show()

    def show(self) -> HttpResponse:
        return render(self.request, self.template_name, self.get_context())

    @cached_property
    def text(self) -> str:
        """What is looked for."""
        return self.request.GET.get("q", "").strip()[:60]

    @cached_property
    def entries(self) -> list[Entry]:
        """The declarations found, with the node's figures as examples."""
        return find_entries(self.text, self.board.figures() if self.board else {}, self.catalogue)

    def export(self) -> DictionaryExport:
        """What is seen."""
        export = DictionaryExport(
            title=self.title,
            noun="reports.indicator",
            table=DictionaryTable(StatPeriod),
            rows=StatPeriod.objects.none(),
            criteria=[f"含“{self.text}”"] if self.text else [],
            count=len(self.entries),
            user=self.request.user,
        )
        export.entries = self.entries
        return export

    def get_links(self):
        return [Link("导出口径表", f"?export=xlsx&q={self.text}", "download")]

    def get_crumbs(self):
        return []

    def get_context(self):
        context = super().get_context() if self.board else super(NodePage, self).get_context()
        groups = group_entries(self.entries)
        return context | {"groups": groups, "text": self.text, "count": len(self.entries), "node": self.node}
