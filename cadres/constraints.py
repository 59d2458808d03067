"""What PostgreSQL refuses besides the models' constraints: two secretaries of one organisation on one day.

Written as ranges of the key and of the days, which its index serves without an extension. SQLite has no such
constraint: there the services, which take their turn at the tree's root, are the only judges.
"""

ONE_SECRETARY = "post_one_secretary_a_day"
ADD = f"""
    ALTER TABLE cadres_post ADD CONSTRAINT {ONE_SECRETARY} EXCLUDE USING gist (
        int8range(organization_id, organization_id, '[]') WITH &&,
        daterange(starts_on, ends_on, '[)') WITH &&
    ) WHERE (title = 'secretary')
"""


def exclude_second_secretaries(apps, schema_editor) -> None:
    """Add the exclusion on PostgreSQL."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(ADD)


def allow_second_secretaries(apps, schema_editor) -> None:
    """Take it away again."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE cadres_post DROP CONSTRAINT {ONE_SECRETARY}")
