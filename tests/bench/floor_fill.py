"""The bare fill: every indicator in one wide table by hand-written SQL, summed level by level, stored as long rows.

It knows that the benchmark's county has no joint branches and no unit with two organisations, and so leaves out what
the product must do for them. Nothing is locked, versioned or fingerprinted.
"""

from datetime import date

from django.db import connection

from organizations.enums import OrganizationKind, StatField, TwoNew

NEW = "('" + "','".join(TwoNew.new) + "')"
COVERING = "('" + "','".join(OrganizationKind.covering) + "')"
SOCIAL = f"(v.stat_field = 'social' OR v.two_new IN {NEW})"
NONPUBLIC = "(v.two_new = 'new_economy' AND u.kind = 'private_enterprise')"
UNDATED = "o.founded_on IS NULL"


def organization_columns(reform: date, first: date) -> dict[str, str]:
    """Code -> condition on an organisation's version v, the organisation o, its unit's version u."""
    return {
        "org.total": "1 = 1",
        "org.founded": f"o.founded_on >= '{first}'",
        "org.undated": UNDATED,
        "org.hosts": f"v.unit_id IS NOT NULL AND v.kind IN {COVERING}",
        **{f"org.kind.{kind}": f"v.kind = '{kind}'" for kind in OrganizationKind.values},
        **{f"org.field.{field}": f"v.stat_field = '{field}'" for field in StatField.values},
        **{f"org.two_new.{kind}": f"v.two_new = '{kind}'" for kind in TwoNew.new},
        "org.social.total": SOCIAL,
        "org.social.new": f"{SOCIAL} AND o.founded_on >= '{reform}'",
        "org.social.undated": f"{SOCIAL} AND {UNDATED}",
        "org.nonpublic.total": NONPUBLIC,
        "org.nonpublic.new": f"{NONPUBLIC} AND o.founded_on >= '{reform}'",
        "org.nonpublic.undated": f"{NONPUBLIC} AND {UNDATED}",
        "branch.village": "v.kind = 'branch' AND u.kind IN ('village', 'community')",
    }


MUST = "m.value >= 3 AND v.exempt_reason = ''"
HAS = "h.unit_id IS NOT NULL"
VILLAGE = "v.kind IN ('village', 'community')"
UNIT_COLUMNS = {
    "unit.total": "1",
    "unit.must": f"CASE WHEN {MUST} THEN 1 ELSE 0 END",
    "unit.covered": f"CASE WHEN {MUST} AND {HAS} THEN 1 ELSE 0 END",
    "unit.gap": f"CASE WHEN {MUST} AND NOT {HAS} THEN 1 ELSE 0 END",
    "unit.uncounted": "CASE WHEN m.value IS NULL AND v.exempt_reason = '' THEN 1 ELSE 0 END",
    "unit.exempt": "CASE WHEN v.exempt_reason <> '' THEN 1 ELSE 0 END",
    "village.total": f"CASE WHEN {VILLAGE} THEN 1 ELSE 0 END",
    "village.covered": f"CASE WHEN {VILLAGE} AND {HAS} THEN 1 ELSE 0 END",
    "village.gap": f"CASE WHEN {VILLAGE} AND NOT {HAS} THEN 1 ELSE 0 END",
    "township.total": "CASE WHEN v.kind = 'township' THEN 1 ELSE 0 END",
    "member.count": "coalesce(m.value, 0)",
    "youth.count": "coalesce(y.value, 0)",
    "member.paired": "CASE WHEN y.value IS NOT NULL THEN coalesce(m.value, 0) ELSE 0 END",
    "youth.paired": "CASE WHEN m.value IS NOT NULL THEN coalesce(y.value, 0) ELSE 0 END",
    "unit.unpaired": "CASE WHEN m.value IS NULL OR y.value IS NULL THEN 1 ELSE 0 END",
    "unit.counted": "CASE WHEN m.value IS NOT NULL THEN 1 ELSE 0 END",
    "member.units": "coalesce(m.value, 0)",
}


def alive(table: str, on: date) -> str:
    """The version that contains the day."""
    return f"{table}.valid_from <= '{on}' AND ({table}.valid_to IS NULL OR {table}.valid_to > '{on}')"


def count_of(alias: str, kind: str, on: date) -> str:
    """The count in force of one kind, beside a unit's version v."""
    return (
        f" LEFT JOIN organizations_headcount {alias} ON {alias}.unit_id = v.subject_id AND {alias}.kind = '{kind}'"
        f" AND {alias}.superseded_at IS NULL AND {alias}.counted_on <= '{on}'"
        f" AND ({alias}.ends_on IS NULL OR {alias}.ends_on > '{on}')"
    )


def fill_bare(on: date, first: date, reform: date) -> None:
    """Make the table `floor_value(organization_id, code, value)`."""
    organizations = organization_columns(reform, first)
    names = {code: f"c{number}" for number, code in enumerate([*organizations, *UNIT_COLUMNS])}
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS floor_wide")
        cursor.execute("DROP TABLE IF EXISTS floor_value")
        columns = ", ".join(f"{name} bigint NOT NULL DEFAULT 0" for name in names.values())
        cursor.execute(f"CREATE TABLE floor_wide (id bigint PRIMARY KEY, parent bigint, depth smallint, {columns})")
        _count_organizations(cursor, organizations, names, on)
        _count_units(cursor, names, on)
        _sum_levels(cursor, list(names.values()))
        cursor.execute(
            "CREATE TABLE floor_value (organization_id bigint, code varchar(60), value bigint,"
            " PRIMARY KEY (organization_id, code))"
        )
        for code, name in names.items():
            cursor.execute(f"INSERT INTO floor_value SELECT id, '{code}', {name} FROM floor_wide WHERE {name} <> 0")


def _count_organizations(cursor, columns, names, on):
    flags = ", ".join(f"CASE WHEN {condition} THEN 1 ELSE 0 END" for condition in columns.values())
    cursor.execute(
        f"INSERT INTO floor_wide (id, parent, depth, {', '.join(names[code] for code in columns)})"
        f" SELECT v.subject_id, v.parent_id, v.depth, {flags} FROM organizations_organizationversion v"
        " JOIN organizations_organization o ON o.id = v.subject_id"
        f" LEFT JOIN organizations_unit u ON u.id = v.unit_id WHERE {alive('v', on)}"
    )


def _count_units(cursor, names, on):
    sums = ", ".join(f"sum({value}) AS {names[code]}" for code, value in UNIT_COLUMNS.items())
    settings = ", ".join(f"{names[code]} = s.{names[code]}" for code in UNIT_COLUMNS)
    hosts = (
        f" LEFT JOIN (SELECT DISTINCT w.unit_id FROM organizations_organizationversion w WHERE {alive('w', on)}"
        f" AND w.kind IN {COVERING}) h ON h.unit_id = v.subject_id"
    )
    cursor.execute(
        f"UPDATE floor_wide SET {settings} FROM (SELECT v.responsible_id AS node, {sums}"
        f" FROM organizations_unitversion v{count_of('m', 'members', on)}{count_of('y', 'youth', on)}{hosts}"
        f" WHERE {alive('v', on)} GROUP BY v.responsible_id) s WHERE s.node = floor_wide.id"
    )


def _sum_levels(cursor, names):
    cursor.execute("SELECT max(depth) FROM floor_wide")
    settings = ", ".join(f"{name} = floor_wide.{name} + s.{name}" for name in names)
    sums = ", ".join(f"sum({name}) AS {name}" for name in names)
    for depth in range(cursor.fetchone()[0], 1, -1):
        cursor.execute(
            f"UPDATE floor_wide SET {settings} FROM (SELECT parent, {sums} FROM floor_wide WHERE depth = {depth}"
            " GROUP BY parent) s WHERE s.parent = floor_wide.id"
        )
