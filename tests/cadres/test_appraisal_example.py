"""The worked example of docs/appraisal.md: what a person can follow by hand is what the engine computes."""

from decimal import ROUND_FLOOR, Decimal
from pathlib import Path

from django.conf import settings

from cadres.services.appraisal_engine import (
    Facts,
    GradePlan,
    ItemPlan,
    MethodPlan,
    Plan,
    Tally,
    indicator_points,
    judge,
)

DOCUMENT = Path(settings.BASE_DIR) / "docs/appraisal.md"
D1, D2, S1, W1, V1 = range(1, 6)
LEADERS, DELEGATES, READERS, VISITORS = range(11, 15)
SEATS = {LEADERS: 4, DELEGATES: 3, READERS: 3, VISITORS: 3}
HUNDRED = Decimal(100)
METHODS = ("日常考核", "现场述职", "书面述职", "实地考察")
GRADES = ("好", "较好", "一般", "差")


def table_after(sentence):
    """Rows of the first table after the sentence, its heading left out, as lists of cells."""
    lines = DOCUMENT.read_text(encoding="utf-8").split(sentence, 1)[1].strip().splitlines()
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows[2:]


def plan():
    methods = (
        MethodPlan(1, Decimal(40), (ItemPlan(D1, Decimal(60), may_be_unknown=True), ItemPlan(D2, Decimal(40)))),
        MethodPlan(
            2, Decimal(30), (ItemPlan(S1, HUNDRED, by_panel=True),),
            ((LEADERS, Decimal(60)), (DELEGATES, Decimal(40))),
        ),
        MethodPlan(3, Decimal(10), (ItemPlan(W1, HUNDRED, by_panel=True),), ((READERS, HUNDRED),)),
        MethodPlan(4, Decimal(20), (ItemPlan(V1, HUNDRED, by_panel=True),), ((VISITORS, HUNDRED),)),
    )  # fmt: skip
    quotas = (Decimal(30), None, None, None)
    grades = tuple(
        GradePlan(number, Decimal(lower), quota, ROUND_FLOOR)
        for number, (lower, quota) in enumerate(zip((90, 80, 60, 0), quotas, strict=True))
    )
    return Plan(methods, grades, floor=Decimal(50), bonus_cap=Decimal(2), is_trimmed=True)


def tally(cell):
    scores = [Decimal(score) for score in cell.split() if score != "–"]
    return Tally(sum(scores), len(scores), max(scores), min(scores))


def facts(number, cells):
    _, figure, office, leaders, delegates, read, visited, bonus, veto = cells
    points = {D2: Decimal(office)}
    if figure != "–":
        points[D1] = indicator_points(Decimal(figure), zero_at=Decimal(60), full_at=HUNDRED, full=Decimal(60))
    tallies = {
        (S1, LEADERS): tally(leaders), (S1, DELEGATES): tally(delegates), (W1, READERS): tally(read),
        (V1, VISITORS): tally(visited),
    }  # fmt: skip
    return Facts(number, 1, points, tallies, SEATS, Decimal(bonus), veto == "yes")


def test_engine_computes_what_the_document_prints():
    entered = table_after("What was entered (– is no score):")

    outcomes = judge(plan(), [facts(number, cells) for number, cells in enumerate(entered)])

    computed = [
        [
            cells[0], *(str(outcome.methods[method].points) for method in (1, 2, 3, 4)),
            str(outcome.total - outcome.bonus), f"{outcome.bonus:.2f}", str(outcome.total), str(outcome.rank),
            GRADES[outcome.grade],
        ]
        for cells, outcome in zip(entered, outcomes, strict=True)
    ]  # fmt: skip
    assert computed == table_after("What comes out:")
