"""What becomes of a published result: told to whom, what they say, what it is used for, what must be put right."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cadres.enums import FeedbackTarget, ResultStatus, RoundState
from cadres.models import (
    AppraisalFeedback,
    AppraisalRectification,
    AppraisalResult,
    AppraisalRound,
    AppraisalSheet,
    AppraisalUse,
)
from cadres.services.appraisal_results import current_result
from cadres.services.appraisal_rounds import demand, lock_round
from organizations.services.entries import add_entries, add_entry, change_entry, remove_entry

FEEDBACK = ("target", "recipient", "told_on", "document")
OPINION = ("opinion", "opinion_on", "opinion_by")
USE = ("kind", "used_on", "title", "document")
LISTED = ("listed_on", "due_on", "problem", "measures")
FINISHED = ("finished_on", "outcome")


def recipient_of(sheet: AppraisalSheet, target: str) -> str:
    """Whom the register knows as that target of the sheet; empty where it does not."""
    if target == FeedbackTarget.APPRAISED:
        return sheet.organization.name
    return sheet.organization.party_organization if target == FeedbackTarget.PARTY else ""


def _lock_published(sheet: AppraisalSheet, what: str) -> AppraisalRound:
    row = lock_round(sheet.round)
    demand(row, (RoundState.PUBLISHED,), what)
    if sheet.is_exempt:
        raise ValidationError(f"“{sheet.organization}”没有参加本轮考核，没有可{what}的结果。")
    return row


def _after_publication(day: date, row: AppraisalRound, field: str, what: str) -> None:
    if day < row.published_on:
        raise ValidationError({field: f"{what}不能早于结果公布日期{row.published_on:%Y-%m-%d}。"})


@transaction.atomic
def give_feedback(sheet: AppraisalSheet, *, fields: dict[str, Any], actor) -> AppraisalFeedback:
    """反馈 one published result to one of those who must know it; `fields` are those of `FEEDBACK`."""
    row = _lock_published(sheet, "反馈考核结果")
    _after_publication(fields["told_on"], row, "told_on", "反馈日期")
    feedback = AppraisalFeedback(sheet=sheet, **fields)
    return add_entry(
        feedback, action="appraisal_feedback.given", fields=FEEDBACK, document=feedback.document, actor=actor
    )


@transaction.atomic
def feed_back_round(
    row: AppraisalRound, *, target: str, recipient: str, told_on: date, document: str = "", actor
) -> list[AppraisalFeedback]:
    """反馈 every graded result of a round that this target has not been told yet. Without a recipient each goes to the
    one that the register knows; who has none there is left out."""
    row = lock_round(row)
    demand(row, (RoundState.PUBLISHED,), "反馈考核结果")
    _after_publication(told_on, row, "told_on", "反馈日期")
    graded = AppraisalResult.objects.published().filter(status=ResultStatus.GRADED).order_by().values("sheet")
    sheets = AppraisalSheet.objects.filter(round=row.pk, pk__in=graded).exclude(feedback__target=target)
    rows = [
        AppraisalFeedback(sheet=sheet, target=target, recipient=told, told_on=told_on, document=document)
        for sheet in sheets.select_related("organization", "round").order_by("pk")
        if (told := recipient or recipient_of(sheet, target))
    ]
    if not rows:
        raise ValidationError("没有需要反馈的结果：都已反馈，或者没有登记接收单位。")
    return add_entries(AppraisalFeedback, rows, action="appraisal_feedback.given", fields=FEEDBACK, actor=actor)


@transaction.atomic
def record_opinion(feedback: AppraisalFeedback, *, opinion: str, on: date, actor) -> AppraisalFeedback:
    """登记意见 of those who were told; the log keeps what stood there before."""
    if not opinion.strip():
        raise ValidationError({"opinion": "请填写意见。"})
    changes = {"opinion": opinion.strip(), "opinion_on": on, "opinion_by": actor}
    return change_entry(
        feedback, action="appraisal_feedback.opinion", changes=changes, allowed=OPINION, actor=actor
    )  # fmt: skip


@transaction.atomic
def add_use(sheet: AppraisalSheet, *, fields: dict[str, Any], actor) -> AppraisalUse:
    """登记结果运用; `fields` are those of `USE`."""
    row = _lock_published(sheet, "登记结果运用")
    _after_publication(fields["used_on"], row, "used_on", "运用日期")
    return add_entry(
        AppraisalUse(sheet=sheet, **fields), action="appraisal_use.added", fields=USE,
        document=fields.get("document", ""), actor=actor,
    )  # fmt: skip


def remove_use(use: AppraisalUse, *, reason: str, actor) -> None:
    """删去 a use entered by mistake."""
    remove_entry(use, action="appraisal_use.removed", fields=USE, reason=reason, actor=actor)


@transaction.atomic
def list_rectification(sheet: AppraisalSheet, *, fields: dict[str, Any], actor) -> AppraisalRectification:
    """列入整顿: only for a grade that the scheme lists for it (R-45); `fields` are those of `LISTED`."""
    row = _lock_published(sheet, "列入整顿")
    _after_publication(fields["listed_on"], row, "listed_on", "列入日期")
    grade = current_result(sheet).grade
    if grade is None or not grade.is_listed:
        raise ValidationError(f"“{sheet.organization}”的等次“{grade or '未定'}”按方案不列入整顿名单。")
    return add_entry(
        AppraisalRectification(sheet=sheet, **fields), action="appraisal_rectification.listed", fields=LISTED,
        actor=actor,
    )  # fmt: skip


@transaction.atomic
def finish_rectification(
    rectification: AppraisalRectification, *, finished_on: date, outcome: str, actor
) -> AppraisalRectification:
    """登记整顿完成, with what came of it."""
    if rectification.finished_on:
        raise ValidationError(f"该项整顿已于{rectification.finished_on:%Y-%m-%d}完成。")
    changes = {"finished_on": finished_on, "outcome": outcome.strip()}
    return change_entry(
        rectification, action="appraisal_rectification.finished", changes=changes, allowed=FINISHED, actor=actor
    )
