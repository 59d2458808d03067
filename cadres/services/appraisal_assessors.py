"""Who scores: the seats of a round's panels, and the secret links of those without an account."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cadres.enums import RoundState
from cadres.models import AppraisalAssessor, AppraisalRound
from cadres.services.appraisal_rounds import demand, lock_round
from organizations.services.entries import add_entry, change_entry, remove_entry

FIELDS = ("panel", "name", "duty", "user", "organization")


def _check(assessor: AppraisalAssessor) -> None:
    if assessor.panel.method.scheme_id != assessor.round.scheme_id:
        raise ValidationError({"panel": "请选择本轮方案的评委组。"})


@transaction.atomic
def seat_assessor(row: AppraisalRound, *, fields: dict[str, Any], actor) -> AppraisalAssessor:
    """登记评委; `fields` are those of `FIELDS`."""
    row = lock_round(row)
    demand(row, RoundState.filling, "登记评委")
    return add_entry(
        AppraisalAssessor(round=row, **fields), action="appraisal_assessor.seated", fields=FIELDS, check=_check,
        actor=actor,
    )  # fmt: skip


@transaction.atomic
def change_assessor(assessor: AppraisalAssessor, *, changes: dict[str, Any], actor) -> AppraisalAssessor:
    """更正; the panel stays once the seat has scored."""
    row = lock_round(assessor.round)
    demand(row, RoundState.filling, "更正评委")
    if changes.get("panel", assessor.panel) != assessor.panel and assessor.scores.exists():
        raise ValidationError({"panel": "该评委已经评分，不能换到别的评委组。"})
    recused = changes.get("organization")
    if recused and assessor.scores.filter(sheet__organization=recused).exists():
        raise ValidationError({"organization": f"该评委已给“{recused}”评分，请先清除这些评分。"})
    return change_entry(
        assessor, action="appraisal_assessor.changed", changes=changes, allowed=FIELDS, check=_check, actor=actor
    )


@transaction.atomic
def unseat_assessor(assessor: AppraisalAssessor, *, reason: str, actor) -> None:
    """除名; scores that were given go with the seat, and the log says how many."""
    row = lock_round(assessor.round)
    demand(row, RoundState.filling, "除名评委")
    remove_entry(assessor, action="appraisal_assessor.unseated", fields=FIELDS, reason=reason, actor=actor)
