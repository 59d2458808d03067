"""Photos of homes and visits to idle ones; the rule that may ask for photos joins the register."""

import django.db.models.deletion
from django.db import migrations, models

from organizations import rulebook


def load_rules(apps, schema_editor):
    rulebook.load(apps.get_model("organizations", "Rule"))


class Migration(migrations.Migration):

    dependencies = [
        ('organizations', '0014_secretaries'),
    ]

    operations = [
        migrations.CreateModel(
            name='HomeVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('assigned', '待走访'), ('visited', '已走访待办结'), ('closed', '已办结'), ('withdrawn', '已撤回')], default='assigned', editable=False, max_length=10, verbose_name='进度')),
                ('reasons', models.CharField(max_length=100, verbose_name='走访原因')),
                ('owner', models.CharField(max_length=50, verbose_name='责任人')),
                ('assigned_on', models.DateField(verbose_name='安排日期')),
                ('due_on', models.DateField(verbose_name='走访期限')),
                ('visited_on', models.DateField(blank=True, null=True, verbose_name='走访日期')),
                ('visitor', models.CharField(blank=True, max_length=50, verbose_name='走访人')),
                ('finding', models.CharField(blank=True, max_length=300, verbose_name='走访情况')),
                ('outcome', models.CharField(blank=True, choices=[('revived', '已恢复正常开放'), ('mended', '已续签协议或补做检查'), ('suspend', '建议停用'), ('close', '建议撤销'), ('watch', '继续观察')], max_length=10, verbose_name='结论')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='办结日期')),
                ('remark', models.CharField(blank=True, max_length=200, verbose_name='备注')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='修订号')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                ('home', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='organizations.youthhome', verbose_name='青年阵地')),
            ],
            options={
                'verbose_name': '走访任务',
                'verbose_name_plural': '走访任务',
                'ordering': ['-assigned_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='HomePhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('picture', models.FileField(editable=False, error_messages={'unique': '这张照片刚才已经保存过。'}, unique=True, upload_to='', verbose_name='照片')),
                ('thumbnail', models.FileField(editable=False, upload_to='', verbose_name='缩略图')),
                ('digest', models.CharField(db_index=True, editable=False, max_length=64, verbose_name='照片指纹')),
                ('width', models.PositiveIntegerField(editable=False, verbose_name='宽（像素）')),
                ('height', models.PositiveIntegerField(editable=False, verbose_name='高（像素）')),
                ('caption', models.CharField(blank=True, max_length=100, verbose_name='说明')),
                ('taken_on', models.DateField(verbose_name='拍摄日期')),
                ('added_on', models.DateField(editable=False, verbose_name='上传日期')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='修订号')),
                ('shows', models.CharField(choices=[('place', '场地'), ('sign', '标识标牌'), ('manager', '管理人员公示'), ('opening', '开放时间公示'), ('activity', '活动'), ('attendance', '签到登记'), ('safety', '安全状况'), ('other', '其他')], default='place', max_length=10, verbose_name='拍摄内容')),
                ('home', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='organizations.youthhome', verbose_name='青年阵地')),
                ('home_check', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='organizations.homecheck', verbose_name='年度检查')),
                ('home_visit', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='organizations.homevisit', verbose_name='走访')),
            ],
            options={
                'verbose_name': '阵地照片',
                'verbose_name_plural': '阵地照片',
                'ordering': ['home', '-taken_on', '-pk'],
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='homevisit',
            index=models.Index(fields=['state', 'due_on'], name='home_visit_due'),
        ),
        migrations.AddConstraint(
            model_name='homevisit',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('assigned', 'visited'))), fields=('home',), name='home_visit_one_open', violation_error_message='该阵地已有一项没有办结的走访任务。'),
        ),
        migrations.AddConstraint(
            model_name='homevisit',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('assigned_on'))), name='home_visit_due_after_assigned', violation_error_message='走访期限不能早于安排日期。'),
        ),
        migrations.AddConstraint(
            model_name='homevisit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('finding', ''), ('state__in', ['assigned', 'withdrawn']), ('visited_on__isnull', True)), models.Q(('state__in', ['visited', 'closed']), ('visited_on__gte', models.F('assigned_on')), models.Q(('finding', ''), _negated=True)), _connector='OR'), name='home_visit_told_once_made', violation_error_message='走访过的须写明走访日期和情况；走访日期不能早于安排日期。'),
        ),
        migrations.AddConstraint(
            model_name='homevisit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on__gte', models.F('visited_on')), ('state', 'closed'), models.Q(('outcome', ''), _negated=True)), models.Q(('closed_on__gte', models.F('assigned_on')), ('outcome', ''), ('state', 'withdrawn'), models.Q(('remark', ''), _negated=True)), models.Q(('closed_on__isnull', True), ('outcome', ''), ('state__in', ['assigned', 'visited'])), _connector='OR'), name='home_visit_ended_with_reason', violation_error_message='办结须写明结论，撤回须写明理由；日期不能早于走访或安排日期。'),
        ),
        migrations.AddIndex(
            model_name='homephoto',
            index=models.Index(fields=['home', 'shows', 'taken_on'], name='home_photo_evidence'),
        ),
        migrations.AddConstraint(
            model_name='homephoto',
            constraint=models.CheckConstraint(condition=models.Q(('taken_on__lte', models.F('added_on'))), name='homephoto_taken_before_added', violation_error_message='拍摄日期不能晚于上传日期。'),
        ),
        migrations.AddConstraint(
            model_name='homephoto',
            constraint=models.CheckConstraint(condition=models.Q(('home_check__isnull', True), ('home_visit__isnull', True), _connector='OR'), name='home_photo_one_occasion', violation_error_message='一张照片只能属于一次检查或一次走访。'),
        ),
        migrations.RunPython(load_rules, migrations.RunPython.noop),
    ]
