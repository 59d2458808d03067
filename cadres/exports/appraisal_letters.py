"""The answer to an objection and the letter of feedback as Word files, for offices to lay out, seal and hand over."""

from pathlib import Path
from typing import Any

from django.conf import settings

from cadres.models import AppraisalFeedback, AppraisalObjection, AppraisalResult
from league.core.word import LINE, fill_template
from organizations.services.records import chinese_date

DOCUMENTS = Path(settings.BASE_DIR) / "templates" / "cadres" / "documents"
TEMPLATE, FEEDBACK = DOCUMENTS / "objection.docx", DOCUMENTS / "appraisal_feedback.docx"


def fields_of(objection: AppraisalObjection) -> dict[str, Any]:
    """Everything the template may print, in words."""
    sheet = objection.sheet
    return {
        "office": sheet.round.scheme.organization.name,
        "document": objection.document or LINE,
        "organization": sheet.organization.name,
        "raised_by": objection.raised_by,
        "raised_on": chinese_date(objection.raised_on),
        "round": sheet.round.title,
        "content": objection.content,
        "outcome": objection.get_state_display(),
        "decision": objection.decision,
        "decided_on": chinese_date(objection.decided_on),
    }


def write_objection_letter(objection: AppraisalObjection) -> bytes:
    """The filled template as a file."""
    return fill_template(TEMPLATE, fields_of(objection))


def feedback_fields(feedback: AppraisalFeedback, result: AppraisalResult) -> dict[str, Any]:
    """Everything the letter of feedback may print; `result` is the newest version."""
    sheet = feedback.sheet
    methods = result.methods.select_related("method")
    return {
        "office": sheet.round.scheme.organization.name,
        "document": feedback.document or LINE,
        "recipient": feedback.recipient,
        "organization": sheet.organization.name,
        "person": sheet.person.name if sheet.person else LINE,
        "round": sheet.round.title,
        "methods": "，".join(f"{each.method}{LINE if each.points is None else each.points}分" for each in methods),
        "total": LINE if result.total is None else result.total,
        "rank": f"{result.out_of}个参评团组织中第{result.rank}名" if result.rank else LINE,
        "grade": result.grade or LINE,
        "told_on": chinese_date(feedback.told_on),
    }


def write_feedback_letter(feedback: AppraisalFeedback, result: AppraisalResult) -> bytes:
    """The filled template as a file."""
    return fill_template(FEEDBACK, feedback_fields(feedback, result))
