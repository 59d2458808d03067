"""Organisation by indicator: the reviewer's sheet. No ranks: rows stand in code order unless the reader sorts them."""

from __future__ import annotations

from reports.indicators.base import Ratio
from reports.services.boards import Board, Place
from reports.services.figures import Figure
from reports.views.nodes import NodePage, address

PLACES_SHOWN = 300
COLUMNS = (
    "org.total",
    "unit.must",
    "org.coverage",
    "unit.gap",
    "village.coverage",
    "org.social.new",
    "org.nonpublic.new",
    "member.count",
    "member.youth_ratio",
)


def sheet(board: Board, codes: tuple[str, ...], order: str, places: list[Place]) -> list[dict]:
    """A line for each place: its figures with their addresses, marked against the node's own share."""
    lines = [{"place": place, "cells": [cell(board, code, place) for code in codes]} for place in places]
    column = order.removeprefix("-")
    if column in codes:
        at = codes.index(column)
        known = [line for line in lines if line["cells"][at]["figure"].value is not None]
        known.sort(key=lambda line: line["cells"][at]["figure"].value, reverse=order.startswith("-"))
        lines = known + [line for line in lines if line["cells"][at]["figure"].value is None]
    return lines


def cell(board: Board, code: str, place: Place) -> dict:
    """One figure of one child."""
    figure = board.figure(code, place.pk)
    url = address("reports:figure-detail", code, board=board, node=place.code)
    return {"figure": figure, "url": url, "mark": mark(figure, board.figure(code))}


def mark(figure: Figure, whole: Figure) -> str:
    """``above`` or ``below`` the node's own share; empty for counts, equals and what cannot be told."""
    shares = isinstance(figure.declaration, Ratio) and figure.value is not None and whole.value is not None
    if not shares or figure.value == whole.value:
        return ""
    return "above" if figure.value > whole.value else "below"


def heads(board: Board, codes: tuple[str, ...], order: str) -> list[dict]:
    """Column heads that sort, and the node's own figures for the last line."""
    return [
        {
            "declared": board.figure(code).declaration,
            "order": code if order == f"-{code}" else f"-{code}",
            "sorted": {code: "ascending", f"-{code}": "descending"}.get(order, ""),
            "total": board.figure(code),
            "url": address("reports:figure-detail", code, board=board),
        }
        for code in codes
    ]


class ScorecardView(NodePage):
    title = "指标一览"
    template_name = "reports/scorecard.html"

    def get_codes(self):
        return (*COLUMNS, *self.catalogue.featured)

    def get_context(self):
        order = self.request.GET.get("order", "")
        return super().get_context() | {
            "heads": heads(self.board, self.board.codes, order),
            "lines": sheet(self.board, self.board.codes, order, self.board.children[:PLACES_SHOWN]),
            "order": order,
        }
