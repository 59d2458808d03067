"""Counting every indicator of every node: set-based SQL into temporary tables of this connection.

Three work tables hold the tree of the day, the counts (one row for each indicator and node it was counted at) and
the keys of distinct counts. Each indicator (each family of a breakdown) is one INSERT ... SELECT over its declared
rows; then all of them together climb the tree, one statement a level. Nothing here is visible to anybody else, and a
worker that dies leaves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Count as CountRows
from django.db.models import F, QuerySet
from django.db.models import Sum as SumColumn

from organizations.models import OrganizationVersion
from reports.indicators.base import Context, Count, Distinct, Indicator, Sum
from reports.indicators.settings import Unset

WORK_TABLES = {
    "work_tree": "organization_id bigint PRIMARY KEY, parent_id bigint, depth smallint NOT NULL",
    "work_count": "depth smallint, indicator_id smallint, organization_id bigint, parent_id bigint, value bigint",
    "work_key": "depth smallint, indicator_id smallint, organization_id bigint, parent_id bigint, key bigint",
}


@dataclass
class Counted:
    """What a count found beside the numbers: reasons of unanswered indicators, size of the tree, rows outside it."""

    gaps: dict[str, str] = field(default_factory=dict)
    nodes: int = 0
    depth: int = 0
    misplaced: int = 0


def count_all(indicators: list[Indicator], keys: dict[str, int], context: Context) -> Counted:
    """Fill the work tables with the values of the indicators for every node of the day.

    `keys` gives each code its stored number. Afterwards `work_count` holds for every node its own counts and its
    children's sums, to be added up by (organization_id, indicator_id); distinct counts are already added to it.
    """
    counted = Counted()
    with connection.cursor() as cursor:
        give_room(cursor)
        _create_tables(cursor)
        _plant_tree(cursor, context, counted)
        for plan in _plans(indicators):
            try:
                _count_rows(cursor, plan, keys, context)
            except Unset as unset:
                counted.gaps.update((indicator.code, str(unset)) for indicator in plan)
        _report_misplaced(cursor, counted)
        _climb_counts(cursor, counted.depth)
        _climb_keys(cursor, counted.depth)
    return counted


def give_room(cursor) -> None:
    """Let PostgreSQL group a large tree in memory for the rest of this transaction; its default is made for small rows."""
    if connection.vendor == "postgresql":
        cursor.execute("SET LOCAL work_mem = '128MB'")


def _create_tables(cursor) -> None:
    for table, columns in WORK_TABLES.items():
        cursor.execute(f"CREATE TEMPORARY TABLE IF NOT EXISTS {table} ({columns})")
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours


def _plant_tree(cursor, context: Context, counted: Counted) -> None:
    tree = OrganizationVersion.objects.on(context.on).order_by().values_list("subject_id", "parent_id", "depth")
    sql, params = tree.query.sql_with_params()
    cursor.execute(f"INSERT INTO work_tree (organization_id, parent_id, depth) {sql}", params)
    _analyze(cursor, "work_tree")
    cursor.execute("SELECT count(*), coalesce(max(depth), 0) FROM work_tree")
    counted.nodes, counted.depth = cursor.fetchone()


def _analyze(cursor, *tables: str) -> None:
    """PostgreSQL knows nothing about a temporary table that was just filled, and would plan for an empty one."""
    if connection.vendor == "postgresql":
        cursor.execute("ANALYZE " + ", ".join(tables))


def _plans(indicators: list[Indicator]) -> list[list[Indicator]]:
    """Indicators that one statement counts: all of a family, or one."""
    plans: dict[object, list[Indicator]] = {}
    for indicator in indicators:
        plans.setdefault(indicator.family or indicator.code, []).append(indicator)
    return list(plans.values())


def _count_rows(cursor, plan: list[Indicator], keys: dict[str, int], context: Context) -> None:
    """One INSERT ... SELECT: the rows of the plan, counted at the node each stands at.

    A row whose node is not in the tree of the day keeps an empty depth: it climbs nowhere, and is reported.
    """
    table, column = ("work_key", "key") if isinstance(plan[0].value, Distinct) else ("work_count", "value")
    number, number_params = _number(plan, keys)
    sql, params = _amounts(plan, context).query.sql_with_params()
    cursor.execute(
        f"INSERT INTO {table} (depth, indicator_id, organization_id, parent_id, {column}) "  # noqa: S608
        f"SELECT t.depth, {number}, r.node_id, t.parent_id, r.amount "
        f"FROM ({sql}) r LEFT JOIN work_tree t ON t.organization_id = r.node_id WHERE r.amount IS NOT NULL",
        [*number_params, *params],
    )


def _number(plan: list[Indicator], keys: dict[str, int]) -> tuple[str, list]:
    """SQL that names the stored number of the indicator a row counts for."""
    if plan[0].family is None:
        return "%s", [keys[plan[0].code]]
    cases = " ".join("WHEN %s THEN %s" for _ in plan)
    return f"CASE r.choice {cases} END", [part for each in plan for part in (each.member, keys[each.code])]


def _amounts(plan: list[Indicator], context: Context) -> QuerySet:
    """Rows (node_id, amount), for a family (node_id, choice, amount)."""
    first, family = plan[0], plan[0].family
    if family:
        members = [indicator.member for indicator in plan]
        rows = family.rows(context).order_by().filter(**{f"{family.column}__in": members})
        return rows.values(node_id=F(first.node), choice=F(family.column)).annotate(amount=CountRows("*"))
    rows = first.rows(context).order_by()
    match first.value:
        case Distinct(key):
            return rows.values(node_id=F(first.node), amount=F(key)).distinct()
        case Sum(column):
            return rows.values(node_id=F(first.node)).annotate(amount=SumColumn(column))
        case Count():
            return rows.values(node_id=F(first.node)).annotate(amount=CountRows("*"))


def _report_misplaced(cursor, counted: Counted) -> None:
    """Rows at organisations, and organisations below organisations, that do not stand in the tree of the day."""
    cursor.execute(
        "SELECT (SELECT count(*) FROM work_count WHERE depth IS NULL)"
        " + (SELECT count(*) FROM work_tree t WHERE t.parent_id IS NOT NULL"
        "    AND NOT EXISTS (SELECT 1 FROM work_tree p WHERE p.organization_id = t.parent_id))"
    )
    counted.misplaced = cursor.fetchone()[0]


def _climb_counts(cursor, depth: int) -> None:
    """Add every level's counts to its parents, the deepest first, all indicators together."""
    _analyze(cursor, "work_count")
    for level in range(depth, 1, -1):
        cursor.execute(
            "INSERT INTO work_count (depth, indicator_id, organization_id, parent_id, value)"
            " SELECT t.depth, c.indicator_id, t.organization_id, t.parent_id, c.value FROM"
            " (SELECT indicator_id, parent_id, sum(value) AS value FROM work_count WHERE depth = %s"
            "  GROUP BY indicator_id, parent_id) c JOIN work_tree t ON t.organization_id = c.parent_id",
            [level],
        )


def _climb_keys(cursor, depth: int) -> None:
    """Carry the keys of distinct counts up by level; then each node counts its own set of them once."""
    _analyze(cursor, "work_key")
    for level in range(depth, 1, -1):
        cursor.execute(
            "INSERT INTO work_key (depth, indicator_id, organization_id, parent_id, key)"
            " SELECT DISTINCT t.depth, k.indicator_id, t.organization_id, t.parent_id, k.key"
            " FROM work_key k JOIN work_tree t ON t.organization_id = k.parent_id WHERE k.depth = %s",
            [level],
        )
    # After the climb of the counts, so that nothing adds these numbers up once more.
    cursor.execute(
        "INSERT INTO work_count (depth, indicator_id, organization_id, parent_id, value)"
        " SELECT depth, indicator_id, organization_id, parent_id, count(DISTINCT key) FROM work_key"
        " WHERE depth IS NOT NULL GROUP BY depth, indicator_id, organization_id, parent_id"
    )
