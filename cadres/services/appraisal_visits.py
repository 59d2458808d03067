"""Site visits of a round, and the records of the system that speak for an item."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from cadres.enums import RoundState
from cadres.models import AppraisalEvidence, AppraisalItem, AppraisalRound, AppraisalSheet, AppraisalVisit
from cadres.services.appraisal_rounds import demand
from organizations.services.entries import add_entry, change_entry, remove_entry

VISIT = ("visited_on", "visitors", "place", "findings")
EVIDENCE = ("sheet", "item", "label", "note")


def _demand(sheet: AppraisalSheet, what: str) -> None:
    demand(AppraisalRound.objects.get(pk=sheet.round_id), RoundState.filling, what)


@transaction.atomic
def record_visit(sheet: AppraisalSheet, *, fields: dict[str, Any], actor) -> AppraisalVisit:
    """登记实地考察; `fields` are those of `VISIT`."""
    _demand(sheet, "登记实地考察")
    return add_entry(
        AppraisalVisit(sheet=sheet, **fields), action="appraisal_visit.recorded", fields=VISIT, actor=actor
    )


@transaction.atomic
def change_visit(visit: AppraisalVisit, *, changes: dict[str, Any], actor) -> AppraisalVisit:
    """更正."""
    _demand(visit.sheet, "更正实地考察")
    return change_entry(visit, action="appraisal_visit.changed", changes=changes, allowed=VISIT, actor=actor)


@transaction.atomic
def link_evidence(
    sheet: AppraisalSheet, item: AppraisalItem, *, obj: models.Model, note: str = "", on: date, actor
) -> AppraisalEvidence:
    """引用 a record of the system for an item; the caller has made sure that the actor may read it."""
    _demand(sheet, "引用佐证材料")
    if item.scheme_id != AppraisalRound.objects.get(pk=sheet.round_id).scheme_id:
        raise ValidationError({"item": "请选择本方案的项目。"})
    evidence = AppraisalEvidence(
        sheet=sheet, item=item, object_type=obj._meta.label_lower, object_id=obj.pk, label=str(obj)[:200], note=note,
        added_on=on,
    )  # fmt: skip
    return add_entry(evidence, action="appraisal_evidence.linked", fields=EVIDENCE, actor=actor)


@transaction.atomic
def unlink_evidence(evidence: AppraisalEvidence, *, actor) -> None:
    """取消引用; the record itself stays."""
    _demand(evidence.sheet, "取消引用")
    remove_entry(evidence, action="appraisal_evidence.unlinked", fields=EVIDENCE, reason="", actor=actor)
