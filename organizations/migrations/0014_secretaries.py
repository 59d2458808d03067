"""A missing secretary joins the checks of the branches' health; its rule joins the register."""

from django.db import migrations, models

from organizations import rulebook


def load_rules(apps, schema_editor):
    rulebook.load(apps.get_model("organizations", "Rule"))


class Migration(migrations.Migration):

    dependencies = [
        ('organizations', '0013_youth_homes'),
    ]

    operations = [
        migrations.AlterField(
            model_name='healthcase',
            name='check_code',
            field=models.CharField(choices=[('few_members', '团员不足'), ('many_members', '团员过多'), ('term_overdue', '逾期未换届'), ('term_unknown', '届次不详'), ('uncounted', '久未清点团员'), ('no_secretary', '书记空缺'), ('secretary_unknown', '书记不详')], max_length=20, verbose_name='体检项目'),
        ),
        migrations.RunPython(load_rules, migrations.RunPython.noop),
    ]
