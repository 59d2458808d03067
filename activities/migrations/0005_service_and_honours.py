"""Service teams, yard meetings, needs, visits to couriers, honours and the youth federation, with their rules."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import league.core.crypto
import league.core.fields
from activities import rulebook
from organizations.rulebook import load


def load_rules(apps, schema_editor):
    load(apps.get_model("organizations", "Rule"), rulebook.RULES)


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0004_volunteers"),
        ("cadres", "0003_person_distinction"),
        ("organizations", "0002_rules"),
    ]

    operations = [
        migrations.CreateModel(
            name="Honour",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        max_length=30,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9A-Z][0-9A-Z-]{1,29}$", "编码只能用数字、大写字母和连字符，2至30位。"
                            )
                        ],
                        verbose_name="荣誉编码",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("civilized_unit", "青年文明号"),
                            ("expert", "青年岗位能手"),
                            ("shock_team", "青年突击队"),
                            ("safety_post", "青年安全生产示范岗"),
                            ("youth_medal", "青年五四奖章"),
                            ("red_flag_committee", "五四红旗团委"),
                            ("red_flag_branch", "五四红旗团支部"),
                            ("good_cadre", "优秀共青团干部"),
                            ("good_member", "优秀共青团员"),
                            ("good_volunteer", "优秀青年志愿者"),
                            ("other", "其他荣誉"),
                        ],
                        max_length=20,
                        verbose_name="荣誉类别",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="按表彰文件填写，例如：2022年度县青年文明号。",
                        max_length=100,
                        verbose_name="荣誉名称",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("national", "全国"),
                            ("province", "省级"),
                            ("city", "市级"),
                            ("county", "县级"),
                            ("township", "乡镇（系统）"),
                        ],
                        max_length=10,
                        verbose_name="级别",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="表彰年度")),
                ("org_path", league.core.fields.PathField(editable=False, max_length=190, verbose_name="归口路径")),
                (
                    "holder_name",
                    models.CharField(
                        blank=True,
                        help_text="不是团组织的集体，例如：某局办事窗口。个人请从人员中选。",
                        max_length=100,
                        verbose_name="获奖集体",
                    ),
                ),
                ("awarded_on", models.DateField(verbose_name="授予日期")),
                ("issuer", models.CharField(max_length=100, verbose_name="授予单位")),
                ("document", models.CharField(blank=True, max_length=100, verbose_name="授予文号")),
                ("withdrawn_on", models.DateField(blank=True, editable=False, null=True, verbose_name="撤销日期")),
                (
                    "withdrawal_document",
                    models.CharField(blank=True, editable=False, max_length=100, verbose_name="撤销文号"),
                ),
                (
                    "withdrawal_reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="撤销理由"),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False, verbose_name="修订号")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                ("search_key", models.CharField(blank=True, editable=False, max_length=500)),
                (
                    "holder_organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="held_honours",
                        to="organizations.organization",
                        verbose_name="获奖团组织",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="honours",
                        to="organizations.organization",
                        verbose_name="归口团组织",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="honours",
                        to="cadres.person",
                        verbose_name="获奖人员",
                    ),
                ),
            ],
            options={
                "verbose_name": "荣誉",
                "verbose_name_plural": "荣誉",
                "ordering": ["-awarded_on", "code"],
            },
        ),
        migrations.CreateModel(
            name="HonourTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="有效期自")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="有效期至（不含）")),
                ("document", models.CharField(blank=True, max_length=100, verbose_name="文号")),
                (
                    "honour",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terms",
                        to="activities.honour",
                        verbose_name="荣誉",
                    ),
                ),
            ],
            options={
                "verbose_name": "荣誉有效期",
                "verbose_name_plural": "荣誉有效期",
                "ordering": ["honour", "starts_on"],
            },
        ),
        migrations.CreateModel(
            name="Need",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        max_length=30,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9A-Z][0-9A-Z-]{1,29}$", "编码只能用数字、大写字母和连字符，2至30位。"
                            )
                        ],
                        verbose_name="诉求编码",
                    ),
                ),
                (
                    "title",
                    models.CharField(help_text="一句话写清什么事，不写姓名。", max_length=60, verbose_name="诉求"),
                ),
                (
                    "detail",
                    models.TextField(
                        blank=True, help_text="不写姓名、电话和住址。", max_length=1000, verbose_name="具体情况"
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("job", "就业创业"),
                            ("housing", "住房安居"),
                            ("marriage", "婚恋交友"),
                            ("schooling", "教育托管"),
                            ("mind", "心理健康"),
                            ("health", "医疗卫生"),
                            ("hardship", "困难帮扶"),
                            ("rights", "权益维护"),
                            ("roads", "出行和基础设施"),
                            ("culture", "文体生活"),
                            ("other", "其他诉求"),
                        ],
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                ("org_path", league.core.fields.PathField(editable=False, max_length=190, verbose_name="归口路径")),
                ("raised_on", models.DateField(verbose_name="反映日期")),
                (
                    "raiser_kind",
                    models.CharField(
                        choices=[
                            ("youth", "青年"),
                            ("resident", "村（居）民"),
                            ("parent", "家长"),
                            ("teacher", "教师"),
                            ("courier", "新就业群体"),
                            ("minor", "未成年人"),
                            ("other", "其他身份"),
                        ],
                        max_length=10,
                        verbose_name="反映人身份",
                    ),
                ),
                (
                    "raised_by",
                    league.core.crypto.EncryptedField(blank=True, context="need.raised_by", verbose_name="反映人姓名"),
                ),
                (
                    "raiser_phone",
                    league.core.crypto.EncryptedField(
                        blank=True, context="need.raiser_phone", verbose_name="反映人电话"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("raised", "待交办"),
                            ("assigned", "办理中"),
                            ("solved", "已解决"),
                            ("refused", "不予办理"),
                            ("told", "已告知"),
                        ],
                        default="raised",
                        editable=False,
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("owner_name", models.CharField(blank=True, editable=False, max_length=50, verbose_name="责任人")),
                ("due_on", models.DateField(blank=True, editable=False, null=True, verbose_name="办理期限")),
                ("first_due_on", models.DateField(editable=False, verbose_name="原定期限")),
                ("changed_on", models.DateField(editable=False, verbose_name="最近办理日期")),
                ("outcome", models.CharField(blank=True, editable=False, max_length=500, verbose_name="办理结果")),
                (
                    "reopened",
                    models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="重新办理（次）"),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False, verbose_name="修订号")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                ("search_key", models.CharField(blank=True, editable=False, max_length=500)),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="organizations.organization",
                        verbose_name="收集团组织",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned_needs",
                        to="organizations.organization",
                        verbose_name="责任团组织",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="organizations.unit",
                        verbose_name="涉及单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "急难愁盼诉求",
                "verbose_name_plural": "急难愁盼诉求",
                "ordering": ["-raised_on", "code"],
            },
        ),
        migrations.CreateModel(
            name="NeedStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("assign", "交办"),
                            ("postpone", "延期"),
                            ("solve", "登记解决"),
                            ("refuse", "登记不予办理"),
                            ("tell", "告知反映人"),
                            ("reopen", "重新办理"),
                        ],
                        max_length=10,
                        verbose_name="办理事项",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("raised", "待交办"),
                            ("assigned", "办理中"),
                            ("solved", "已解决"),
                            ("refused", "不予办理"),
                            ("told", "已告知"),
                        ],
                        max_length=10,
                        verbose_name="办理后状态",
                    ),
                ),
                ("owner_name", models.CharField(blank=True, max_length=50, verbose_name="责任人")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="办理期限")),
                ("done_on", models.DateField(verbose_name="办理日期")),
                ("remark", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="activities.need",
                        verbose_name="诉求",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="need_steps",
                        to="organizations.organization",
                        verbose_name="责任团组织",
                    ),
                ),
            ],
            options={
                "verbose_name": "诉求办理经过",
                "verbose_name_plural": "诉求办理经过",
                "ordering": ["need", "done_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ServiceTeam",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        max_length=30,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9A-Z][0-9A-Z-]{1,29}$", "编码只能用数字、大写字母和连字符，2至30位。"
                            )
                        ],
                        verbose_name="服务队编码",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="服务队名称")),
                ("org_path", league.core.fields.PathField(editable=False, max_length=190, verbose_name="归口路径")),
                ("party_organization", models.CharField(blank=True, max_length=100, verbose_name="联建党组织")),
                ("founded_on", models.DateField(verbose_name="成立日期")),
                ("dissolved_on", models.DateField(blank=True, editable=False, null=True, verbose_name="撤销日期")),
                ("party_members", models.PositiveIntegerField(default=0, verbose_name="党员（人）")),
                ("league_members", models.PositiveIntegerField(default=0, verbose_name="团员（人）")),
                (
                    "pioneers",
                    models.PositiveIntegerField(
                        default=0, help_text="只计人数，不登记姓名。", verbose_name="少先队员（人）"
                    ),
                ),
                ("volunteers", models.PositiveIntegerField(default=0, verbose_name="青年志愿者（人）")),
                ("counted_on", models.DateField(verbose_name="人数截至日期")),
                ("duties", models.CharField(blank=True, max_length=300, verbose_name="服务内容")),
                ("revision", models.PositiveIntegerField(default=1, editable=False, verbose_name="修订号")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                ("search_key", models.CharField(blank=True, editable=False, max_length=500)),
                (
                    "home",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_teams",
                        to="organizations.youthhome",
                        verbose_name="青年阵地",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_teams",
                        to="organizations.organization",
                        verbose_name="所属团组织",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_teams",
                        to="organizations.unit",
                        verbose_name="村（社区）等单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "服务队",
                "verbose_name_plural": "服务队",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="ServiceTeamMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[("party", "党员"), ("league", "团员"), ("volunteer", "青年志愿者")],
                        max_length=10,
                        verbose_name="身份",
                    ),
                ),
                ("joined_on", models.DateField(verbose_name="加入日期")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="退出日期（不含）")),
                ("revision", models.PositiveIntegerField(default=1, editable=False, verbose_name="修订号")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_teams",
                        to="cadres.person",
                        verbose_name="人员",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="activities.serviceteam",
                        verbose_name="服务队",
                    ),
                ),
            ],
            options={
                "verbose_name": "服务队员",
                "verbose_name_plural": "服务队员",
                "ordering": ["team", "joined_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="YardMeeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        max_length=30,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9A-Z][0-9A-Z-]{1,29}$", "编码只能用数字、大写字母和连字符，2至30位。"
                            )
                        ],
                        verbose_name="恳谈会编码",
                    ),
                ),
                ("title", models.CharField(max_length=100, verbose_name="主题")),
                ("org_path", league.core.fields.PathField(editable=False, max_length=190, verbose_name="归口路径")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="例如：某组屋场、党群服务中心。", max_length=100, verbose_name="地点"
                    ),
                ),
                ("held_on", models.DateField(verbose_name="召开日期")),
                (
                    "host",
                    models.CharField(
                        help_text="写职务和姓名，例如：镇团委副书记某某。", max_length=50, verbose_name="主持人"
                    ),
                ),
                ("attendees", models.PositiveIntegerField(verbose_name="参加（人次）")),
                ("youth", models.PositiveIntegerField(blank=True, null=True, verbose_name="其中青年（人次）")),
                (
                    "minutes",
                    models.TextField(
                        help_text="写议题和意见，不写反映人的姓名和电话。", max_length=5000, verbose_name="恳谈记录"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False, verbose_name="修订号")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                ("search_key", models.CharField(blank=True, editable=False, max_length=500)),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="yard_meetings",
                        to="organizations.organization",
                        verbose_name="主办团组织",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="activities.serviceteam",
                        verbose_name="服务队",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="yard_meetings",
                        to="organizations.unit",
                        verbose_name="村（社区）",
                    ),
                ),
            ],
            options={
                "verbose_name": "青春屋场恳谈会",
                "verbose_name_plural": "青春屋场恳谈会",
                "ordering": ["-held_on", "code"],
            },
        ),
        migrations.AddField(
            model_name="need",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="needs",
                to="activities.yardmeeting",
                verbose_name="恳谈会",
            ),
        ),
        migrations.CreateModel(
            name="YardMeetingPhoto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "picture",
                    models.FileField(
                        editable=False,
                        error_messages={"unique": "这张照片刚才已经保存过。"},
                        unique=True,
                        upload_to="",
                        verbose_name="照片",
                    ),
                ),
                ("thumbnail", models.FileField(editable=False, upload_to="", verbose_name="缩略图")),
                ("digest", models.CharField(db_index=True, editable=False, max_length=64, verbose_name="照片指纹")),
                ("width", models.PositiveIntegerField(editable=False, verbose_name="宽（像素）")),
                ("height", models.PositiveIntegerField(editable=False, verbose_name="高（像素）")),
                ("caption", models.CharField(blank=True, max_length=100, verbose_name="说明")),
                ("taken_on", models.DateField(verbose_name="拍摄日期")),
                ("added_on", models.DateField(editable=False, verbose_name="上传日期")),
                ("revision", models.PositiveIntegerField(default=1, editable=False, verbose_name="修订号")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="activities.yardmeeting",
                        verbose_name="恳谈会",
                    ),
                ),
            ],
            options={
                "verbose_name": "恳谈会照片",
                "verbose_name_plural": "恳谈会照片",
                "ordering": ["meeting", "taken_on", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="YouthFederation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, unique=True, verbose_name="名称")),
                ("org_path", league.core.fields.PathField(editable=False, max_length=190, verbose_name="归口路径")),
                ("founded_on", models.DateField(verbose_name="成立日期")),
                ("founding_document", models.CharField(max_length=100, verbose_name="成立文号")),
                ("term_number", models.PositiveSmallIntegerField(default=1, verbose_name="届次")),
                ("term_starts_on", models.DateField(verbose_name="本届开始日期")),
                ("term_ends_on", models.DateField(verbose_name="本届届满日期（不含）")),
                ("dissolved_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                ("revision", models.PositiveIntegerField(default=1, editable=False, verbose_name="修订号")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="youth_federations",
                        to="organizations.organization",
                        verbose_name="指导团组织",
                    ),
                ),
            ],
            options={
                "verbose_name": "青联",
                "verbose_name_plural": "青联",
                "ordering": ["founded_on", "name"],
            },
        ),
        migrations.CreateModel(
            name="FederationMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=30, unique=True, verbose_name="委员编号")),
                (
                    "sector",
                    models.CharField(
                        choices=[
                            ("league", "共青团和青年组织"),
                            ("organ", "机关事业"),
                            ("education", "教育"),
                            ("science", "科学技术"),
                            ("health", "医药卫生"),
                            ("culture", "文化艺术"),
                            ("media", "新闻和新媒体"),
                            ("sport", "体育"),
                            ("law", "政法和法律"),
                            ("economy", "经济和企业"),
                            ("farming", "农业农村"),
                            ("new_group", "新兴青年群体"),
                            ("social", "社会组织"),
                            ("religion", "民族宗教"),
                            ("overseas", "港澳台侨和归国人员"),
                            ("other", "其他界别"),
                        ],
                        max_length=10,
                        verbose_name="界别",
                    ),
                ),
                (
                    "post",
                    models.CharField(
                        choices=[("chair", "主席"), ("vice_chair", "副主席"), ("standing", "常委"), ("member", "委员")],
                        default="member",
                        max_length=10,
                        verbose_name="职务",
                    ),
                ),
                (
                    "member_name",
                    league.core.crypto.EncryptedField(
                        blank=True, context="federation_member.name", verbose_name="委员姓名"
                    ),
                ),
                ("employer", models.CharField(blank=True, max_length=100, verbose_name="工作单位")),
                ("joined_on", models.DateField(verbose_name="增补日期")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="卸任日期（不含）")),
                ("revision", models.PositiveIntegerField(default=1, editable=False, verbose_name="修订号")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="federation_seats",
                        to="cadres.person",
                        verbose_name="人员",
                    ),
                ),
                (
                    "federation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="activities.youthfederation",
                        verbose_name="青联",
                    ),
                ),
            ],
            options={
                "verbose_name": "青联委员",
                "verbose_name_plural": "青联委员",
                "ordering": ["federation", "code"],
            },
        ),
        migrations.CreateModel(
            name="CourierVisit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("company", models.CharField(max_length=100, verbose_name="所在企业")),
                (
                    "trade",
                    models.CharField(
                        choices=[("parcel", "快递"), ("meal", "外卖配送"), ("ride", "网约车"), ("freight", "货运")],
                        default="parcel",
                        max_length=10,
                        verbose_name="行业",
                    ),
                ),
                (
                    "persons",
                    models.PositiveIntegerField(
                        help_text="这次走访到的不同的人，不写姓名。", verbose_name="走访（人）"
                    ),
                ),
                (
                    "first_this_year",
                    models.PositiveIntegerField(
                        help_text="对照本年此前各次走访的纸质名单；名单由主办单位留存，不录入系统。",
                        verbose_name="其中本年首次走访（人）",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False, verbose_name="修订号")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="courier_visits",
                        to="activities.activity",
                        verbose_name="活动",
                    ),
                ),
            ],
            options={
                "verbose_name": "走访新就业群体",
                "verbose_name_plural": "走访新就业群体",
                "ordering": ["activity", "company"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("activity", "company"),
                        name="courier_visit_company_once",
                        violation_error_message="该企业在这场活动中已登记，请修改原记录。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first_this_year__lte", models.F("persons")), ("persons__gt", 0)),
                        name="courier_visit_first_among",
                        violation_error_message="走访人数应大于零，本年首次走访的不能多于走访人数。",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="honour",
            index=models.Index(fields=["org_path", "awarded_on"], name="honour_scope"),
        ),
        migrations.AddConstraint(
            model_name="honour",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("holder_name", ""), ("holder_organization__isnull", True), ("person__isnull", False)),
                    models.Q(("holder_name", ""), ("holder_organization__isnull", False), ("person__isnull", True)),
                    models.Q(
                        ("holder_organization__isnull", True),
                        ("person__isnull", True),
                        models.Q(("holder_name", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="honour_one_holder",
                violation_error_message="获奖人员、获奖团组织、获奖集体三项中请填且只填一项。",
            ),
        ),
        migrations.AddConstraint(
            model_name="honour",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal_reason", ""), ("withdrawn_on__isnull", True)),
                    models.Q(
                        ("withdrawn_on__gt", models.F("awarded_on")), models.Q(("withdrawal_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="honour_withdrawn_with_reason",
                violation_error_message="撤销日期必须晚于授予日期，并写明撤销的理由。",
            ),
        ),
        migrations.AddConstraint(
            model_name="honourterm",
            constraint=models.UniqueConstraint(
                fields=("honour", "starts_on"),
                name="honour_term_once",
                violation_error_message="该荣誉已有自这一天起的有效期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="honourterm",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gt", models.F("starts_on")), _connector="OR"),
                name="honour_term_not_empty",
                violation_error_message="有效期的结束日期必须晚于开始日期。",
            ),
        ),
        migrations.AddIndex(
            model_name="needstep",
            index=models.Index(fields=["need", "done_on"], name="need_step_day"),
        ),
        migrations.AddIndex(
            model_name="serviceteam",
            index=models.Index(fields=["org_path", "founded_on"], name="service_team_scope"),
        ),
        migrations.AddConstraint(
            model_name="serviceteam",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("home__isnull", True), ("unit__isnull", False)),
                    models.Q(("home__isnull", False), ("unit__isnull", True)),
                    _connector="OR",
                ),
                name="service_team_one_place",
                violation_error_message="请在青年阵地和单位中选一个，作为服务队的阵地。",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceteam",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("dissolved_on__isnull", True), ("dissolved_on__gt", models.F("founded_on")), _connector="OR"
                ),
                name="service_team_life_not_empty",
                violation_error_message="撤销日期必须晚于成立日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceteammember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_on__isnull", True)),
                fields=("team", "person"),
                name="service_team_member_once",
                violation_error_message="该人员已在这支服务队中。",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceteammember",
            constraint=models.CheckConstraint(
                condition=models.Q(("left_on__isnull", True), ("left_on__gt", models.F("joined_on")), _connector="OR"),
                name="service_team_member_period",
                violation_error_message="退出日期必须晚于加入日期。",
            ),
        ),
        migrations.AddIndex(
            model_name="yardmeeting",
            index=models.Index(fields=["org_path", "held_on"], name="yard_meeting_scope"),
        ),
        migrations.AddConstraint(
            model_name="yardmeeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("attendees__gt", 0)),
                name="yard_meeting_somebody_came",
                violation_error_message="参加人次应大于零。",
            ),
        ),
        migrations.AddConstraint(
            model_name="yardmeeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("youth__isnull", True), ("youth__lte", models.F("attendees")), _connector="OR"),
                name="yard_meeting_youth_among",
                violation_error_message="其中青年不能多于参加人次。",
            ),
        ),
        migrations.AddIndex(
            model_name="need",
            index=models.Index(fields=["org_path", "raised_on"], name="need_scope"),
        ),
        migrations.AddIndex(
            model_name="need",
            index=models.Index(fields=["state", "due_on"], name="need_due"),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_on__isnull", True), ("state", "told")),
                    models.Q(models.Q(("state", "told"), _negated=True), ("due_on__isnull", False)),
                    _connector="OR",
                ),
                name="need_due_until_told",
                violation_error_message="没有告知反映人的诉求必须有办理期限。",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("raised", "assigned")), models.Q(("outcome", ""), _negated=True), _connector="OR"
                ),
                name="need_settled_with_outcome",
                violation_error_message="办结的诉求必须写明办理结果或不予办理的理由。",
            ),
        ),
        migrations.AddConstraint(
            model_name="yardmeetingphoto",
            constraint=models.CheckConstraint(
                condition=models.Q(("taken_on__lte", models.F("added_on"))),
                name="yardmeetingphoto_taken_before_added",
                violation_error_message="拍摄日期不能晚于上传日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="youthfederation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("term_ends_on__gt", models.F("term_starts_on")), ("term_starts_on__gte", models.F("founded_on"))
                ),
                name="federation_term_fits",
                violation_error_message="本届开始日期不能早于成立日期，届满日期必须晚于开始日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="youthfederation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("dissolved_on__isnull", True), ("dissolved_on__gt", models.F("founded_on")), _connector="OR"
                ),
                name="federation_life_not_empty",
                violation_error_message="撤销日期必须晚于成立日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="federationmember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_on__isnull", True), ("person__isnull", False)),
                fields=("federation", "person"),
                name="federation_member_once",
                violation_error_message="该人员已是这个青联的委员。",
            ),
        ),
        migrations.AddConstraint(
            model_name="federationmember",
            constraint=models.CheckConstraint(
                condition=models.Q(("left_on__isnull", True), ("left_on__gt", models.F("joined_on")), _connector="OR"),
                name="federation_member_period",
                violation_error_message="卸任日期必须晚于增补日期。",
            ),
        ),
        migrations.RunPython(load_rules, migrations.RunPython.noop),
    ]
