"""Tabs that an app adds to the page of a noun below it, which does not know the app: declared in its ``hooks.py``.

register_tab("organizations.organization", ExtraTab("posts", "任职", "cadres/posts/tab_organization.html", posts_of))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

TABS: dict[str, list[ExtraTab]] = {}


@dataclass(frozen=True)
class ExtraTab:
    """`context(page)` gives the variables of `template`; `permission` is asked for the page's object."""

    slug: str
    label: str
    template: str
    context: Callable[[Any], dict]
    permission: str = ""


def register_tab(model: str, tab: ExtraTab) -> None:
    """Add a tab to the detail page of a model, named ``app.model``; tabs stand in the order of registration."""
    tabs = TABS.setdefault(model, [])
    if any(other.slug == tab.slug for other in tabs):
        raise ValueError(f"tab registered twice on {model}: {tab.slug}")
    tabs.append(tab)


def tabs_of(page) -> list[ExtraTab]:
    """The added tabs of a detail page that its user may open."""
    added = TABS.get(page.model._meta.label_lower, [])
    user = page.request.user
    return [tab for tab in added if not tab.permission or user.has_perm(tab.permission, page.object)]
