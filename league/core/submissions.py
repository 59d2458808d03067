"""A post takes effect once, however often it is sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction

from league.core.models import Submission

KEPT = timedelta(days=7)


class Outcome(NamedTuple):
    """Where the user goes after a post, and what the page says there."""

    url: str
    message: str


def key_of(text: str) -> UUID | None:
    """The key a form page carried; None for a post that carries none or nonsense."""
    try:
        return UUID(text)
    except (ValueError, AttributeError, TypeError):
        return None


def earlier_outcome(key: UUID | None, actor) -> Outcome | None:
    """What the first post of this key led to, None while there was none."""
    row = Submission.objects.filter(key=key, user=actor).first() if key else None
    return Outcome(row.url, row.message) if row else None


def run_once(key: UUID | None, actor, act: Callable[[], Outcome]) -> Outcome:
    """Run `act` in a transaction together with the note that it ran; a key seen before gives its first outcome.

    A second post that arrives while the first still runs waits for it on the unique key.
    """
    if key is None:
        with transaction.atomic():
            return act()
    try:
        with transaction.atomic():
            with transaction.atomic():
                row = Submission.objects.create(key=key, user=actor)
            outcome = act()
            row.url, row.message = outcome.url[:300], outcome.message[:500]
            row.save(update_fields=["url", "message"])
            return outcome
    except IntegrityError:
        if earlier := earlier_outcome(key, actor):
            return earlier
        raise


def forget_submissions(*, before: datetime) -> int:
    """Drop the keys of posts nobody can send again; return how many."""
    return Submission.objects.filter(created_at__lt=before - KEPT).delete()[0]
