"""Appraisal schemes: who is appraised by which methods and items, and how points become a grade."""

from __future__ import annotations

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cadres.enums import QuotaRounding, SchemeKind, SchemeState, ScoreMean
from cadres.models.appraisal_scope import of_offices_above
from league.core.dates import add_months
from league.core.fields import PathField
from league.core.scoping import ScopedQuerySet
from organizations.enums import OrganizationKind, StatField, UnitKind
from organizations.models import Organization
from organizations.models.organization import CODE

PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


class AppraisalSchemeQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """Schemes of the own scope, and those issued by the offices above it."""
        scope = user.scope
        if not scope:
            return self.none()
        known = of_offices_above(scope, "organization") & ~Q(state=SchemeState.DRAFT)
        return self.filter(scope.q("org_path") | known)

    def issued(self):
        """In force: rounds are run by these."""
        return self.filter(state=SchemeState.ISSUED)


class AppraisalScheme(models.Model):
    """考核方案. Its parts are changed only while it is a draft; issued, it is corrected by a new version beside it."""

    scope_path = "org_path"

    code = models.CharField("方案编码", max_length=30, unique=True, validators=[CODE])
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="考核单位", related_name="appraisal_schemes"
    )
    org_path = PathField("归口路径", editable=False)
    kind = models.CharField("考核类别", max_length=10, choices=SchemeKind.choices, default=SchemeKind.REVIEW)
    year = models.PositiveSmallIntegerField("年度", validators=[MinValueValidator(1949), MaxValueValidator(2199)])
    version = models.PositiveSmallIntegerField("版次", default=1, editable=False)
    title = models.CharField("方案名称", max_length=100)
    document = models.CharField("印发文号", max_length=100, blank=True)
    mean = models.CharField("评分平均办法", max_length=10, choices=ScoreMean.choices, default=ScoreMean.PLAIN)
    floor = models.DecimalField(
        "参评率下限（%）", max_digits=5, decimal_places=2, default=50, validators=PERCENT,
        help_text="每个评委组对每张考核表评分的评委少于该比例的，该表的评分无效。",
    )  # fmt: skip
    bonus_cap = models.DecimalField("加分上限（分）", max_digits=5, decimal_places=2, default=0, validators=PERCENT)
    objection_days = models.PositiveSmallIntegerField(
        "异议期（工作日）", default=5, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    report_length = models.PositiveSmallIntegerField(
        "书面述职字数上限", default=2000, validators=[MinValueValidator(100), MaxValueValidator(20000)]
    )
    text = models.TextField("说明", max_length=5000, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=SchemeState.choices, default=SchemeState.DRAFT, editable=False
    )
    issued_on = models.DateField("印发日期", null=True, blank=True, editable=False)
    copied_from = models.ForeignKey(
        "self", models.PROTECT, verbose_name="复制自", null=True, blank=True, editable=False, related_name="copies"
    )
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = AppraisalSchemeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "考核方案"
        ordering = ["-year", "kind", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "kind", "year", "version"],
                name="appraisal_scheme_version",
                violation_error_message="该年度已有这一版次的方案。",
            ),
            models.UniqueConstraint(
                fields=["organization", "kind", "year"],
                condition=Q(state=SchemeState.ISSUED),
                name="appraisal_scheme_one_issued",
                violation_error_message="该年度已有印发的方案，请由新版代替它。",
            ),
            models.CheckConstraint(
                condition=Q(state=SchemeState.DRAFT) | Q(issued_on__isnull=False),
                name="appraisal_scheme_issued_on_a_day",
                violation_error_message="印发的方案必须有印发日期。",
            ),
        ]

    def __str__(self):
        return f"{self.title}（第{self.version}版）" if self.version > 1 else self.title

    def get_absolute_url(self):
        return reverse("cadres:appraisal-scheme-detail", args=[self.pk])

    @property
    def stage(self) -> SchemeState:
        """The state as its enum, which knows the transitions."""
        return SchemeState(self.state)

    @property
    def is_draft(self) -> bool:
        """Whether its parts may still be changed."""
        return self.state == SchemeState.DRAFT


class SchemePartQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """Parts of the schemes that one may read."""
        return self.filter(scheme__in=AppraisalScheme.objects.visible_to(user))


def _empty_list() -> list:
    return []


class AppraisalGroup(models.Model):
    """考核对象组: the organisations appraised beside each other, by what they are on the round's day.

    An empty list asks nothing. An organisation in two groups belongs to the first.
    """

    scope_path = "scheme__org_path"

    scheme = models.ForeignKey(AppraisalScheme, models.CASCADE, verbose_name="方案", related_name="groups")
    sort = models.PositiveSmallIntegerField("顺序", default=1)
    name = models.CharField("对象组", max_length=50)
    kinds = models.JSONField("组织类别", default=_empty_list, blank=True)
    unit_kinds = models.JSONField("单位类型", default=_empty_list, blank=True)
    stat_fields = models.JSONField("统计领域", default=_empty_list, blank=True)
    is_direct = models.BooleanField("只限直属团组织", default=True, help_text="直接隶属于考核单位的团组织。")
    minimum_months = models.PositiveSmallIntegerField(
        "成立满（月）", default=0, help_text="成立不足的列为不参加考核；成立日期不详的照常参加。"
    )
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)

    objects = SchemePartQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "考核对象组"
        ordering = ["scheme", "sort", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "name"],
                name="appraisal_group_name",
                violation_error_message="方案中已有同名的对象组。",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return self.scheme.get_absolute_url()

    @property
    def words(self) -> str:
        """The filter as a sentence."""
        asked = [
            "、".join(str(vocabulary(value).label) for value in values)
            for values, vocabulary in (
                (self.kinds, OrganizationKind), (self.unit_kinds, UnitKind), (self.stat_fields, StatField),
            )
            if values
        ]  # fmt: skip
        asked += ["直属"] if self.is_direct else []
        asked += [f"成立满{self.minimum_months}个月"] if self.minimum_months else []
        return "；".join(asked) or "全部下属团组织"

    def members(self, *, on: date):
        """Organisations of the group that exist on the day, the office itself left out. Their kind and place are those
        of now: a round is made for a day close to it."""
        rows = Organization.objects.existing(on=on).below(self.scheme.org_path).exclude(pk=self.scheme.organization_id)
        asked = {"kind__in": self.kinds, "unit__kind__in": self.unit_kinds, "stat_field__in": self.stat_fields}
        rows = rows.filter(**{lookup: values for lookup, values in asked.items() if values})
        return rows.filter(parent=self.scheme.organization_id) if self.is_direct else rows

    def is_too_young(self, organization: Organization, *, on: date) -> bool:
        """Founded too late to be appraised on the day."""
        founded = organization.founded_on
        return bool(self.minimum_months and founded) and add_months(founded, self.minimum_months) > on


class AppraisalGrade(models.Model):
    """考核等次, best first: from which total, and for how many of a group. The last one takes everybody left."""

    scope_path = "scheme__org_path"

    scheme = models.ForeignKey(AppraisalScheme, models.CASCADE, verbose_name="方案", related_name="grades")
    sort = models.PositiveSmallIntegerField("顺序")
    name = models.CharField("等次", max_length=20)
    lower = models.DecimalField("最低总分（含）", max_digits=5, decimal_places=2, validators=[MinValueValidator(0)])
    quota = models.DecimalField(
        "名额上限（占本组%）", max_digits=5, decimal_places=2, null=True, blank=True, validators=PERCENT,
        help_text="留空为不限。",
    )  # fmt: skip
    rounding = models.CharField("名额取整", max_length=10, choices=QuotaRounding.choices, default=QuotaRounding.DOWN)
    minimum_months = models.PositiveSmallIntegerField(
        "成立满（月）方可评定", default=0, help_text="成立不足的降到下一等次；成立日期不详的不受限制。"
    )
    is_listed = models.BooleanField("列入整顿名单", default=False)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)

    objects = SchemePartQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "考核等次"
        ordering = ["scheme", "sort"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "sort"],
                name="appraisal_grade_order",
                violation_error_message="方案中已有这一顺序的等次。",
            ),
            models.UniqueConstraint(
                fields=["scheme", "name"],
                name="appraisal_grade_name",
                violation_error_message="方案中已有同名的等次。",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return self.scheme.get_absolute_url()
