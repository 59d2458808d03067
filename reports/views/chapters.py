"""A chapter of the yearbook as a page: tiles, charts, and the places below side by side."""

from __future__ import annotations

from organizations.enums import OrganizationKind
from reports.chapters import Chapter
from reports.views.charts import breakdown_chart
from reports.views.nodes import NodePage
from reports.views.scorecard import PLACES_SHOWN, heads, sheet
from reports.views.tiles import tile


class ChapterView(NodePage):
    """``/chapters/cadres/``: one declared chapter of the node in the address."""

    chapter: Chapter | None = None
    template_name = "reports/chapter.html"

    def get_title(self) -> str:
        return self.chapter.title

    def get_codes(self):
        chapter = self.chapter
        shown = [code for section in chapter.sections for code in section.codes]
        charted = [each.code for prefix, _ in chapter.breakdowns for each in self.catalogue.prefixed(prefix)]
        return tuple(dict.fromkeys((*shown, *charted, *chapter.columns)))

    def get_context(self):
        board, chapter, order = self.board, self.chapter, self.request.GET.get("order", "")
        below = [child for child in board.children if child.kind not in OrganizationKind.cells][:PLACES_SHOWN]
        return super().get_context() | {
            "sections": [
                {"title": section.title, "stats": [tile(board, code) for code in section.codes]}
                for section in chapter.sections
            ],
            "charts": [breakdown_chart(board, prefix, title, skip_empty=True) for prefix, title in chapter.breakdowns],
            "heads": heads(board, chapter.columns, order),
            "lines": sheet(board, chapter.columns, order, below),
            "order": order,
        }
