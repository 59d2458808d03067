"""A snapshot's fingerprint: the same values give the same one, on every database and after every refill."""

import hashlib

from django.db import connection

from reports.models import Snapshot

CHUNK = 10_000
JOINED = {"postgresql": "string_agg({}, ' ')", "sqlite": "group_concat({}, ' ')"}
LINES = """
SELECT o.code, v.line FROM (
  SELECT v.organization_id, {joined} AS line
  FROM reports_snapshotvalue v JOIN reports_indicatorkey k ON k.id = v.indicator_id
  WHERE v.snapshot_id = %s GROUP BY v.organization_id
) v JOIN organizations_organization o ON o.id = v.organization_id
"""


def fingerprint(snapshot: Snapshot) -> str:
    """SHA-256 (hex) of one line for each organisation with values: ``code indicator=value indicator=value ...``.

    Lines and the values in them are sorted as bytes, here and not by the database, whose languages sort differently.
    """
    lines = []
    with connection.chunked_cursor() as cursor:
        joined = JOINED[connection.vendor].format("k.code || '=' || v.value")
        cursor.execute(LINES.format(joined=joined), [snapshot.pk])
        while chunk := cursor.fetchmany(CHUNK):
            lines += [f"{code} {' '.join(sorted(line.split(' ')))}\n" for code, line in chunk]
    return hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()
