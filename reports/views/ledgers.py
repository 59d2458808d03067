"""The ledgers of the yearly tables: what stands in them, and the sheet to hand in."""

from __future__ import annotations

from functools import cached_property

from league.core.exporter import FORMATS, deliver
from league.core.views import Link
from organizations.models import Organization
from reports.exports.ledgers import LedgerExport, table_of
from reports.services.ledgers import LEDGERS, Asked, Ledger
from reports.services.ledgers.base import spoken
from reports.views.nodes import NodePage, address


class LedgerView(NodePage):
    """``/ledgers/tj-9/?node=&period=``: one ledger of one node in one period; ``?export=xlsx`` is the sheet."""

    ledger: Ledger | None = None
    template_name = "reports/ledger.html"

    def get_title(self) -> str:
        return self.ledger.name

    @cached_property
    def asked(self) -> Asked:
        """The period up to the snapshot's day."""
        snapshot = self.board.snapshot
        return Asked(self.node, snapshot.period.first_day, snapshot.as_of)

    @cached_property
    def found(self) -> list:
        """The lines."""
        return self.ledger.lines(self.asked)

    def show(self):
        """The page, or the file."""
        kind = self.request.GET.get("export")
        if kind not in FORMATS:
            return super().show()
        period = self.board.snapshot.period
        export = LedgerExport(
            title=f"{self.node}{period}{self.ledger.title}（{self.ledger.number}）",
            noun="reports.ledger",
            table=table_of(self.ledger),
            rows=Organization.objects.none(),
            criteria=[str(self.node), str(period)],
            count=len(self.found),
            user=self.request.user,
            ledger=self.ledger,
            asked=self.asked,
            found=self.found,
        )
        return deliver(export, self.request, kind)

    def get_links(self):
        if self.board is None:
            return super().get_links()
        others = [
            Link(one.name, address(f"reports:ledger-{one.code}", board=self.board), "journal-text")
            for one in LEDGERS.values()
            if one is not self.ledger
        ]
        here = address(f"reports:ledger-{self.ledger.code}", board=self.board, export="xlsx")
        return [*others, Link("导出", here, "download", "primary")]

    def get_context(self):
        heads = self.ledger.heads
        lines = [*self.found, self.ledger.total(self.asked)]
        rows = [[spoken(head, value) for head, value in zip(heads, line, strict=True)] for line in lines]
        return super().get_context() | {
            "ledger": self.ledger,
            "headers": [head.label for head in heads],
            "numeric": [place for place, head in enumerate(heads) if head.kind != "text"],
            "rows": rows[:-1],
            "total": rows[-1],
        }
