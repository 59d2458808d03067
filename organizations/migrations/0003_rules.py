"""The rules the register begins with. Sources as studied; what was not read in the original is marked 待核."""

from django.db import migrations

RULES = [
    {
        "code": "unit.minimum_members",
        "text": "有团员3人以上的单位应当建立团组织",
        "value": "3",
        "unit": "人",
        "applies_to": "企业、农村、机关、学校、科研院所、社区、社会组织等基层单位",
        "severity": "hint",
        "source": "《中国共产主义青年团章程》基层组织一章；团支部工作条例（施行日期待核）",
        "is_local": False,
    },
    {
        "code": "branch.maximum_members",
        "text": "团支部的团员人数一般不超过50人，超过的须经上级团委同意",
        "value": "50",
        "unit": "人",
        "applies_to": "团支部",
        "severity": "warn",
        "source": "团支部工作条例（施行日期待核）",
        "is_local": False,
    },
    {
        "code": "county.reform_start",
        "text": "本县基层团组织改革开始的日期，“改革以来新增”从该日算起",
        "value": "",
        "unit": "日期",
        "applies_to": "本县",
        "severity": "hint",
        "source": "由县级团委设定",
        "is_local": True,
    },
]
SINCE = "1900-01-01"


def seed(apps, schema_editor):
    rule = apps.get_model("organizations", "Rule")
    rule.objects.bulk_create([rule(valid_from=SINCE, revision=1, **row) for row in RULES])


class Migration(migrations.Migration):
    dependencies = [("organizations", "0002_restructuring")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
