"""What a page about one node needs: its place in the tree of the day, its children, and figures of both over time.

Three queries, whatever the number of figures: the snapshots, the places, the values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q, QuerySet

from league.core.scoping import ancestor_ids
from organizations.models import Organization, OrganizationVersion
from reports.indicators.base import Distinct, Indicator
from reports.models import Snapshot
from reports.services.catalogue import Catalogue
from reports.services.figures import Figure, make_figure, read_values


@dataclass(frozen=True)
class Place:
    """An organisation as it stood on the snapshot's day."""

    pk: int
    code: str
    name: str
    short_name: str
    kind: str
    depth: int
    parent: int | None

    def __str__(self):
        return self.short_name or self.name


def shown_snapshots() -> list[Snapshot]:
    """The newest version of every counted period, the latest day first."""
    newest: dict[int, Snapshot] = {}
    for snapshot in Snapshot.objects.shown().select_related("period").order_by("period_id", "-version"):
        newest.setdefault(snapshot.period_id, snapshot)
    return sorted(newest.values(), key=lambda snapshot: (snapshot.as_of, snapshot.period.code), reverse=True)


def choose(snapshots: Sequence[Snapshot], code: str) -> Snapshot | None:
    """The period asked for; without a code, the one that runs or ended last, the longest of them."""
    if code:
        return next((snapshot for snapshot in snapshots if snapshot.period.code == code), None)
    years = [snapshot for snapshot in snapshots if len(snapshot.period.code) == 4]
    return (years or list(snapshots) or [None])[0]


@dataclass
class Board:
    """One node in one period, with what leads up to it and what lies below."""

    node: Organization
    snapshot: Snapshot
    snapshots: Sequence[Snapshot]
    codes: Sequence[str]
    catalogue: Catalogue = field(default_factory=Catalogue)

    @cached_property
    def places(self) -> dict[int, Place]:
        """The node, the organisations over it and its children, by primary key."""
        above = ancestor_ids(self.node.path)
        tree = OrganizationVersion.objects.on(self.snapshot.as_of)
        # A child of a stray stands below the node that counts for the stray.
        strays = {int(pk): ancestor_ids(path)[-1] for pk, path in self.snapshot.strays.items()}
        adopted = [pk for pk, node in strays.items() if node == self.node.pk]
        below = Q(parent=self.node) | Q(parent__in=adopted)
        rows = tree.filter(Q(subject__in=above) | below).order_by("subject__code")
        columns = ("subject_id", "subject__code", "name", "subject__short_name", "kind", "depth", "parent_id")
        return {pk: Place(pk, *row, strays.get(parent, parent)) for pk, *row, parent in rows.values_list(*columns)}

    @property
    def place(self) -> Place | None:
        """The node itself; None when it did not exist on the day."""
        return self.places.get(self.node.pk)

    @cached_property
    def children(self) -> list[Place]:
        """What stood directly below on the day, in code order."""
        return [place for place in self.places.values() if place.parent == self.node.pk]

    @cached_property
    def root(self) -> Place | None:
        """The county at the top of the node's tree."""
        return next((place for place in self.places.values() if place.parent is None), None)

    @cached_property
    def comparable(self) -> list[Snapshot]:
        """Snapshots of periods of the same length, the oldest first."""
        length = len(self.snapshot.period.code)
        return [one for one in reversed(self.snapshots) if len(one.period.code) == length]

    @cached_property
    def _values(self):
        nodes = {self.node.pk, *(child.pk for child in self.children), *([self.root.pk] if self.root else [])}
        return read_values(
            self.comparable, nodes, self.codes, only_now=(self.snapshot, self.node.pk), catalogue=self.catalogue
        )

    def figure(self, code: str, node: int | None = None) -> Figure:
        """A figure of the node, one of its children or the county."""
        node = self.node.pk if node is None else node
        return make_figure(code, self._values.get((self.snapshot.pk, node), {}), self.snapshot, self.catalogue)

    def figures(self, node: int | None = None) -> dict[str, Figure]:
        """All asked figures of the node, a child or the county."""
        return {code: self.figure(code, node) for code in self.codes}

    def trend(self, code: str) -> list[Figure]:
        """The node's figure in every comparable period, the oldest first."""
        return [
            make_figure(code, self._values.get((one.pk, self.node.pk), {}), one, self.catalogue)
            for one in self.comparable
        ]

    def before(self, code: str) -> Figure | None:
        """The node's figure in the comparable period before this one."""
        earlier = [figure for figure in self.trend(code) if figure.snapshot.as_of < self.snapshot.as_of]
        return earlier[-1] if earlier else None

    def own(self, code: str) -> int | None:
        """What stands at the node itself and at no child; None for figures that do not add up."""
        figure = self.figure(code)
        declaration = figure.declaration
        if not isinstance(declaration, Indicator) or isinstance(declaration.value, Distinct) or figure.value is None:
            return None
        return figure.value - sum(self.figure(code, child.pk).value for child in self.children)


def visible_node(user, code: str) -> Organization | None:
    """The organisation of that code inside the user's scope; without a code the user's own, highest one."""
    if code:
        return Organization.objects.visible_to(user).filter(code=code).first()
    nodes = [grant.organization for grant in user.current_grants if grant.organization_id]
    return min(nodes, key=lambda node: (node.depth, node.code), default=None)


def versions_of(period_code: str) -> QuerySet:
    """Every version of a period that may be shown, the newest first."""
    return Snapshot.objects.shown().filter(period__code=period_code).select_related("period").order_by("-version")
