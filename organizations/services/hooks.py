"""What apps above do along with a service of the register, inside its transaction and under its locks.

The register knows no people and no posts; whoever does declares a hook in its own `hooks.py`, which is loaded at
start. Hooks run in the order of their names and may refuse by ValidationError, which undoes the whole step. What
becomes of rows whose organisation ends is declared elsewhere (services.successions).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from organizations.models import Election, Term


@dataclass(frozen=True)
class ElectionHook:
    """`preview(election, begins_on)`: what confirming would do, in sentences. `confirm(election, term, actor)` does it
    and returns what the log is to show: label to (before, after). `correct(term, former, actor)`: the term now begins
    on another day than `former`.
    """

    name: str
    preview: Callable[[Election, date], list[str]]
    confirm: Callable[[Election, Term, Any], dict[str, tuple]]
    correct: Callable[[Term, date, Any], None]


ELECTION_HOOKS: dict[str, ElectionHook] = {}


def register_hook(hook: ElectionHook) -> None:
    """Add a hook under its name."""
    if hook.name in ELECTION_HOOKS:
        raise ValueError(f"registered twice: {hook.name}")
    ELECTION_HOOKS[hook.name] = hook


def preview_election(election: Election, begins_on: date) -> list[str]:
    """What the apps above would do with a confirmed election."""
    return [sentence for _, hook in sorted(ELECTION_HOOKS.items()) for sentence in hook.preview(election, begins_on)]


def follow_election(election: Election, term: Term, actor) -> dict[str, tuple]:
    """Let the apps above follow a confirmed election; what the log is to show of it."""
    shown: dict[str, tuple] = {}
    for _, hook in sorted(ELECTION_HOOKS.items()):
        shown |= hook.confirm(election, term, actor)
    return shown


def follow_correction(term: Term, former: date, actor) -> None:
    """Let the apps above follow a term whose first day was corrected."""
    for _, hook in sorted(ELECTION_HOOKS.items()):
        hook.correct(term, former, actor)
