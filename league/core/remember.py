"""Answers that hold until the next write.

Every write of the register is audited in its own transaction, so the audit chain's end is the register's version: what
was computed under one end holds until the chain grows. Only long lists are worth remembering; rows that change without
an event must not be (`ScopedListView.audited`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.db import connection

from league.core.models import AuditHead

# How long an answer is kept at most: somebody may have changed rows behind the application's back.
SECONDS = 300


def version() -> list:
    """The register's version. Read it before the rows: a write in between makes the answer newer than its version,
    never older."""
    return list(AuditHead.objects.filter(pk=1).values_list("length", "digest"))


def recall(version: list, question: tuple, make: Callable[[], tuple[Any, bool]]) -> Any:
    """The answer to `question` at that version, made by `make` unless it is remembered.

    The question names everything the answer depends on but the register itself. `make` gives the answer and whether it
    is worth remembering.
    """
    text = repr((connection.settings_dict["NAME"], version, question))
    key = f"recall-{hashlib.sha256(text.encode()).hexdigest()}"
    answer = cache.get(key)
    if answer is None:
        answer, worth = make()
        if worth:
            cache.set(key, answer, SECONDS)
    return answer
