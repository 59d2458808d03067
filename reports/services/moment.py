"""Reading many statements from one moment of the database, without keeping writers out."""

from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment():
    """Every statement inside sees the data of the same moment; temporary tables may be written.

    Inside a caller's transaction that transaction decides what is seen. On SQLite a plain `atomic` would take the
    writer's lock at once (transactions begin IMMEDIATE); a deferred one only reads, however long it takes.
    """
    if connection.in_atomic_block:
        yield
        return
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
        return
    mode = connection.transaction_mode
    connection.transaction_mode = "DEFERRED"
    try:
        with transaction.atomic():
            yield
    finally:
        connection.transaction_mode = mode
