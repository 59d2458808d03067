"""The rows behind a closed snapshot, written down so that later corrections of the register do not touch them."""

from __future__ import annotations

from contextlib import suppress

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count as CountRows
from django.db.models import Q, Sum

from organizations.models import OrganizationVersion
from reports.indicators.base import Count, Indicator
from reports.models import IndicatorKey, Snapshot, SnapshotRow, SnapshotValue
from reports.services.catalogue import Catalogue
from reports.services.figures import gap_of
from reports.services.rows import context_of


class RowsChanged(Exception):
    """The register was changed between the count and this moment: count again first."""


def keep_rows(snapshot: Snapshot) -> None:
    """Write down which rows each indicator counts at which node, as they are at this moment.

    Raise RowsChanged when they are not the rows the snapshot counted.
    """
    keys = dict(IndicatorKey.objects.values_list("code", "id"))
    answered = _answered(snapshot, Catalogue())
    with connection.cursor() as cursor:
        for indicator in answered:
            # A question whose conditions can never hold has no rows, and Django writes no SQL for it.
            with suppress(EmptyResultSet):
                _keep(cursor, snapshot, keys[indicator.code], indicator)
    counted = [keys[indicator.code] for indicator in answered if indicator.value == Count()]
    if _totals(snapshot, counted) != _kept(snapshot, counted):
        raise RowsChanged(snapshot.pk)


def _answered(snapshot: Snapshot, catalogue: Catalogue) -> list[Indicator]:
    """The indicators the snapshot has a number for, own ones in the version it counted."""
    codes = [code for code in snapshot.counted if code in catalogue and not gap_of(code, snapshot)]
    return [catalogue.in_snapshot(code, snapshot) for code in codes]


def _keep(cursor, snapshot: Snapshot, key: int, indicator: Indicator) -> None:
    rows = indicator.rows(context_of(snapshot)).order_by().values_list("pk", indicator.node)
    sql, params = rows.query.sql_with_params()
    insert = "INSERT INTO reports_snapshotrow (snapshot_id, indicator_id, object_id, organization_id)"
    cursor.execute(f"{insert} SELECT %s, %s, r.* FROM ({sql}) r", [snapshot.pk, key, *params])  # noqa: S608 - our SQL


def _totals(snapshot: Snapshot, keys: list[int]) -> dict[int, int]:
    """Values at the top of the tree."""
    roots = OrganizationVersion.objects.on(snapshot.as_of).filter(parent=None).values("subject")
    values = SnapshotValue.objects.filter(snapshot=snapshot, organization__in=roots, indicator__in=keys)
    return dict(
        values.order_by().values("indicator_id").annotate(total=Sum("value")).values_list("indicator_id", "total")
    )


def _kept(snapshot: Snapshot, keys: list[int]) -> dict[int, int]:
    """How many rows were written down at nodes of the tree, or at strays that one of them counts for."""
    tree = OrganizationVersion.objects.on(snapshot.as_of).values("subject")
    rows = SnapshotRow.objects.filter(
        Q(organization__in=tree) | Q(organization__in=[int(stray) for stray in snapshot.strays]),
        snapshot=snapshot,
        indicator__in=keys,
    )
    return dict(
        rows.order_by().values("indicator_id").annotate(total=CountRows("*")).values_list("indicator_id", "total")
    )
