"""Finding rows by a few letters: suggestions of a reference field, and the search of the top bar."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from league.core.lookups import LOOKUPS
from league.core.views.base import Page

LONGEST = 60


def lookup(request: HttpRequest, name: str) -> HttpResponse:
    """Rows of the user's scope that fit ``?q=`` or the field named by ``?field=``, as options of a list box."""
    found = LOOKUPS.get(name)
    if found is None:
        raise Http404("没有这个查找项。")
    text = request.GET.get("q") or request.GET.get(request.GET.get("field", "q"), "")
    options = [
        {"value": found.text_of(row), "hint": found.hint(row) if found.hint else ""}
        for row in found.find(text[:LONGEST], request.user)
    ]
    return render(request, "core/lookup.html", {"options": options})


class SearchView(Page):
    """What of all nouns fits the text; a single hit opens at once."""

    title = "查找"
    template_name = "core/search.html"

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """The hits, by noun."""
        text = request.GET.get("q", "").strip()[:LONGEST]
        groups = [
            {"label": one.label, "rows": [(row, one.hint(row) if one.hint else "") for row in rows]}
            for one in LOOKUPS.values()
            if text and one.label and (rows := one.find(text, request.user))
        ]
        if sum(len(group["rows"]) for group in groups) == 1:
            return HttpResponseRedirect(groups[0]["rows"][0][0].get_absolute_url())
        return render(request, self.template_name, self.get_context() | {"groups": groups, "text": text})
