from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('cadres', '0006_guardian_consent'),
        ('organizations', '0014_secretaries'),
    ]

    operations = [
        migrations.CreateModel(
            name='ElectedSeat',
            fields=[
            ],
            options={
                'verbose_name': '当选人',
                'verbose_name_plural': '当选人',
                'ordering': ['election', 'order'],
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('organizations.electionseat',),
        ),
    ]
