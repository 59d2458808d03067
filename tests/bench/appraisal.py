"""A round of 5 000 sheets × 30 items × 7 assessors, against the bare SQL aggregation of the same million scores.

Method: the scores are inserted in bulk; the yardstick is one statement that averages them by sheet and item, fetched and
nothing else; told besides is the time of one that sums these averages by sheet and fetches only that. Ours is what the
step 停止评分并核算 computes and keeps: the panels' means, methods, totals, ranks and grades under their quotas, written as
results with their methods' rows, in one transaction.
"""

import random
from datetime import date

from django.db import connection, transaction

from cadres.models import (
    AppraisalAssessor,
    AppraisalGrade,
    AppraisalGroup,
    AppraisalItem,
    AppraisalMethod,
    AppraisalPanel,
    AppraisalResult,
    AppraisalRound,
    AppraisalScheme,
    AppraisalScore,
    AppraisalSheet,
)
from cadres.services.appraisal_tally import tally
from league.core.bulk import insert_rows
from organizations.models import Organization
from tests.bench.ground import NOW, insert_organizations
from tests.bench.report import Report, seconds

SHEETS, METHODS, ITEMS, ASSESSORS = 5_000, 3, 10, 7
BARE = """
SELECT s.sheet_id AS sheet_id, s.item_id, AVG(s.points) AS mean
FROM cadres_appraisalscore s JOIN cadres_appraisalsheet t ON t.id = s.sheet_id
WHERE t.round_id = %s GROUP BY s.sheet_id, s.item_id
"""
SUMMED = f"SELECT sheet_id, SUM(mean) FROM ({BARE}) AS means GROUP BY sheet_id"


def score_method(row: AppraisalRound, number: int, sheets: list[int], chance: random.Random) -> None:
    """A method with its items and one panel, whose assessors have scored every sheet."""
    scheme, weight = row.scheme, 34 if number == 0 else 33
    method = AppraisalMethod.objects.create(scheme=scheme, kind="aspect", name=f"方式{number}", weight=weight)
    panel = AppraisalPanel.objects.create(method=method, name="评委组")
    items = [
        AppraisalItem.objects.create(scheme=scheme, method=method, code=f"X{number}-{n}", title="项目", full=100).pk
        for n in range(ITEMS)
    ]
    seats = [AppraisalAssessor.objects.create(round=row, panel=panel, name=f"评委{n}").pk for n in range(ASSESSORS)]
    insert_rows(
        AppraisalScore, ("assessor", "sheet", "item", "points", "revision", "updated_at"),
        (
            (seat, sheet, item, chance.randrange(120, 201) / 2, 1, NOW)
            for seat in seats
            for sheet in sheets
            for item in items
        ),
    )  # fmt: skip


def make_round() -> AppraisalRound:
    """A round in which every assessor has scored every sheet."""
    root = Organization.objects.get(parent=None)
    branches = insert_organizations(
        [("K430421", None, "leading_body")] + [(f"K{n:06d}", 0, "branch") for n in range(SHEETS)]
    )[1:]
    scheme = AppraisalScheme.objects.create(
        organization=root, org_path=root.path, code="BENCH", year=2023, title="测试方案", state="issued",
        issued_on=date(2023, 1, 1), mean="plain",
    )  # fmt: skip
    group = AppraisalGroup.objects.create(scheme=scheme, name="全部")
    for sort, (name, lower, quota) in enumerate((("好", 90, 30), ("较好", 80, None), ("差", 0, None))):
        AppraisalGrade.objects.create(scheme=scheme, sort=sort, name=name, lower=lower, quota=quota)
    row = AppraisalRound.objects.create(scheme=scheme, title="测试轮次", as_of=date(2023, 12, 31), state="scoring")
    paths = dict(Organization.objects.filter(pk__in=branches).values_list("pk", "path"))
    sheets = AppraisalSheet.objects.bulk_create(
        [AppraisalSheet(round=row, group=group, organization_id=pk, org_path=paths[pk]) for pk in branches],
        batch_size=500,
    )
    chance = random.Random(1)
    for number in range(METHODS):
        score_method(row, number, [sheet.pk for sheet in sheets], chance)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return row


def measure(report: Report, clerk) -> None:
    """The tally against the aggregation, the first time and again."""
    row = make_round()

    def fetch(statement, number):
        with connection.cursor() as cursor:
            cursor.execute(statement, [row.pk])
            if len(cursor.fetchall()) != number:
                raise RuntimeError("not everything was aggregated")

    def compute_and_keep():
        with transaction.atomic():
            tally(row, on=date(2024, 1, 8), actor=clerk)

    yardstick = seconds(lambda: fetch(BARE, SHEETS * METHODS * ITEMS), runs=3)
    summed = seconds(lambda: fetch(SUMMED, SHEETS), runs=3)
    first, again = seconds(compute_and_keep), seconds(compute_and_keep, runs=3)
    if AppraisalResult.objects.filter(status="graded").count() != SHEETS:
        raise RuntimeError("not every sheet was graded")
    for name, taken in (("round of 5 000 × 30 × 7 tallied and kept against its bare aggregation", first),
                        ("the same, tallied again", again)):  # fmt: skip
        report.add(
            name,
            taken / yardstick,
            3,
            detail=f"{taken * 1000:.0f} ms : {yardstick * 1000:.0f} ms, summed by sheet {summed * 1000:.0f} ms",
        )
