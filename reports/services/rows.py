"""The rows behind a number: the same rows, with the same count."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import F, Q, QuerySet
from django.db.models import Sum as SumColumn

from league.core.dates import Period
from league.core.scoping import is_within, subtree
from organizations.models import OrganizationVersion
from reports.indicators.base import Context, Count, Declaration, Distinct, Indicator, Ratio, Sum
from reports.models import Snapshot, SnapshotRow
from reports.services.catalogue import Catalogue


def context_of(snapshot: Snapshot) -> Context:
    """The question the snapshot answered."""
    return Context(snapshot.as_of, Period.parse(snapshot.period.code), snapshot.settings)


def at_or_below(node: int, snapshot: Snapshot, lookup: str) -> Q:
    """Condition on an organisation's key: it stood at or below the node on the day, or was counted there as a stray."""
    tree = OrganizationVersion.objects.on(snapshot.as_of)
    place = tree.filter(subject=node).values_list("path", flat=True).first()
    if place is None:
        return Q(pk__in=[])
    strays = [int(stray) for stray, path in snapshot.strays.items() if is_within(path, place)]
    return Q(**{f"{lookup}__in": tree.filter(subtree(place)).values("subject")}) | Q(**{f"{lookup}__in": strays})


def rows_behind(indicator: Indicator, node: int, snapshot: Snapshot) -> QuerySet:
    """The rows an indicator counts at the node and below: those kept with a closed snapshot, else as of its day.

    Raise Unset for an indicator the snapshot could not answer.
    """
    context = context_of(snapshot)
    rows = indicator.rows(context)
    if snapshot.is_closed:
        kept = SnapshotRow.objects.filter(
            at_or_below(node, snapshot, "organization"), snapshot=snapshot, indicator__code=indicator.code
        )
        rows = rows.model.objects.filter(pk__in=kept.values("object_id"))
        return rows if indicator.dress is None else indicator.dress(rows, context)
    return rows.alias(counted_at=F(indicator.node)).filter(at_or_below(node, snapshot, "counted_at"))


def lists_of(declared: Declaration, catalogue: Catalogue, snapshot: Snapshot) -> dict[str, Indicator]:
    """The lists behind a figure by name: ``rows``, for a share ``part`` and ``whole``; ``unknown`` where it has one."""
    if isinstance(declared, Ratio):
        names = {"part": declared.part, "whole": declared.whole, "unknown": declared.unknown}
    else:
        names = {"rows": declared.code, "unknown": declared.unknown}
    return {name: catalogue.in_snapshot(code, snapshot) for name, code in names.items() if code}


def measure(indicator: Indicator, rows: QuerySet) -> int | Decimal:
    """The number the rows make, by the indicator's own way of counting, in its unit."""
    match indicator.value:
        case Count():
            return rows.count()
        case Sum(column):
            return indicator.shown(rows.aggregate(total=SumColumn(column))["total"] or 0)
        case Distinct(key):
            return rows.order_by().values(key).distinct().count()
