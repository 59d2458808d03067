"""Counting every indicator of every node: set-based SQL into temporary tables of this connection.

The work tables hold the tree of the day, the counts (one row for each indicator and node it was counted at), the keys
of distinct counts, and the strays. Each indicator (each family of a breakdown) is one INSERT ... SELECT over its
declared rows; then all of them together climb the tree, one statement a level. Nothing here is visible to anybody
else, and a worker that dies leaves nothing.

A stray is an organisation that rows of the day name though it did not exist on the day: a branch may be older than
the committee it was put under, a unit may still be assigned to a dissolved one. What it would count, its nearest
living ancestor counts.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count as CountRows
from django.db.models import F, QuerySet
from django.db.models import Sum as SumColumn

from league.core.scoping import ancestor_ids
from organizations.models import Organization, OrganizationVersion
from reports.indicators.base import Context, Count, Distinct, Indicator, Sum
from reports.indicators.settings import Unset

WORK_TABLES = {
    "work_tree": "organization_id bigint PRIMARY KEY, parent_id bigint, depth smallint NOT NULL",
    "work_count": "depth smallint, indicator_id smallint, organization_id bigint, parent_id bigint, value bigint",
    "work_key": "depth smallint, indicator_id smallint, organization_id bigint, parent_id bigint, key bigint",
    "work_stray": "stray_id bigint PRIMARY KEY, organization_id bigint NOT NULL",
}


@dataclass
class Counted:
    """What a count found beside the numbers: reasons of unanswered indicators, size of the tree, the strays with the
    path of the node that counts for each, and how many counts found no node at all."""

    gaps: dict[str, str] = field(default_factory=dict)
    nodes: int = 0
    depth: int = 0
    strays: dict[int, str] = field(default_factory=dict)
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
                # A question whose conditions can never hold has no rows, and Django writes no SQL for it.
                with suppress(EmptyResultSet):
                    _count_rows(cursor, plan, keys, context)
            except Unset as unset:
                counted.gaps.update((indicator.code, str(unset)) for indicator in plan)
        _place_strays(cursor, context, counted)
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
    _find_strays(
        cursor,
        "SELECT DISTINCT t.parent_id FROM work_tree t LEFT JOIN work_tree p ON p.organization_id = t.parent_id"
        " WHERE t.parent_id IS NOT NULL AND p.organization_id IS NULL",
        context,
        counted,
    )
    cursor.execute(
        "UPDATE work_tree SET parent_id = s.organization_id FROM work_stray s WHERE s.stray_id = work_tree.parent_id"
    )


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


def _find_strays(cursor, sql: str, context: Context, counted: Counted) -> None:
    """Add the organisations the statement names to the strays, each with its nearest living ancestor."""
    cursor.execute(sql)
    new = [row[0] for row in cursor.fetchall() if row[0] not in counted.strays]
    above = {
        pk: ancestor_ids(path)[::-1] for pk, path in Organization.objects.filter(pk__in=new).values_list("pk", "path")
    }
    living = OrganizationVersion.objects.on(context.on).filter(subject__in={pk for ids in above.values() for pk in ids})
    paths = dict(living.values_list("subject_id", "path"))
    found = {stray: next((pk for pk in ids if pk in paths), None) for stray, ids in above.items()}
    placed = {stray: node for stray, node in found.items() if node is not None}
    cursor.executemany("INSERT INTO work_stray (stray_id, organization_id) VALUES (%s, %s)", list(placed.items()))
    counted.strays |= {stray: paths[node] for stray, node in placed.items()}


def _place_strays(cursor, context: Context, counted: Counted) -> None:
    """Give the counts of strays to the nodes that count for them."""
    for table in ("work_count", "work_key"):
        named = f"SELECT DISTINCT organization_id FROM {table} WHERE depth IS NULL"  # noqa: S608 - names of ours
        _find_strays(cursor, named, context, counted)
        cursor.execute(
            f"UPDATE {table} SET depth = t.depth, organization_id = t.organization_id, parent_id = t.parent_id"  # noqa: S608
            " FROM work_stray s JOIN work_tree t ON t.organization_id = s.organization_id"
            f" WHERE {table}.depth IS NULL AND s.stray_id = {table}.organization_id"
        )
    cursor.execute("SELECT count(*) FROM work_count WHERE depth IS NULL")
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
