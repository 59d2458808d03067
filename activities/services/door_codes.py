"""The code at the door: it changes every minute, so that a picture of it sent home is worth nothing an hour later.

Six digits by HMAC over the activity, the direction and the minute, as one-time passwords are made (RFC 6238); the one of the
minute before is taken too. Whoever scanned it in time has ten minutes to fill in the telephone number.
"""

from __future__ import annotations

import hmac
from datetime import datetime

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner

STEP = 60
DIGITS = 1_000_000
PASS_AGE = 600
SIGNER = TimestampSigner(salt="activities.door")


def door_code(activity_pk: int, direction: str, *, at: datetime, back: int = 0) -> str:
    """The six digits of that minute, or of so many minutes back."""
    step = int(at.timestamp()) // STEP - back
    text = f"door:{activity_pk}:{direction}:{step}"
    digest = hmac.digest(settings.SECRET_KEY.encode(), text.encode(), "sha256")
    return f"{int.from_bytes(digest[:8], 'big') % DIGITS:06d}"


def is_current(activity_pk: int, direction: str, code: str, *, at: datetime) -> bool:
    """Whether the code was on the screen in this minute or the one before."""
    return any(
        hmac.compare_digest(door_code(activity_pk, direction, at=at, back=back).encode(), code.encode())
        for back in (0, 1)
    )


def door_pass(activity_pk: int, direction: str) -> str:
    """For the form of whoever scanned the code in time."""
    return SIGNER.sign(f"{activity_pk}:{direction}")


def passes(activity_pk: int, direction: str, text: str) -> bool:
    """Whether the form was opened by a scan at this door within the last ten minutes."""
    try:
        return SIGNER.unsign(text, max_age=PASS_AGE) == f"{activity_pk}:{direction}"
    except BadSignature:
        return False
