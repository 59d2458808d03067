import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import league.core.crypto
import league.core.fields
from activities.guards import protect_check_ins


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0003_learning_media"),
        ("organizations", "0002_rules"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SignUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("signed_up", "已报名"),
                            ("waiting", "候补中"),
                            ("cancelled", "取消报名"),
                            ("attended", "已到场"),
                            ("absent", "未到场"),
                        ],
                        default="signed_up",
                        editable=False,
                        max_length=10,
                        verbose_name="报名状态",
                    ),
                ),
                ("signed_at", models.DateTimeField(verbose_name="报名时间")),
                ("cancelled_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="取消时间")),
                ("token_hash", models.CharField(blank=True, default="", editable=False, max_length=64)),
                (
                    "consent_version",
                    models.CharField(blank=True, editable=False, max_length=20, verbose_name="同意的知情同意书版本"),
                ),
                ("guardian_agreed", models.BooleanField(default=False, editable=False, verbose_name="监护人同意")),
                ("minutes", models.PositiveIntegerField(default=0, editable=False, verbose_name="服务时长（分钟）")),
                ("revision", models.PositiveIntegerField(default=1, editable=False, verbose_name="修订号")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_ups",
                        to="activities.activity",
                        verbose_name="活动",
                    ),
                ),
            ],
            options={
                "verbose_name": "志愿报名",
                "verbose_name_plural": "志愿报名",
                "ordering": ["-signed_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CheckIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "direction",
                    models.CharField(choices=[("in", "签到"), ("out", "签退")], max_length=3, verbose_name="方向"),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                (
                    "source",
                    models.CharField(
                        choices=[("door", "扫码自签"), ("desk", "工作人员代签"), ("correction", "更正记录")],
                        max_length=10,
                        verbose_name="来源",
                    ),
                ),
                ("is_void", models.BooleanField(default=False, verbose_name="作废")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                ("signature", models.CharField(editable=False, max_length=64, verbose_name="签名")),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="activities.checkin",
                        verbose_name="更正的记录",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="记录人",
                    ),
                ),
                (
                    "sign_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_ins",
                        to="activities.signup",
                        verbose_name="报名",
                    ),
                ),
            ],
            options={
                "verbose_name": "签到记录",
                "verbose_name_plural": "签到记录",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="AttendanceDoubt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("overlap", "时间重叠"),
                            ("long_day", "单日超时"),
                            ("bulk", "集中代签"),
                            ("back_filled", "事后补录"),
                            ("broken", "签名不符"),
                        ],
                        max_length=15,
                        verbose_name="存疑情形",
                    ),
                ),
                ("details", models.CharField(max_length=300, verbose_name="情况")),
                ("found_on", models.DateField(verbose_name="发现日期")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "待核查"), ("upheld", "核减时长"), ("cleared", "核查属实")],
                        default="open",
                        editable=False,
                        max_length=10,
                        verbose_name="处理状态",
                    ),
                ),
                ("decided_on", models.DateField(blank=True, editable=False, null=True, verbose_name="处理日期")),
                ("opinion", models.CharField(blank=True, editable=False, max_length=200, verbose_name="核查情况")),
                ("revision", models.PositiveIntegerField(default=1, editable=False, verbose_name="修订号")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                (
                    "sign_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="doubts",
                        to="activities.signup",
                        verbose_name="报名",
                    ),
                ),
            ],
            options={
                "verbose_name": "时长存疑",
                "verbose_name_plural": "时长存疑",
                "ordering": ["-found_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Volunteer",
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
                        verbose_name="志愿者编号",
                    ),
                ),
                ("name", models.CharField(max_length=50, verbose_name="姓名")),
                (
                    "sex",
                    models.CharField(
                        choices=[("0", "未知"), ("1", "男"), ("2", "女"), ("9", "未说明")],
                        default="0",
                        max_length=1,
                        verbose_name="性别",
                    ),
                ),
                (
                    "birth_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1900),
                            django.core.validators.MaxValueValidator(2199),
                        ],
                        verbose_name="出生年份",
                    ),
                ),
                (
                    "phone",
                    league.core.crypto.EncryptedField(
                        blank=True, context="volunteer.phone", default="", verbose_name="手机号"
                    ),
                ),
                ("phone_hash", models.CharField(blank=True, default="", editable=False, max_length=64)),
                (
                    "id_number",
                    league.core.crypto.EncryptedField(
                        blank=True, context="volunteer.id_number", default="", verbose_name="身份证号"
                    ),
                ),
                ("id_number_hash", models.CharField(blank=True, default="", editable=False, max_length=64)),
                (
                    "university",
                    models.CharField(blank=True, help_text="返乡大学生填写。", max_length=100, verbose_name="就读院校"),
                ),
                ("org_path", league.core.fields.PathField(editable=False, max_length=190, verbose_name="归口路径")),
                ("guardian_name", models.CharField(blank=True, max_length=50, verbose_name="监护人姓名")),
                (
                    "guardian_phone",
                    league.core.crypto.EncryptedField(
                        blank=True, context="volunteer.guardian_phone", default="", verbose_name="监护人手机号"
                    ),
                ),
                ("guardian_consent_on", models.DateField(blank=True, null=True, verbose_name="监护人同意日期")),
                (
                    "consent_version",
                    models.CharField(blank=True, editable=False, max_length=20, verbose_name="同意的知情同意书版本"),
                ),
                ("consented_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="同意时间")),
                ("registered_on", models.DateField(verbose_name="建档日期")),
                ("source", models.CharField(blank=True, max_length=100, verbose_name="数据来源")),
                ("revision", models.PositiveIntegerField(default=1, editable=False, verbose_name="修订号")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                ("search_key", models.CharField(blank=True, editable=False, max_length=500)),
                (
                    "home_division",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="volunteers",
                        to="organizations.division",
                        verbose_name="家庭所在区划",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="volunteers",
                        to="organizations.organization",
                        verbose_name="建档团组织",
                    ),
                ),
            ],
            options={
                "verbose_name": "志愿者",
                "verbose_name_plural": "志愿者",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="VillageService",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="开始日期")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="结束日期（含当日）")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="served_by",
                        to="organizations.unit",
                        verbose_name="服务的村（社区）",
                    ),
                ),
                (
                    "volunteer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="activities.volunteer",
                        verbose_name="志愿者",
                    ),
                ),
            ],
            options={
                "verbose_name": "返乡服务",
                "verbose_name_plural": "返乡服务",
                "ordering": ["-starts_on", "pk"],
            },
        ),
        migrations.AddField(
            model_name="signup",
            name="volunteer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sign_ups",
                to="activities.volunteer",
                verbose_name="志愿者",
            ),
        ),
        migrations.CreateModel(
            name="VolunteerCall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "capacity",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5000),
                        ],
                        verbose_name="招募人数",
                    ),
                ),
                (
                    "waiting_limit",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="留空为不限；填0为不设候补。", null=True, verbose_name="候补人数上限"
                    ),
                ),
                ("opens_at", models.DateTimeField(verbose_name="报名开始")),
                ("closes_at", models.DateTimeField(verbose_name="报名截止")),
                (
                    "minimum_age",
                    models.PositiveSmallIntegerField(
                        default=16,
                        validators=[
                            django.core.validators.MinValueValidator(14, "最低年龄不能低于14。"),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="最低年龄",
                    ),
                ),
                ("asks_id_number", models.BooleanField(default=False, verbose_name="收集身份证号（办理保险）")),
                ("needs_check_out", models.BooleanField(default=False, verbose_name="须签退才计时长")),
                ("duties", models.TextField(blank=True, max_length=2000, verbose_name="服务内容和要求")),
                (
                    "contact",
                    models.CharField(help_text="公开显示，请填办公电话。", max_length=100, verbose_name="联系方式"),
                ),
                ("consent_version", models.CharField(max_length=20, verbose_name="知情同意书版本")),
                ("consent_text", models.TextField(max_length=5000, verbose_name="知情同意书")),
                ("settled_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="办结时间")),
                ("revision", models.PositiveIntegerField(default=1, editable=False, verbose_name="修订号")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                (
                    "activity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="volunteer_call",
                        to="activities.activity",
                        verbose_name="活动",
                    ),
                ),
            ],
            options={
                "verbose_name": "志愿者招募",
                "verbose_name_plural": "志愿者招募",
                "ordering": ["-activity__starts_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="VolunteerCertificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(editable=False, max_length=30, unique=True, verbose_name="证明编号")),
                ("check_code", models.CharField(editable=False, max_length=12, verbose_name="校验码")),
                ("org_path", league.core.fields.PathField(editable=False, max_length=190, verbose_name="归口路径")),
                ("first_day", models.DateField(verbose_name="服务日期自")),
                ("last_day", models.DateField(verbose_name="至（含当日）")),
                ("minutes", models.PositiveIntegerField(verbose_name="服务时长（分钟）")),
                ("times", models.PositiveIntegerField(verbose_name="服务次数")),
                ("issued_on", models.DateField(verbose_name="出具日期")),
                ("revoked_on", models.DateField(blank=True, editable=False, null=True, verbose_name="作废日期")),
                (
                    "revoke_reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="作废原因"),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False, verbose_name="修订号")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="volunteer_certificates",
                        to="organizations.organization",
                        verbose_name="出具团组织",
                    ),
                ),
                (
                    "volunteer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="activities.volunteer",
                        verbose_name="志愿者",
                    ),
                ),
            ],
            options={
                "verbose_name": "志愿服务证明",
                "verbose_name_plural": "志愿服务证明",
                "ordering": ["-issued_on", "-number"],
            },
        ),
        migrations.CreateModel(
            name="VolunteerTeam",
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
                        verbose_name="队伍编码",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="队伍名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[("summer", "三下乡团队"), ("local", "志愿服务队")], max_length=10, verbose_name="类别"
                    ),
                ),
                ("org_path", league.core.fields.PathField(editable=False, max_length=190, verbose_name="归口路径")),
                (
                    "university",
                    models.CharField(blank=True, help_text="三下乡团队必填。", max_length=100, verbose_name="院校"),
                ),
                ("leader", models.CharField(blank=True, max_length=50, verbose_name="领队")),
                (
                    "size",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)], verbose_name="人数"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="开始日期")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="结束日期（含当日）")),
                ("source", models.CharField(blank=True, max_length=100, verbose_name="数据来源")),
                ("revision", models.PositiveIntegerField(default=1, editable=False, verbose_name="修订号")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                ("search_key", models.CharField(blank=True, editable=False, max_length=500)),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="volunteer_teams",
                        to="organizations.organization",
                        verbose_name="接待（所属）团组织",
                    ),
                ),
            ],
            options={
                "verbose_name": "志愿服务队",
                "verbose_name_plural": "志愿服务队",
                "ordering": ["-starts_on", "code"],
            },
        ),
        migrations.AddField(
            model_name="volunteer",
            name="team",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="members",
                to="activities.volunteerteam",
                verbose_name="所在队伍",
            ),
        ),
        migrations.CreateModel(
            name="TeamVillage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="served_by_teams",
                        to="organizations.unit",
                        verbose_name="服务的单位",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="villages",
                        to="activities.volunteerteam",
                        verbose_name="队伍",
                    ),
                ),
            ],
            options={
                "verbose_name": "队伍服务的村",
                "verbose_name_plural": "队伍服务的村",
                "ordering": ["team", "unit__code"],
            },
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("recorded_by__isnull", True), ("source", "door")),
                    models.Q(("source", "door"), _negated=True),
                    _connector="OR",
                ),
                name="check_in_door_by_nobody",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("source", "door"),
                    models.Q(("recorded_by__isnull", False), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="check_in_says_why",
                violation_error_message="代签和更正须写明事由。",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.UniqueConstraint(
                condition=models.Q(("corrects__isnull", True)),
                fields=("sign_up", "direction"),
                name="check_in_once",
                violation_error_message="已有这一次签到，有误的请更正。",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendancedoubt",
            constraint=models.UniqueConstraint(fields=("sign_up", "kind"), name="attendance_doubt_once"),
        ),
        migrations.AddConstraint(
            model_name="villageservice",
            constraint=models.UniqueConstraint(
                fields=("volunteer", "unit", "starts_on"),
                name="village_service_once",
                violation_error_message="这段返乡服务已经登记。",
            ),
        ),
        migrations.AddConstraint(
            model_name="villageservice",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="village_service_ends_after",
                violation_error_message="结束日期不能早于开始日期。",
            ),
        ),
        migrations.AddIndex(
            model_name="signup",
            index=models.Index(fields=["activity", "state"], name="sign_up_state"),
        ),
        migrations.AddIndex(
            model_name="signup",
            index=models.Index(
                condition=models.Q(("token_hash", ""), _negated=True), fields=["token_hash"], name="sign_up_link"
            ),
        ),
        migrations.AddConstraint(
            model_name="signup",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "cancelled"), _negated=True),
                fields=("activity", "volunteer"),
                name="sign_up_once",
                violation_error_message="该志愿者已报名本次活动。",
            ),
        ),
        migrations.AddConstraint(
            model_name="volunteercall",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                name="volunteer_call_window",
                violation_error_message="报名截止须晚于报名开始。",
            ),
        ),
        migrations.AddConstraint(
            model_name="volunteercall",
            constraint=models.CheckConstraint(
                condition=models.Q(("minimum_age__gte", 14)),
                name="volunteer_call_age",
                violation_error_message="最低年龄不能低于14。",
            ),
        ),
        migrations.AddConstraint(
            model_name="volunteercertificate",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_day__gte", models.F("first_day"))),
                name="volunteer_certificate_days",
                violation_error_message="截止日期不能早于起始日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="volunteercertificate",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gt", 0)), name="volunteer_certificate_minutes"
            ),
        ),
        migrations.AddIndex(
            model_name="volunteerteam",
            index=models.Index(fields=["org_path", "starts_on"], name="volunteer_team_scope"),
        ),
        migrations.AddConstraint(
            model_name="volunteerteam",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="volunteer_team_ends_after",
                violation_error_message="结束日期不能早于开始日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="volunteerteam",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "summer"), _negated=True),
                    models.Q(("university", ""), _negated=True),
                    _connector="OR",
                ),
                name="volunteer_team_university",
                violation_error_message="三下乡团队须填写院校。",
            ),
        ),
        migrations.AddConstraint(
            model_name="volunteerteam",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__gte", 1)),
                name="volunteer_team_size",
                violation_error_message="人数至少为1。",
            ),
        ),
        migrations.AddIndex(
            model_name="volunteer",
            index=models.Index(fields=["org_path", "code"], name="volunteer_scope"),
        ),
        migrations.AddConstraint(
            model_name="volunteer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("phone_hash", ""), _negated=True),
                fields=("phone_hash", "name"),
                name="volunteer_once",
                violation_error_message="该姓名和手机号的志愿者已经建档。",
            ),
        ),
        migrations.AddConstraint(
            model_name="teamvillage",
            constraint=models.UniqueConstraint(fields=("team", "unit"), name="team_village_once"),
        ),
        migrations.RunPython(protect_check_ins, migrations.RunPython.noop),
    ]
