"""A snapshot's fingerprint: the same values give the same one, on every database and after every refill."""

import hashlib

from django.db import connection

from reports.models import Snapshot

CHUNK = 10_000
# Byte order: a language's collation would sort the codes differently on another machine.
BYTEWISE = {"postgresql": 'COLLATE "C"', "sqlite": "COLLATE BINARY"}
LINES = """
SELECT o.code || ' ' || k.code || ' ' || CAST(v.value AS varchar(20))
FROM reports_snapshotvalue v
JOIN (SELECT id, code, row_number() OVER (ORDER BY code {bytewise}) AS place FROM organizations_organization) o
  ON o.id = v.organization_id
JOIN (SELECT id, code, row_number() OVER (ORDER BY code {bytewise}) AS place FROM reports_indicatorkey) k
  ON k.id = v.indicator_id
WHERE v.snapshot_id = %s
ORDER BY o.place, k.place
"""


def fingerprint(snapshot: Snapshot) -> str:
    """SHA-256 (hex) of the lines ``organisation code, indicator code, value`` of all stored values, sorted by codes."""
    digest = hashlib.sha256()
    with connection.chunked_cursor() as cursor:
        cursor.execute(LINES.format(bytewise=BYTEWISE[connection.vendor]), [snapshot.pk])
        while lines := cursor.fetchmany(CHUNK):
            digest.update("".join(f"{line}\n" for (line,) in lines).encode())
    return digest.hexdigest()
