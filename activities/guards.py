"""Triggers that keep check-ins as they were written: whoever asks, by whichever way, changes and deletions are refused.

Both databases refuse with an integrity error. The demo and tests empty whole tables by TRUNCATE or in a transaction that is
rolled back; nothing in the product deletes a check-in.
"""

from __future__ import annotations

TABLE = "activities_checkin"
REFUSAL = "check-ins are never changed"
POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"CREATE OR REPLACE TRIGGER {TABLE}_guard BEFORE UPDATE OR DELETE ON {TABLE} "
    f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()",
)
SQLITE = tuple(
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_no_{what.lower()} BEFORE {what} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for what in ("UPDATE", "DELETE")
)


def protect_check_ins(apps, schema_editor) -> None:
    """For a migration, after the last operation on the table: SQLite rebuilds a table without its triggers."""
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)
