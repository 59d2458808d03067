"""The page of one row: its facts, its history, and what the noun adds."""

from __future__ import annotations

from typing import NamedTuple

from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import render

from league.core.audit import path_of
from league.core.cells import as_text
from league.core.history import history_of
from league.core.notices import notices_of
from league.core.tables import Column, reader
from league.core.tabs import ExtraTab, tabs_of
from league.core.views.base import Page, get_permitted_or_404

HISTORY_SHOWN = 100


class Tab(NamedTuple):
    """A tab of a detail page: the view's method ``tab_<slug>()`` gives its context, `template` shows it."""

    slug: str
    label: str
    template: str


class Fact(NamedTuple):
    """A labelled value; `url` when the value has a page of its own."""

    label: str
    text: str
    kind: str
    tone: str
    url: str


class ScopedDetailView(Page):
    """Declare `model`, `facts` (Columns) and, for more than 资料 and 历史, `tabs`.

    `template_name` may extend ``components/detail_page.html`` (blocks ``facts`` and ``aside``). `select_related` is
    what the facts need. A Column with ``link=True`` links to the related object that its value names.
    """

    model = None
    facts: tuple[Column, ...] = ()
    tabs: tuple[Tab, ...] = ()
    select_related: tuple[str, ...] = ()
    with_history = True
    template_name = "components/detail_page.html"

    def get_queryset(self) -> models.QuerySet:
        """The rows among which the object is looked for; the scope is applied to them afterwards."""
        return self.model._default_manager.select_related(*self.select_related)

    def open(self) -> None:
        """Load the object through the door."""
        self.object = get_permitted_or_404(self.get_queryset(), self.kwargs["pk"], self.request.user, self.permission)

    def get_title(self) -> str:
        """The object's own name, unless the page has a title."""
        return self.title or str(self.object)

    def get_facts(self) -> list[Fact]:
        """What the first tab lists."""
        return [self._fact(column) for column in self.facts]

    def _fact(self, column: Column) -> Fact:
        raw = reader(column, self.model)(self.object)
        linked = column.link and isinstance(raw.value, models.Model) and self.is_open(raw.value)
        url = raw.value.get_absolute_url() if linked else ""
        return Fact(column.label, as_text(raw.value), column.kind, raw.tone, url)

    def is_open(self, row: models.Model) -> bool:
        """Whether the row's page lies inside the user's scope; outside it a link would end at 404."""
        return getattr(row, "scope_path", None) is None or self.request.user.scope.covers(path_of(row))

    def get_tabs(self) -> list[Tab | ExtraTab]:
        """资料 first, the noun's own, those of apps above it, 历史 last."""
        first = Tab("facts", "资料", "components/tab_facts.html")
        last = [Tab("history", "历史", "components/tab_history.html")] if self.with_history else []
        return [first, *self.tabs, *tabs_of(self), *last]

    @property
    def history(self) -> list:
        """Audit events about the object, newest first."""
        return history_of(self.object, limit=HISTORY_SHOWN)

    def tab_facts(self) -> dict:
        """Context of the first tab."""
        return {"facts": self.get_facts()}

    def tab_history(self) -> dict:
        """Context of the history tab."""
        return {"events": self.history}

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """The tab named by ``?tab=``, the first without it."""
        return render(request, self.template_name, self.get_context())

    def get_context(self) -> dict:
        """The object and the context of its open tab."""
        tabs = self.get_tabs()
        slug = self.request.GET.get("tab", tabs[0].slug)
        tab = next((tab for tab in tabs if tab.slug == slug), None)
        if tab is None:
            raise Http404("没有这一栏。")
        context = super().get_context() | {"object": self.object, "tabs": tabs, "tab": tab}
        context["notices"] = notices_of(self)
        return context | (tab.context(self) if isinstance(tab, ExtraTab) else getattr(self, f"tab_{slug}")())
