"""The rule that a sitting secretary can be called or written to."""

from django.db import migrations

from cadres import rulebook
from organizations.rulebook import load


def load_rules(apps, schema_editor):
    load(apps.get_model("organizations", "Rule"), rulebook.RULES)


class Migration(migrations.Migration):
    dependencies = [("cadres", "0004_appraisal")]

    operations = [migrations.RunPython(load_rules, migrations.RunPython.noop)]
