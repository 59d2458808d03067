"""The certificate of a placement as a Word file, for offices that seal what they print themselves."""

from pathlib import Path
from typing import Any

from django.conf import settings

from cadres.models import Placement
from league.core.word import fill_template
from organizations.services.records import chinese_date

TEMPLATE = Path(settings.BASE_DIR) / "templates" / "cadres" / "documents" / "certificate.docx"


def fields_of(placement: Placement, verify_address: str) -> dict[str, Any]:
    """Everything the template may print of a certified placement, in words."""
    application, opening = placement.application, placement.opening
    return {
        "certificate_number": placement.certificate_number,
        "certificate_check": placement.certificate_check,
        "certified_on": chinese_date(placement.certified_on),
        "verify_address": verify_address,
        "name": application.name,
        "college": application.college,
        "major": application.major,
        "drive": opening.drive.title,
        "organizer": opening.drive.organization.name,
        "host": opening.host,
        "title": opening.title,
        "took_up_on": chinese_date(placement.took_up_on),
        "left_on": chinese_date(placement.left_on) if placement.left_on else "",
    }


def write_certificate(placement: Placement, verify_address: str) -> bytes:
    """The filled template as a file."""
    return fill_template(TEMPLATE, fields_of(placement, verify_address))
