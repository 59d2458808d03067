"""A report on its way: kept as a draft until it is submitted, frozen then, given back for correction."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cadres.enums import RoundState
from cadres.models import AppraisalSheet
from cadres.services.appraisal_rounds import demand
from cadres.services.appraisal_sheets import REPORT
from organizations.services.entries import change_entry


def _locked(sheet: AppraisalSheet, what: str) -> AppraisalSheet:
    sheet = AppraisalSheet.objects.select_for_update(of=("self",)).select_related("round").get(pk=sheet.pk)
    demand(sheet.round, (RoundState.OPEN,), what)
    return sheet


def report_refusal(sheet: AppraisalSheet) -> str:
    """Why the report cannot be written now; empty when it can."""
    if sheet.is_exempt:
        return f"“{sheet.organization}”不参加本轮考核，无需提交书面述职。"
    if sheet.round.state != RoundState.OPEN:
        return f"“{sheet.round}”目前是“{sheet.round.get_state_display()}”，书面述职只能在“填报中”时填写。"
    return "书面述职已经提交，不再修改；确需更正的，请联系考核单位退回。" if sheet.reported_on else ""


@transaction.atomic
def save_report(sheet: AppraisalSheet, *, fields: dict[str, Any], actor) -> AppraisalSheet:
    """暂存: nobody else is told, nothing is submitted; `fields` are those of `REPORT`."""
    sheet = _locked(sheet, "填写书面述职")
    if refusal := report_refusal(sheet):
        raise ValidationError(refusal)
    return change_entry(sheet, action="appraisal_sheet.report_saved", changes=fields, allowed=REPORT, actor=actor)


@transaction.atomic
def return_report(sheet: AppraisalSheet, *, remark: str, actor) -> AppraisalSheet:
    """退回 a submitted report with what to correct; it may then be changed and submitted again."""
    sheet = _locked(sheet, "退回书面述职")
    if sheet.reported_on is None:
        raise ValidationError(f"“{sheet.organization}”还没有提交书面述职，无需退回。")
    if not remark.strip():
        raise ValidationError({"remark": "请写明需要更正的内容。"})
    changes = {"reported_on": None, "report_remark": remark.strip()}
    return change_entry(
        sheet, action="appraisal_sheet.report_returned", changes=changes, allowed=changes, reason=remark.strip(),
        actor=actor,
    )  # fmt: skip
