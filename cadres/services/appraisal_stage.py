"""Scoring while people speak: whose turn it is, how far the assessors are, and the links of those without an account."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count

from cadres.enums import ItemSource, RoundState
from cadres.models import (
    AppraisalAssessor,
    AppraisalItem,
    AppraisalMark,
    AppraisalMethod,
    AppraisalRound,
    AppraisalScore,
    AppraisalSheet,
)
from cadres.services.appraisal_rounds import demand, lock_round
from league.core.audit import record
from league.core.tokens import new_token, token_digest


@transaction.atomic
def call_sheet(sheet: AppraisalSheet, *, actor) -> AppraisalSheet:
    """请上台述职: the assessors' pages follow."""
    row = lock_round(sheet.round)
    demand(row, (RoundState.SCORING,), "请述职人上台")
    if sheet.is_exempt:
        raise ValidationError(f"“{sheet.organization}”不参加本轮考核。")
    if row.sheet_up_id != sheet.pk:
        row.sheet_up = sheet
        row.revision += 1
        row.save()
        record(actor, "appraisal_round.called", row, organization=str(sheet.organization))
    return sheet


@transaction.atomic
def give_link(assessor: AppraisalAssessor, *, actor) -> str:
    """The secret of the seat's own link, told this once; a former one ends."""
    demand(lock_round(assessor.round), RoundState.filling, "开通评分链接")
    token = new_token()
    _set_token(assessor, token_digest(token), "appraisal_assessor.linked", actor)
    return token


@transaction.atomic
def end_link(assessor: AppraisalAssessor, *, actor) -> AppraisalAssessor:
    """停用: whoever holds the link scores no more."""
    demand(lock_round(assessor.round), RoundState.filling, "停用评分链接")
    return _set_token(assessor, "", "appraisal_assessor.unlinked", actor)


def _set_token(assessor: AppraisalAssessor, digest: str, action: str, actor) -> AppraisalAssessor:
    assessor = AppraisalAssessor.objects.select_for_update(of=("self",)).get(pk=assessor.pk)
    assessor.token_hash = digest
    assessor.revision += 1
    assessor.save()
    record(actor, action, assessor)
    return assessor


def seat_of(token: str) -> AppraisalAssessor | None:
    """The seat whose link it is, while its round is scored."""
    rows = AppraisalAssessor.objects.select_related("round__scheme", "round__sheet_up", "panel__method", "organization")
    return rows.filter(token_hash=token_digest(token), round__state=RoundState.SCORING).first()


@dataclass(frozen=True)
class Part:
    """How far a sheet is in one method: scores and marks there are, of those due."""

    method: AppraisalMethod
    done: int
    due: int

    @property
    def words(self) -> str:
        """3/5; a dash where the method asks nothing of the sheet."""
        return f"{self.done}/{self.due}" if self.due else "—"

    @property
    def is_done(self) -> bool:
        """Whether nothing is missing."""
        return self.done >= self.due


def method_progress(row: AppraisalRound, sheets: list[AppraisalSheet]) -> dict[int, list[Part]]:
    """For each sheet its methods in order, each with what is there of what is due. Five queries, however many sheets."""
    methods = list(AppraisalMethod.objects.filter(scheme=row.scheme_id))
    items = list(AppraisalItem.objects.filter(scheme=row.scheme_id, method__isnull=False))
    seats = list(AppraisalAssessor.objects.filter(round=row.pk).values_list("panel__method_id", "organization_id"))
    keys = [sheet.pk for sheet in sheets]
    scores = AppraisalScore.objects.filter(sheet__in=keys).order_by().values_list("sheet_id", "item__method_id")
    marks = AppraisalMark.objects.filter(sheet__in=keys, points__isnull=False, item__method__isnull=False).order_by()
    done: Counter[tuple[int, int]] = Counter()
    for sheet, method, number in [
        *scores.annotate(number=Count("pk")),
        *marks.values_list("sheet_id", "item__method_id").annotate(number=Count("pk")),
    ]:
        done[sheet, method] += number
    found: dict[int, list[Part]] = defaultdict(list)
    for sheet in sheets:
        for method in methods:
            own = [item for item in items if item.method_id == method.pk and item.group_id in (None, sheet.group_id)]
            scored = sum(1 for item in own if item.source in ItemSource.scored)
            due_seats = sum(1 for of, away in seats if of == method.pk and away != sheet.organization_id)
            due = 0 if sheet.is_exempt else scored * due_seats + len(own) - scored
            found[sheet.pk].append(Part(method, done[sheet.pk, method.pk], due))
    return found


@dataclass(frozen=True)
class SeatLine:
    """One seat's progress on the sheet whose turn it is. `due` is 0 for who is recused."""

    assessor: AppraisalAssessor
    done: int
    due: int

    @property
    def is_done(self) -> bool:
        """Whether every item has its score."""
        return self.done >= self.due


def seats_on(sheet: AppraisalSheet) -> list[SeatLine]:
    """Every seat of a round with how far it is on one sheet. Three queries."""
    rows = AppraisalAssessor.objects.filter(round=sheet.round_id).select_related("panel__method", "organization")
    given = dict(AppraisalScore.objects.filter(sheet=sheet.pk).order_by().values_list("assessor").annotate(Count("pk")))
    asked: Counter[int] = Counter()
    for method, group in AppraisalItem.objects.filter(
        scheme=sheet.round.scheme_id, source__in=ItemSource.scored
    ).values_list("method_id", "group_id"):
        asked[method] += group in (None, sheet.group_id)
    return [
        SeatLine(
            seat, given.get(seat.pk, 0),
            0 if seat.organization_id == sheet.organization_id else asked[seat.panel.method_id],
        )
        for seat in rows
    ]  # fmt: skip
