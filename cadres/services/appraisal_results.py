"""What people do about a computed result: grades changed by hand, objections, corrections of what is published."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cadres.enums import AdjustmentAction, ObjectionAction, QuotaRounding, ResultStatus, RoundState
from cadres.models import (
    AppraisalAdjustment,
    AppraisalGrade,
    AppraisalGroup,
    AppraisalMethodResult,
    AppraisalObjection,
    AppraisalResult,
    AppraisalRound,
    AppraisalSheet,
)
from cadres.services.appraisal_engine import GradePlan
from cadres.services.appraisal_rounds import demand, lock_round
from league.core.audit import record
from organizations.services.entries import add_entry, change_entry
from organizations.services.records import chinese_date, describe, enqueue_refresh

OBJECTION = ("raised_on", "raised_by", "content")
DECISION = ("decided_on", "decision", "document")
CORRECTION = ("grade", "total", "reason", "document")


@dataclass(frozen=True)
class Quota:
    """One grade of one group: how many have it, and how many may; `places` is None without limit."""

    group: AppraisalGroup
    grade: AppraisalGrade
    number: int
    out_of: int
    places: int | None

    @property
    def is_full(self) -> bool:
        """Whether nobody more may get the grade."""
        return self.places is not None and self.number >= self.places

    @property
    def percent(self) -> int:
        """How much of the group has the grade, rounded down, for a bar."""
        return 100 * self.number // self.out_of if self.out_of else 0


def quotas(row: AppraisalRound) -> list[Quota]:
    """The quota bars of a tallied round, by group and grade. Three queries."""
    held: Counter[tuple[int, int]] = Counter()
    sizes: Counter[int] = Counter()
    results = AppraisalResult.objects.current().filter(sheet__round=row.pk, status=ResultStatus.GRADED).order_by()
    for group, grade in results.values_list("sheet__group_id", "grade_id"):
        held[group, grade] += 1
        sizes[group] += 1
    grades = list(AppraisalGrade.objects.filter(scheme=row.scheme_id))
    return [
        Quota(group, grade, held[group.pk, grade.pk], sizes[group.pk], places_of(grade, sizes[group.pk]))
        for group in AppraisalGroup.objects.filter(scheme=row.scheme_id)
        for grade in grades
    ]


def places_of(grade: AppraisalGrade, number: int) -> int | None:
    """How many of `number` may get the grade; None without limit."""
    return GradePlan(grade.pk, grade.lower, grade.quota, QuotaRounding(grade.rounding).mode).places(number)


def current_result(sheet: AppraisalSheet) -> AppraisalResult:
    """The newest version of the sheet's result; ValidationError before the first tally."""
    result = AppraisalResult.objects.filter(sheet=sheet.pk).select_related("grade").order_by("-version").first()
    if result is None:
        raise ValidationError(f"“{sheet.organization}”还没有核算结果。")
    return result


def _quota_refusal(sheet: AppraisalSheet, grade: AppraisalGrade) -> str:
    """Why one more of the sheet's group may not get the grade; empty when one may."""
    graded = AppraisalResult.objects.filter(
        sheet__round=sheet.round_id, sheet__group=sheet.group_id, status=ResultStatus.GRADED, version=1
    )
    number = graded.count()
    places = places_of(grade, number)
    held = graded.filter(grade=grade.pk).count()
    if places is None or held < places:
        return ""
    return f"本组{number}个对象，“{grade}”名额{places}个，已用{held}个，不能再增加；请先调整其他对象的等次。"


@transaction.atomic
def propose_adjustment(
    sheet: AppraisalSheet, *, grade: AppraisalGrade, reason: str, document: str = "", on: date, actor
) -> AppraisalAdjustment:
    """提出等次调整; it holds once somebody else has confirmed it."""
    row = lock_round(sheet.round)
    demand(row, RoundState.judging, "调整等次")
    result = current_result(sheet)
    if grade.scheme_id != row.scheme_id:
        raise ValidationError({"grade": "请选择本方案的等次。"})
    if result.status != ResultStatus.GRADED:
        raise ValidationError(f"“{sheet.organization}”{result.get_status_display()}，不能调整等次。")
    if refusal := _quota_refusal(sheet, grade):
        raise ValidationError({"grade": refusal}, code="quota")
    adjustment = AppraisalAdjustment(
        sheet=sheet, former=result.grade, grade=grade, reason=reason, document=document, proposed_by=actor,
        proposed_on=on,
    )  # fmt: skip
    return add_entry(
        adjustment, action="appraisal_adjustment.proposed", fields=("former", "grade", "reason", "document"),
        document=document, actor=actor,
    )  # fmt: skip


@transaction.atomic
def decide_adjustment(
    adjustment: AppraisalAdjustment, action: AdjustmentAction, *, on: date, remark: str = "", actor
) -> AppraisalAdjustment:
    """复核, by somebody else than the one who proposed it."""
    row = lock_round(adjustment.sheet.round)
    demand(row, RoundState.judging, "复核等次调整")
    adjustment = AppraisalAdjustment.objects.select_for_update(of=("self",)).get(pk=adjustment.pk)
    if action == AdjustmentAction.LAPSE:
        raise ValidationError("等次调整只在重新核算时失效。")
    if refusal := adjustment.stage.refusal(action):
        raise ValidationError(refusal, code="state")
    if adjustment.proposed_by_id == actor.pk:
        raise ValidationError("等次调整应由提出人以外的人复核。", code="second_person")
    if action == AdjustmentAction.CONFIRM:
        if refusal := _quota_refusal(adjustment.sheet, adjustment.grade):
            raise ValidationError(refusal, code="quota")
        change_entry(
            current_result(adjustment.sheet), action="appraisal_result.adjusted", changes={"grade": adjustment.grade},
            allowed=("grade",), reason=adjustment.reason, document=adjustment.document, actor=actor,
        )  # fmt: skip
    changes = {"state": adjustment.stage.after(action), "decided_by": actor, "decided_on": on, "remark": remark}
    return change_entry(
        adjustment, action=f"appraisal_adjustment.{action}", changes=changes, allowed=changes, reason=remark,
        actor=actor,
    )  # fmt: skip


@transaction.atomic
def raise_objection(sheet: AppraisalSheet, *, fields: dict[str, Any], actor) -> AppraisalObjection:
    """登记异议 inside the window; `fields` are those of `OBJECTION`."""
    row = lock_round(sheet.round)
    demand(row, (RoundState.ANNOUNCED,), "登记异议")
    day = fields["raised_on"]
    if not row.announced_on <= day <= row.objections_to:
        window = f"{chinese_date(row.announced_on)}至{chinese_date(row.objections_to)}"
        raise ValidationError({"raised_on": f"异议期为{window}，提出日期不在其中。"})
    return add_entry(
        AppraisalObjection(sheet=sheet, **fields), action="appraisal_objection.raised", fields=OBJECTION, actor=actor
    )


@transaction.atomic
def decide_objection(
    objection: AppraisalObjection, action: ObjectionAction, *, fields: dict[str, Any], actor
) -> AppraisalObjection:
    """答复异议; `fields` are those of `DECISION`. One that is upheld is followed by a change of the grade, or by scoring
    again after the announcement is recalled."""
    row = lock_round(objection.sheet.round)
    demand(row, RoundState.judging, "答复异议")
    objection = AppraisalObjection.objects.select_for_update(of=("self",)).get(pk=objection.pk)
    if refusal := objection.stage.refusal(action):
        raise ValidationError(refusal, code="state")
    changes = {"state": objection.stage.after(action)} | fields
    return change_entry(
        objection, action=f"appraisal_objection.{action}", changes=changes, allowed=("state", *DECISION),
        document=fields.get("document", ""), actor=actor,
    )  # fmt: skip


@transaction.atomic
def correct_result(sheet: AppraisalSheet, *, fields: dict[str, Any], on: date, actor) -> AppraisalResult:
    """更正 a published result: another version beside it, with its reason; `fields` are those of `CORRECTION`. The
    published version stays as it is."""
    row = lock_round(sheet.round)
    demand(row, (RoundState.PUBLISHED,), "更正已公布的结果")
    former = current_result(sheet)
    grade: AppraisalGrade = fields["grade"]
    total: Decimal = fields.get("total") or former.total
    if grade.scheme_id != row.scheme_id:
        raise ValidationError({"grade": "请选择本方案的等次。"})
    if (grade, total) == (former.grade, former.total):
        raise ValidationError("更正后的总分和等次与原结果相同，无需更正。")
    kept = ("status", "bonus", "self_total", "is_vetoed", "rank", "out_of", "is_tied", "is_cut", "proposed")
    result = AppraisalResult(
        sheet=sheet, version=former.version + 1, grade=grade, total=total, reason=fields["reason"],
        document=fields.get("document", ""), corrected_on=on, **{name: getattr(former, name) for name in kept},
    )  # fmt: skip
    if not result.reason:
        raise ValidationError({"reason": "请写明更正理由。"})
    if grade.pk != former.grade_id and (refusal := _quota_refusal(sheet, grade)):
        raise ValidationError({"grade": refusal}, code="quota")
    result.full_clean()
    result.save(force_insert=True)
    methods = [
        AppraisalMethodResult(
            result=result, method_id=each.method_id, points=each.points, weighted=each.weighted,
            self_points=each.self_points,
        )
        for each in former.methods.all()
    ]  # fmt: skip
    AppraisalMethodResult.objects.bulk_create(methods)
    record(
        actor, "appraisal_result.corrected", result, before=describe(former, ("total", "grade")),
        after=describe(result, ("total", "grade", "version")), reason=result.reason, document=result.document,
    )  # fmt: skip
    enqueue_refresh()
    return result
