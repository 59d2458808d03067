"""Recruitment drives: what is recruited for, by whom, when one may apply and under which conditions."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cadres.enums import DriveKind, DriveState, HomeCondition
from league.core.dates import add_years
from league.core.fields import PathField
from league.core.scoping import ScopedQuerySet, ancestor_ids

DRIVE_CODE = RegexValidator(r"^[0-9A-Z][0-9A-Z-]{1,17}$", "招募编码只能用数字、大写字母和连字符，2至18位。")
ADULT = 18
MOST_WISHES = 3


def in_words(day: date) -> str:
    """2024年5月4日."""
    return f"{day.year}年{day.month}月{day.day}日"


class RecruitmentDriveQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """Drives inside the scope, and those of the offices above it: their openings are offered from below."""
        scope = user.scope
        if not scope:
            return self.none()
        above = {key for path in scope.paths for key in ancestor_ids(path)}
        return self.filter(scope.q("org_path") | Q(organization__in=above))

    def announced(self):
        """What the public may read of: open for applications, or closed and being decided."""
        return self.filter(state__in=DriveState.public)

    def accepting(self, *, on: date):
        """One may apply on that day."""
        return self.filter(state=DriveState.OPEN, opens_on__lte=on, closes_on__gte=on)


class RecruitmentDrive(models.Model):
    """招募. Its state is written by services.recruitment_drives alone."""

    scope_path = "org_path"

    code = models.CharField("招募编码", max_length=18, unique=True, validators=[DRIVE_CODE])
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="主办团组织", related_name="recruitment_drives"
    )
    org_path = PathField("归口路径", editable=False)
    kind = models.CharField("类别", max_length=10, choices=DriveKind.choices)
    year = models.PositiveSmallIntegerField("年度", validators=[MinValueValidator(1949), MaxValueValidator(2199)])
    title = models.CharField("名称", max_length=100)
    text = models.TextField("招募公告", max_length=5000, blank=True)
    co_organizers = models.CharField("联合主办单位", max_length=200, blank=True)
    contact = models.CharField("咨询方式", max_length=100, blank=True, help_text="公开显示，请填办公电话。")
    opens_on = models.DateField("报名开始日期")
    closes_on = models.DateField("报名截止日期（含当日）")
    consent_version = models.CharField("知情同意书版本", max_length=20)
    consent_text = models.TextField("知情同意书", max_length=5000)
    minimum_age = models.PositiveSmallIntegerField(
        "最低年龄", default=ADULT,
        validators=[MinValueValidator(ADULT, "报名者须年满18周岁，最低年龄不能低于18。"), MaxValueValidator(60)],
    )  # fmt: skip
    home_condition = models.CharField(
        "户籍条件", max_length=10, choices=HomeCondition.choices, default=HomeCondition.ANY
    )
    township_quota = models.PositiveSmallIntegerField(
        "每个乡镇录用限额", null=True, blank=True, validators=[MinValueValidator(1)], help_text="留空为不限。"
    )
    wishes = models.PositiveSmallIntegerField(
        "可填志愿数", default=MOST_WISHES, validators=[MinValueValidator(1), MaxValueValidator(MOST_WISHES)]
    )
    keep_days = models.PositiveSmallIntegerField(
        "未录用者信息保存天数", default=180, validators=[MaxValueValidator(1095)],
        help_text="自办结之日起；期满后清除其姓名、电话、证件号码和自我陈述，只留统计。",
    )  # fmt: skip
    state = models.CharField(
        "状态", max_length=10, choices=DriveState.choices, default=DriveState.DRAFT, editable=False
    )
    finished_on = models.DateField("办结日期", null=True, blank=True, editable=False)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = RecruitmentDriveQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "招募"
        ordering = ["-year", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="drive_window_not_empty",
                violation_error_message="报名截止日期不能早于开始日期。",
            ),
            models.CheckConstraint(
                condition=Q(minimum_age__gte=ADULT),
                name="drive_adults_only",
                violation_error_message="报名者须年满18周岁，最低年龄不能低于18。",
            ),
        ]
        indexes = [models.Index(fields=["org_path", "code"], name="drive_scope")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("cadres:drive-detail", args=[self.pk])

    @property
    def stage(self) -> DriveState:
        """The state as its enum, which knows the transitions."""
        return DriveState(self.state)

    def window_refusal(self, *, on: date) -> str:
        """Why nobody can apply on that day; empty when one can."""
        if self.state != DriveState.OPEN or on > self.closes_on:
            return f"本次招募的报名已于{in_words(self.closes_on)}截止，不再接受报名。"
        if on < self.opens_on:
            return f"本次招募{in_words(self.opens_on)}开始报名，请届时再来。"
        return ""

    def age_refusal(self, birth_on: date, *, on: date) -> str:
        """Why somebody born on that day is too young to apply on `on`; empty when old enough. Source: domain 6.1,
        data of minors are not collected without their guardians."""
        if birth_on <= add_years(on, -self.minimum_age):
            return ""
        grown = add_years(birth_on, self.minimum_age)
        return (
            f"报名须年满{self.minimum_age}周岁。按所填出生日期，到{in_words(grown)}才满{self.minimum_age}周岁，"
            "暂时不能报名；本页所填内容没有保存。"
        )
