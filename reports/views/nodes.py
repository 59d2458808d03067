"""Base of the pages about one organisation in one period; both stand in the address."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from league.core.views import Link
from league.core.views.base import Page
from reports.services.boards import Board, choose, shown_snapshots, visible_node
from reports.services.catalogue import Catalogue


def address(name: str, *args, board: Board, node: str = "", **query) -> str:
    """The address of a page about the board's period and node, or about another node."""
    query = {"node": node or board.node.code, "period": board.snapshot.period.code, **query}
    return reverse(name, args=args, query=query)


class NodePage(Page):
    """Declare `codes`, the figures the page shows. ``?node=`` is an organisation's code, ``?period=`` a period's.

    Without a snapshot the page says so and offers to count, to those who may.
    """

    permission = "reports.view_figure"
    codes: tuple[str, ...] = ()

    def open(self) -> None:
        super().open()
        query = self.request.GET
        self.node = visible_node(self.request.user, query.get("node", ""))
        if self.node is None:
            raise Http404("没有这个团组织，或者它不在您的管理范围内。")
        snapshots = shown_snapshots()
        snapshot = choose(snapshots, query.get("period", ""))
        self.catalogue = Catalogue()
        board = (self.node, snapshot, snapshots, self.get_codes(), self.catalogue)
        self.board = Board(*board) if snapshot else None

    def get_codes(self) -> tuple[str, ...]:
        """The figures to read."""
        return self.codes

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """The page; where nothing was counted, the reason."""
        if self.board is None:
            return self.nothing("还没有统计数据。")
        if self.board.place is None:
            return self.nothing(f"{self.node}在{self.board.snapshot.as_of}不存在，没有数据。")
        return self.show()

    def show(self) -> HttpResponse:
        """The page with figures."""
        return render(self.request, self.template_name, self.get_context())

    def nothing(self, sentence: str) -> HttpResponse:
        """The page without figures."""
        context = Page.get_context(self) | {"sentence": sentence}
        return render(self.request, "reports/nothing.html", context)

    def get_links(self) -> list[Link]:
        if self.board is None:
            return [Link("开始统计", reverse("reports:period-create"), "calculator", "primary", "reports.start_period")]
        return []

    def get_crumbs(self) -> list[tuple[str, str]]:
        """The organisations over this one that the user may see."""
        if self.board is None:
            return []
        above = [place for place in self.board.places.values() if place.depth < self.node.depth]
        outermost = min((path.count("/") - 1 for path in self.request.user.scope.paths), default=1)
        return [
            (str(place), address("reports:home", board=self.board, node=place.code))
            for place in sorted(above, key=lambda place: place.depth)
            if place.depth >= outermost
        ]

    def get_context(self) -> dict:
        snapshot = self.board.snapshot
        return super().get_context() | {
            "board": self.board,
            "node": self.node,
            "snapshot": snapshot,
            "periods": [(one.period.code, one.period, one.as_of) for one in self.board.snapshots],
        }
