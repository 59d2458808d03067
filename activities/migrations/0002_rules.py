"""The rules of sampling, of being active and of silence."""

from django.db import migrations

from activities import rulebook
from organizations.rulebook import load


def load_rules(apps, schema_editor):
    load(apps.get_model("organizations", "Rule"), rulebook.RULES)


class Migration(migrations.Migration):
    dependencies = [("activities", "0001_initial"), ("organizations", "0002_rules")]

    operations = [migrations.RunPython(load_rules, migrations.RunPython.noop)]
