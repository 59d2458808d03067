"""Fill of all indicators for a tree of 200 000 organisations against bare by-level SQL that produces the same numbers.

Method: the product's own service fills the year 2023 (tree of the day, every declared indicator, roll-up, storing,
fingerprint, publication under the period's lock); the floor is `tests.bench.floor_fill`. Both results are compared row
by row before anything is timed. Median of three runs each. The fingerprint is printed: it is the same on both
databases when the numbers are equal to the last digit.
"""

from datetime import date

from django.db import connection
from django.utils import timezone

from league.core.dates import Period
from organizations.models import HeadCount, Organization, Rule
from reports.models import Snapshot
from reports.services.fill import Fill, fill_period
from tests.bench.floor_fill import fill_bare
from tests.bench.ground import insert_head_counts, insert_organizations, insert_units
from tests.bench.report import Report, seconds

PERIOD = Period.parse("2023")
REFORM = date(2022, 3, 1)
WIDTHS = (25, 8, 10, 10, 9)
UNITS = 50_000


def plant() -> None:
    """A second county beside the first: six levels, 202 226 organisations; units and head-counts below the first."""
    nodes: list[tuple[str, int | None, str]] = [("BENCH", None, "leading_body")]
    level = [0]
    for depth, width in enumerate(WIDTHS):
        kind = "branch" if depth == len(WIDTHS) - 1 else "committee"
        following = []
        for parent in level:
            for _ in range(width):
                following.append(len(nodes))
                nodes.append((f"BENCH-{len(nodes)}", parent, kind))
        level = following
    insert_organizations(nodes)
    if HeadCount.objects.exists():
        return
    insert_units(UNITS)
    insert_head_counts()
    for code, value in (("county.reform_start", REFORM.isoformat()), ("unit.minimum_members", "3")):
        Rule.objects.filter(code=code).delete()
        Rule.objects.create(
            code=code, text=code, value=value, valid_from=date(2000, 1, 1), severity="hint", source="测试"
        )


def measure(report: Report, clerk) -> None:
    """Ours, the floor, and that they say the same."""
    if not Organization.objects.filter(code="BENCH").exists():
        plant()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def ours():
        return fill_period(Fill(PERIOD, PERIOD.last, timezone.now()))

    def floor():
        fill_bare(PERIOD.last, PERIOD.first, REFORM)

    snapshot = ours()
    floor()
    _compare(snapshot)
    ours_seconds, floor_seconds = seconds(ours, runs=3), seconds(floor, runs=3)
    report.add(
        f"fill of {snapshot.nodes} organisations against bare SQL",
        ours_seconds / floor_seconds,
        3,
        detail=f"{ours_seconds:.2f} s : {floor_seconds:.2f} s; fingerprint {snapshot.fingerprint[:16]}",
    )


def _compare(snapshot: Snapshot) -> None:
    ours = set(snapshot.values.values_list("organization_id", "indicator__code", "value"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT organization_id, code, value FROM floor_value")
        floor = {(node, code, int(value)) for node, code, value in cursor.fetchall()}
    if ours != floor:
        codes = sorted({code for _, code, _ in ours ^ floor})
        raise SystemExit(f"the floor says other numbers: {codes}, e.g. {sorted(ours ^ floor)[:5]}")
