"""Reading snapshots: stored values become figures with their part, whole, unknowns, day and fingerprint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from reports.indicators.base import Declaration, Ratio
from reports.models import Snapshot, SnapshotValue
from reports.services.catalogue import Catalogue


@dataclass(frozen=True)
class Figure:
    """One published number. `value` is None when it cannot be told; then `gap` says why (Chinese)."""

    declaration: Declaration
    snapshot: Snapshot
    value: int | Decimal | None
    part: int | None = None
    whole: int | None = None
    unknown: int | None = None
    unknown_unit: str = ""
    gap: str = ""

    @property
    def code(self) -> str:
        return self.declaration.code

    @property
    def label(self) -> str:
        return self.declaration.label

    @property
    def unit(self) -> str:
        return self.declaration.unit

    @property
    def text(self) -> str:
        """The number as a page shows it, without its unit; a dash when there is none."""
        return "—" if self.value is None else str(self.value)

    @property
    def note(self) -> str:
        """Why there is no number, or how many rows could not be judged; empty when there is nothing to say."""
        if self.gap:
            return f"无法统计：{self.gap}"
        if self.value is None:
            return "没有可比的基数"
        return f"另有{self.unknown}{self.unknown_unit}不详，未计入" if self.unknown else ""


def gap_of(code: str, snapshot: Snapshot) -> str:
    """Why the snapshot does not know a stored indicator; empty when it does."""
    if code in snapshot.gaps:
        return snapshot.gaps[code]
    return "" if code in snapshot.counted else "本期统计时还没有设这个指标"


def make_figure(code: str, values: Mapping[str, int], snapshot: Snapshot, catalogue: Catalogue | None = None) -> Figure:
    """The figure of that code from a node's stored values; what is not stored is zero.

    Whoever makes many gives the catalogue, which is loaded otherwise.
    """
    catalogue = catalogue or Catalogue()
    declaration = catalogue.in_snapshot(code, snapshot)
    gap = next(filter(None, (gap_of(part, snapshot) for part in declaration.parts)), "")
    if gap:
        return Figure(declaration, snapshot, None, gap=gap)
    unknown, unit = None, ""
    if declaration.unknown:
        unknown = values.get(declaration.unknown, 0)
        unit = catalogue.in_snapshot(declaration.unknown, snapshot).unit
    if isinstance(declaration, Ratio):
        part, whole = values.get(declaration.part, 0), values.get(declaration.whole, 0)
        return Figure(declaration, snapshot, declaration.divide(part, whole), part, whole, unknown, unit)
    return Figure(declaration, snapshot, declaration.shown(values.get(code, 0)), unknown=unknown, unknown_unit=unit)


def read_values(
    snapshots: Iterable[Snapshot],
    nodes: Iterable[int],
    codes: Iterable[str] | None = None,
    *,
    only_now: tuple[Snapshot, int] | None = None,
    catalogue: Catalogue | None = None,
):
    """{(snapshot id, organisation id): {code: value}} of stored values, in one query; absent values are zero.

    `only_now` (snapshot, node) asks for all nodes in that snapshot and for that node in the others.
    """
    rows = SnapshotValue.objects.filter(
        snapshot__in=[snapshot.pk for snapshot in snapshots], organization__in=list(nodes)
    )
    if only_now is not None:
        rows = rows.filter(Q(snapshot=only_now[0]) | Q(organization=only_now[1]))
    if codes is not None:
        rows = rows.filter(indicator__code__in=(catalogue or Catalogue()).stored_codes(codes))
    found: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    for snapshot, node, code, value in rows.order_by().values_list(
        "snapshot_id", "organization_id", "indicator__code", "value"
    ):
        found[snapshot, node][code] = value
    return found


def read_figures(
    snapshot: Snapshot, nodes: Iterable[int], codes: Iterable[str], catalogue: Catalogue | None = None
) -> dict[int, dict[str, Figure]]:
    """{organisation id: {code: figure}} of one snapshot, for every asked node and code."""
    nodes, codes, catalogue = list(nodes), list(codes), catalogue or Catalogue()
    values = read_values([snapshot], nodes, codes, catalogue=catalogue)
    return {
        node: {code: make_figure(code, values[snapshot.pk, node], snapshot, catalogue) for code in codes}
        for node in nodes
    }
