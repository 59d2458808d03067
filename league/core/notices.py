"""Warnings that an app shows above the page of a noun below it, which does not know the app: declared in ``hooks.py``.

register_notice("organizations.organization", notices_of)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

NOTICES: dict[str, list[Callable[[Any], list[Notice]]]] = {}


class Notice(NamedTuple):
    """One sentence with its colour and, if there is one, the page where it is dealt with."""

    sentence: str
    tone: str = "warning"
    url: str = ""
    link: str = "查看"


def register_notice(model: str, notices: Callable[[Any], list[Notice]]) -> None:
    """Show the notices on the detail page of a model, named ``app.model``; the function gets the page and says nothing
    that the page's user may not know."""
    NOTICES.setdefault(model, []).append(notices)


def notices_of(page) -> list[Notice]:
    """Everything that stands above the page."""
    return [notice for notices in NOTICES.get(page.model._meta.label_lower, []) for notice in notices(page)]
