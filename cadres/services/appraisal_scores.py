"""Scores, written by several assessors at once: each has rows of the own seat only, each row knows its revision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count

from cadres.enums import ItemSource, RoundState
from cadres.models import AppraisalAssessor, AppraisalItem, AppraisalRound, AppraisalScore, AppraisalSheet
from cadres.services.appraisal_rounds import demand
from cadres.services.appraisal_sheets import check_points
from league.core.audit import record


class Overtaken(ValidationError):
    """Somebody changed the same scores meanwhile, on another device of the same seat: `newer` is {item: points}."""

    def __init__(self, newer: dict[int, Decimal]):
        super().__init__("这张表的评分刚才在别处改过，请核对后重新保存。", code="overtaken")
        self.newer = newer


def items_to_score(assessor: AppraisalAssessor, sheet: AppraisalSheet):
    """The items that the seat scores on the sheet, in the scheme's order."""
    items = AppraisalItem.objects.filter(method=assessor.panel.method_id, source__in=ItemSource.scored)
    return [item for item in items.order_by("sort", "pk") if item.group_id in (None, sheet.group_id)]


def scoring_refusal(assessor: AppraisalAssessor, sheet: AppraisalSheet) -> str:
    """Why the seat does not score the sheet; empty when it does."""
    if sheet.round_id != assessor.round_id:
        return "该考核表不属于本轮考核。"
    if sheet.is_exempt:
        return f"“{sheet.organization}”不参加本轮考核。"
    if assessor.organization_id == sheet.organization_id:
        return f"按回避要求，您不给“{sheet.organization}”评分。"
    return ""


@transaction.atomic
def save_scores(
    assessor: AppraisalAssessor, sheet: AppraisalSheet, points: Mapping[int, tuple[Decimal, int]], *, actor=None
) -> dict[int, AppraisalScore]:
    """Save a seat's scores of a sheet: `{item: (points, revision that was seen; 0 for none yet)}`. All or nothing;
    Overtaken when a row has another revision by now. A seat without an account has no actor: the log names the seat.
    """
    rows = AppraisalAssessor.objects.select_for_update(of=("self",))
    assessor = rows.select_related("round", "panel__method").get(pk=assessor.pk)
    # Read after the lock: a step of the round waits for the seats.
    demand(AppraisalRound.objects.get(pk=assessor.round_id), (RoundState.SCORING,), "评分")
    sheet = AppraisalSheet.objects.select_related("organization", "round").get(pk=sheet.pk)
    if refusal := scoring_refusal(assessor, sheet):
        raise ValidationError(refusal)
    items = {item.pk: item for item in items_to_score(assessor, sheet)}
    if unknown := points.keys() - items.keys():
        raise ValidationError(f"有{len(unknown)}个项目不由您评分，请刷新页面。")
    known = {score.item_id: score for score in AppraisalScore.objects.filter(assessor=assessor, sheet=sheet)}
    _demand_seen(points, known)
    before, after = {}, {}
    for key, (number, _) in points.items():
        check_points(items[key], number, "points")
        score = known.get(key)
        if score is not None and score.points == number:
            continue
        before |= {str(items[key]): score.points} if score else {}
        after[str(items[key])] = number
        known[key] = _write(score, assessor, sheet, items[key], number)
    if after:
        # Whose they are is in the log of the seat; the sheet's history, which the appraised read, has no names.
        record(
            actor, "appraisal_score.saved", assessor, before=before, after=after,
            organization=str(sheet.organization),
        )  # fmt: skip
    return known


def _demand_seen(points: Mapping[int, tuple[Decimal, int]], known: Mapping[int, AppraisalScore]) -> None:
    newer = {
        key: known[key].points
        for key, (number, seen) in points.items()
        if key in known and known[key].revision != seen and known[key].points != number
    }
    if newer:
        raise Overtaken(newer)


def _write(score: AppraisalScore | None, assessor, sheet, item: AppraisalItem, points: Decimal) -> AppraisalScore:
    if score is None:
        score = AppraisalScore(assessor=assessor, sheet=sheet, item=item, points=points)
    else:
        score.points = points
        score.revision += 1
    score.full_clean(validate_unique=False)
    score.save()
    return score


@dataclass(frozen=True)
class Progress:
    """How far a seat is: `done` of `due` scores; `due` leaves out what it is recused from."""

    assessor: AppraisalAssessor
    done: int
    due: int

    @property
    def percent(self) -> int:
        """For a progress bar, rounded down: 100 only when all are there."""
        return 100 * self.done // self.due if self.due else 100


def progress(row: AppraisalRound) -> list[Progress]:
    """Every seat's progress, in the order of the panels. Four queries."""
    items = AppraisalItem.objects.filter(scheme=row.scheme_id, source__in=ItemSource.scored)
    asked = list(items.values_list("method_id", "group_id"))
    sheets = list(row.sheets.taking_part().order_by().values_list("organization_id", "group_id"))
    rows = row.assessors.select_related("panel__method", "organization", "user")
    given = dict(
        AppraisalScore.objects.filter(assessor__round=row.pk).order_by().values_list("assessor").annotate(Count("pk"))
    )
    found = []
    for assessor in rows:
        due = sum(
            1
            for organization, group in sheets
            if organization != assessor.organization_id
            for method, only in asked
            if method == assessor.panel.method_id and only in (None, group)
        )
        found.append(Progress(assessor, given.get(assessor.pk, 0), due))
    return found
