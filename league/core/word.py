"""Word files from templates that an office may lay out anew in Word. What is not known yet is a line to fill in by hand."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LINE = "＿＿＿＿"


def fill_template(template: Path, fields: dict[str, Any]) -> bytes:
    """The filled template as a file; the words are taken as they are, `<` and `&` too."""
    document = DocxTemplate(template)
    document.render(fields, autoescape=True)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
