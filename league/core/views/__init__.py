from league.core.views.actions import ActionView
from league.core.views.base import Link, get_permitted_or_404
from league.core.views.details import ScopedDetailView, Tab
from league.core.views.editing import ScopedCreateView, ScopedUpdateView
from league.core.views.lists import ScopedListView

__all__ = [
    "ActionView",
    "Link",
    "ScopedCreateView",
    "ScopedDetailView",
    "ScopedListView",
    "ScopedUpdateView",
    "Tab",
    "get_permitted_or_404",
]
