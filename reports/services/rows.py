"""The rows behind a number: the same rows, with the same count."""

from __future__ import annotations

from django.db.models import F, QuerySet

from league.core.dates import Period
from league.core.scoping import subtree
from organizations.models import OrganizationVersion
from reports.indicators.base import Context, Indicator
from reports.models import Snapshot, SnapshotRow


def context_of(snapshot: Snapshot) -> Context:
    """The question the snapshot answered."""
    return Context(snapshot.as_of, Period.parse(snapshot.period.code), snapshot.settings)


def nodes_below(node: int, snapshot: Snapshot) -> QuerySet:
    """Primary keys of the organisations that stood at or below the node on the snapshot's day."""
    tree = OrganizationVersion.objects.on(snapshot.as_of)
    place = tree.filter(subject=node).values_list("path", flat=True).first()
    return tree.filter(subtree(place)).values("subject") if place else tree.none().values("subject")


def rows_behind(indicator: Indicator, node: int, snapshot: Snapshot) -> QuerySet:
    """The rows an indicator counts at the node and below: those kept with a closed snapshot, else as of its day.

    Raise Unset for an indicator the snapshot could not answer.
    """
    below = nodes_below(node, snapshot)
    rows = indicator.rows(context_of(snapshot))
    if snapshot.is_closed:
        kept = SnapshotRow.objects.filter(snapshot=snapshot, indicator__code=indicator.code, organization__in=below)
        return rows.model.objects.filter(pk__in=kept.values("object_id"))
    return rows.alias(counted_at=F(indicator.node)).filter(counted_at__in=below)
