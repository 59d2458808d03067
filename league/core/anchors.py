"""The audit chain's anchors: one line a day in a file outside the database, so that a cut-off end is noticed."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from league.core.models import AuditHead


def anchor_file() -> Path:
    """Where the anchors are kept; an operator copies this file to another machine."""
    return Path(settings.VAR_DIR) / "audit-anchors.txt"


def write_anchor() -> str | None:
    """Append the chain's present length and digest; return the line, None while the chain is empty."""
    head = AuditHead.objects.filter(pk=1).first()
    if head is None:
        return None
    line = f"{timezone.now().isoformat()} {head.length} {head.digest}"
    with anchor_file().open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    return line


def read_anchors() -> list[tuple[int, str]]:
    """All anchors as (length, digest)."""
    if not anchor_file().exists():
        return []
    lines = anchor_file().read_text(encoding="utf-8").split("\n")
    return [(int(length), digest) for _, length, digest in (line.split() for line in lines if line.strip())]
