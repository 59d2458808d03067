"""The rules that activities begin with, and the triggers that keep check-ins as they were written."""

from django.db import migrations

from activities import rulebook
from activities.guards import protect_check_ins
from organizations.rulebook import load


def load_rules(apps, schema_editor):
    load(apps.get_model("organizations", "Rule"), rulebook.RULES)


class Migration(migrations.Migration):
    dependencies = [("activities", "0001_initial"), ("organizations", "0002_rules")]

    operations = [
        migrations.RunPython(protect_check_ins, migrations.RunPython.noop),
        migrations.RunPython(load_rules, migrations.RunPython.noop),
    ]
