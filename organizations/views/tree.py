"""The tree of organisations as of a day, loaded as it is opened."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from league.core.access import narrowed
from league.core.dates import today
from league.core.scoping import ancestor_ids
from league.core.views.base import Page
from organizations.forms.fields import day_asked
from organizations.models import Organization, OrganizationVersion

# Children shown at once below one node.
SHOWN = 100
FOUND = 20


class Node(NamedTuple):
    """One organisation on the page; `open_children` are shown at once, `partial` says that siblings are left out."""

    version: OrganizationVersion
    child_count: int
    open_children: list
    partial: bool
    is_hit: bool


class TreeView(Page):
    """Everything the user may see begins here; a node's children are fetched when it is opened."""

    title = "组织树"
    permission = "organizations.view_organization"
    template_name = "organizations/tree.html"

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """The top of the tree, or the way to ``?open=``, or the hits of ``?q=``."""
        return render(request, self.template_name, self.get_context())

    def get_context(self) -> dict:
        """The nodes of the day."""
        request, day = self.request, day_asked(self.request)
        rows = narrowed(OrganizationVersion.objects.tree_on(day), request.user)
        text = request.GET.get("q", "").strip().lower()[:60]
        found = (
            list(rows.filter(subject__search_key__contains=text).select_related("parent")[: FOUND + 1]) if text else []
        )
        way = self.way_to_hit(rows, day, found)
        orphans = list(narrowed(OrganizationVersion.objects.orphans_on(day), request.user)[:FOUND])
        return super().get_context() | {
            "day": day,
            "is_today": day == today(),
            "text": text,
            "found": found[:FOUND],
            "more_found": len(found) > FOUND,
            "nodes": self.top(rows, day, way),
            "orphans": [node for node in orphans if node.subject.depth > 1 and not self.is_top(node)],
            "total": rows.count(),
        }

    def is_top(self, version: OrganizationVersion) -> bool:
        """Whether the node is where the user's scope begins."""
        return version.subject.path in self.request.user.scope.paths

    def way_to_hit(self, rows, day: date, found: list) -> list[OrganizationVersion]:
        """The stretches on the way to the organisation asked for, from the top; a single hit is opened at once."""
        wanted = self.request.GET.get("open", "")
        if wanted.isdecimal():
            target = rows.filter(subject=int(wanted)).first()
        else:
            target = found[0] if len(found) == 1 else None
        if target is None:
            return []
        return sorted(rows.filter(subject__in=ancestor_ids(target.path)), key=lambda version: version.depth)

    def top(self, rows, day: date, way: list[OrganizationVersion]) -> list[Node]:
        """Where the user's scope begins, with the way to the hit opened below."""
        starts = list(rows.filter(subject__path__in=self.request.user.scope.paths))
        opened = starts[:1] if len(starts) == 1 and not way else []
        shown = list(rows.filter(parent=opened[0].subject_id)[: SHOWN + 1]) if opened else []
        counts = OrganizationVersion.objects.child_counts(
            day, [version.subject_id for version in (*starts, *way, *shown)]
        )
        if opened:
            below = [make_node(version, counts) for version in shown[:SHOWN]]
            return [make_node(opened[0], counts, below, partial=len(shown) > SHOWN)]
        return [self.opened_node(version, way, counts) for version in starts]

    def opened_node(self, version, way: list, counts: dict) -> Node:
        """The node with the one child on the way to the hit."""
        following = next((step for step in way if step.parent_id == version.subject_id), None)
        children = [self.opened_node(following, way, counts)] if following and version in way else []
        return make_node(
            version, counts, children,
            partial=bool(children) and counts.get(version.subject_id, 0) > 1,
            is_hit=bool(way) and version == way[-1],
        )  # fmt: skip


def make_node(version, counts: dict, children=(), *, partial: bool = False, is_hit: bool = False) -> Node:
    """A node with its number of children."""
    return Node(version, counts.get(version.subject_id, 0), list(children), partial, is_hit)


def tree_children(request, pk: int) -> HttpResponse:
    """The children of one node on the day, SHOWN at a time; a fragment for htmx."""
    if not request.user.has_perm("organizations.view_organization"):
        raise Http404("没有这条记录，或者它不在您的管理范围内。")
    day = day_asked(request)
    parent = narrowed(Organization.objects.all(), request.user).filter(pk=pk).first()
    if parent is None:
        raise Http404("没有这条记录，或者它不在您的管理范围内。")
    start = request.GET.get("start", "0")
    start = int(start) if start.isdecimal() else 0
    rows = narrowed(OrganizationVersion.objects.tree_on(day), request.user).filter(parent=parent)
    page = list(rows[start : start + SHOWN + 1])
    counts = OrganizationVersion.objects.child_counts(day, [version.subject_id for version in page])
    more = ""
    if len(page) > SHOWN:
        more = f"{reverse('organizations:tree-children', args=[pk])}?on={day.isoformat()}&start={start + SHOWN}"
    nodes = [make_node(version, counts) for version in page[:SHOWN]]
    return render(request, "organizations/tree_nodes.html", {"nodes": nodes, "more": more, "day": day})
