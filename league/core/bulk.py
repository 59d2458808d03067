"""Writing many rows at once: primary keys in advance, then COPY on PostgreSQL or one prepared statement on SQLite.

The only place that leaves the ORM for speed: an import of ten thousand rows spends its time here.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection, models

from league.core.crypto import EncryptedField


def allocate_ids(model: type[models.Model], count: int) -> list[int]:
    """Reserve `count` primary keys inside the caller's transaction, so that paths can be made before the insert."""
    if not count:
        return []
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, count],
            )
            return [row[0] for row in cursor.fetchall()]
        # The writer's lock is held (transactions begin IMMEDIATE), nobody else can take these numbers.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        start = row[0] if row else 0
        return list(range(start + 1, start + count + 1))


def insert_rows(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence]) -> None:
    """Insert tuples in the order of the field `names`. Values are as Python has them; JSON fields take objects.

    Constraints of the database hold; nothing else is checked here.
    """
    fields = [model._meta.get_field(name) for name in names]
    write = _copy if connection.vendor == "postgresql" else _execute_many
    prepared = _prepared(fields, rows)
    while chunk := list(islice(prepared, ROWS_AT_ONCE)):
        write(model, fields, chunk)


# A hundred thousand rows as text at once would take as much memory as the rows themselves.
ROWS_AT_ONCE = 5000
# Needs no conversion for any column.
PLAIN = frozenset((str, int, type(None)))


# Columns whose values the driver does not take as they are; all others pass untouched.
CONVERTED = (models.JSONField, models.DateField, models.UUIDField, models.DecimalField, models.BinaryField)


def _prepared(fields: Sequence[models.Field], rows: Iterable[Sequence]) -> Iterator[list]:
    converted = [(place, field) for place, field in enumerate(fields) if isinstance(field, CONVERTED)]
    sealed = [(place, field) for place, field in enumerate(fields) if isinstance(field, EncryptedField)]
    width = len(fields)
    for row in rows:
        if len(row) != width:
            raise ValueError(f"{len(row)} values for {width} columns")
        row = list(row)
        for place, field in converted:
            if row[place].__class__ not in PLAIN:
                row[place] = _prepare(field, row[place])
        for place, field in sealed:
            row[place] = field.get_prep_value(row[place])
        yield row


def _prepare(field: models.Field, value: Any) -> Any:
    if isinstance(field, models.JSONField):
        return _json(field.encoder)(value)
    if isinstance(value, date | UUID):
        return _converted(field, value)
    return field.get_db_prep_save(value, connection)


@lru_cache(maxsize=1024)
def _converted(field: models.Field, value: date | UUID) -> Any:
    """Ten thousand rows of one import share their moment and their batch."""
    return field.get_db_prep_save(value, connection)


@lru_cache(maxsize=8)
def _json(encoder: type[json.JSONEncoder] | None) -> Callable[[Any], str]:
    return (encoder or json.JSONEncoder)(ensure_ascii=False).encode


def _copy_text(value) -> str:
    if value is None:
        return "\\N"
    text = str(value)
    if "\\" in text or "\t" in text or "\n" in text or "\r" in text:
        for plain, escaped in (
            ("\\", "\\\\"),
            ("\t", "\\t"),
            ("\n", "\\n"),
            ("\r", "\\r"),
        ):
            text = text.replace(plain, escaped)
    return text


def _copy(model, fields, rows) -> None:
    buffer = io.StringIO("".join("\t".join(map(_copy_text, row)) + "\n" for row in rows))
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", buffer)


def _execute_many(model, fields, rows) -> None:
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(rows))  # noqa: S608 - names of ours


def update_rows(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence]) -> None:
    """Set the fields `names` of many rows, each to values of its own: tuples of the primary key and the values.

    On PostgreSQL by one UPDATE from a temporary table, elsewhere by one prepared statement. As `insert_rows`, it
    checks nothing but what the database checks.
    """
    key = model._meta.pk
    fields = [key, *(model._meta.get_field(name) for name in names)]
    prepared = _prepared(fields, rows)
    quote = connection.ops.quote_name
    table, columns = quote(model._meta.db_table), [quote(field.column) for field in fields[1:]]
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            settings = ", ".join(f"{column} = %s" for column in columns)
            cursor.executemany(
                f"UPDATE {table} SET {settings} WHERE {quote(key.column)} = %s",  # noqa: S608 - names of ours
                [(*values[1:], values[0]) for values in prepared],
            )
            return
        everything = ", ".join(quote(field.column) for field in fields)
        cursor.execute(
            f"CREATE TEMPORARY TABLE changed_rows ON COMMIT DROP AS SELECT {everything} FROM {table} LIMIT 0"  # noqa: S608
        )
        lines = "".join("\t".join(map(_copy_text, values)) + "\n" for values in prepared)
        cursor.copy_expert("COPY changed_rows FROM STDIN", io.StringIO(lines))
        settings = ", ".join(f"{column} = changed_rows.{column}" for column in columns)
        cursor.execute(
            f"UPDATE {table} SET {settings} FROM changed_rows "  # noqa: S608
            f"WHERE {table}.{quote(key.column)} = changed_rows.{quote(key.column)}"
        )
        cursor.execute("DROP TABLE changed_rows")


def read_rows(model: type[models.Model], names: Sequence[str], *, page: int = 5000) -> Iterator[tuple]:
    """Tuples of the fields `names` of every row in the order of the primary key, as the driver gives them: JSON is
    text; a moment has no zone and a UUID is text on SQLite. A page at a time is held in memory.
    """
    key, last = model._meta.pk.name, None
    while True:
        rows = model._base_manager.order_by(key)
        rows = rows if last is None else rows.filter(pk__gt=last)
        sql, params = rows.values_list("pk", *names)[:page].query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            found = cursor.fetchall()
        yield from (row[1:] for row in found)
        if len(found) < page:
            return
        last = found[-1][0]
