"""The answer to an objection as a Word file, for offices to lay out, seal and hand over."""

from pathlib import Path
from typing import Any

from django.conf import settings

from cadres.models import AppraisalObjection
from league.core.word import LINE, fill_template
from organizations.services.records import chinese_date

TEMPLATE = Path(settings.BASE_DIR) / "templates" / "cadres" / "documents" / "objection.docx"


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
