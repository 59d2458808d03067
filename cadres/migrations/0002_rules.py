"""The rules of the people's side, and what only PostgreSQL can refuse."""

from django.db import migrations

from cadres import rulebook
from cadres.constraints import allow_second_secretaries, exclude_second_secretaries
from organizations.rulebook import load


def load_rules(apps, schema_editor):
    load(apps.get_model("organizations", "Rule"), rulebook.RULES)


class Migration(migrations.Migration):
    dependencies = [("cadres", "0001_initial"), ("organizations", "0002_rules")]

    operations = [
        migrations.RunPython(exclude_second_secretaries, allow_second_secretaries),
        migrations.RunPython(load_rules, migrations.RunPython.noop),
    ]
