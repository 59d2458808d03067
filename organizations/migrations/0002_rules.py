"""The rules the register begins with, and the topics of the outline of league classes."""

from django.db import migrations

from organizations import rulebook

OUTLINE = "《新时代中学团课教育指导大纲》（2021年），专题名称待核"
TOPICS = [
    ("A01", "学习习近平新时代中国特色社会主义思想"),
    ("A02", "中国共产党的百年历程"),
    ("A03", "中国共产主义青年团的光荣历史"),
    ("A04", "团的性质、任务和组织原则"),
    ("A05", "团员的权利和义务"),
    ("A06", "怎样申请加入共青团"),
    ("B01", "理想信念与青春担当"),
    ("B02", "社会主义核心价值观"),
    ("B03", "志愿服务与社会实践"),
    ("B04", "团的纪律和作风"),
]


def load_topics(apps, schema_editor):
    topic = apps.get_model("organizations", "LeagueTopic")
    topic.objects.bulk_create([topic(code=code, title=title, source=OUTLINE) for code, title in TOPICS])


def load_rules(apps, schema_editor):
    rulebook.load(apps.get_model("organizations", "Rule"))


class Migration(migrations.Migration):
    dependencies = [("organizations", "0001_initial")]

    operations = [
        migrations.RunPython(load_topics, migrations.RunPython.noop),
        migrations.RunPython(load_rules, migrations.RunPython.noop),
    ]
