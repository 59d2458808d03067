"""What an appraisal scheme scores: its methods with weights, their items, and the panels that score them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cadres.enums import ItemKind, ItemSource, MethodKind
from cadres.models.appraisal_scheme import PERCENT, AppraisalScheme, SchemePartQuerySet
from league.core.scoping import ScopedQuerySet


class AppraisalMethod(models.Model):
    """考核方式 and its weight; the weights of a scheme sum to 100."""

    scope_path = "scheme__org_path"

    scheme = models.ForeignKey(AppraisalScheme, models.CASCADE, verbose_name="方案", related_name="methods")
    sort = models.PositiveSmallIntegerField("顺序", default=1)
    kind = models.CharField("方式", max_length=10, choices=MethodKind.choices)
    name = models.CharField("名称", max_length=50)
    weight = models.DecimalField("权重（%）", max_digits=5, decimal_places=2, validators=PERCENT)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)

    objects = SchemePartQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "考核方式"
        ordering = ["scheme", "sort", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "name"],
                name="appraisal_method_name",
                violation_error_message="方案中已有同名的考核方式。",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return self.scheme.get_absolute_url()


class PanelQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """Panels of the schemes that one may read."""
        return self.filter(method__scheme__in=AppraisalScheme.objects.visible_to(user))


class AppraisalPanel(models.Model):
    """评委组 of a method. Each scores all the method's items that assessors score; their weights sum to 100."""

    scope_path = "method__scheme__org_path"

    method = models.ForeignKey(AppraisalMethod, models.CASCADE, verbose_name="考核方式", related_name="panels")
    sort = models.PositiveSmallIntegerField("顺序", default=1)
    name = models.CharField("评委组", max_length=50)
    weight = models.DecimalField("权重（%）", max_digits=5, decimal_places=2, default=100, validators=PERCENT)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)

    objects = PanelQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "评委组"
        ordering = ["method", "sort", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["method", "name"],
                name="appraisal_panel_name",
                violation_error_message="该考核方式已有同名的评委组。",
            )
        ]

    def __str__(self):
        return f"{self.method}{self.name}"

    def get_absolute_url(self):
        return self.method.get_absolute_url()


class AppraisalItem(models.Model):
    """考核项目. A scored one belongs to a method; bonus and veto stand beside the methods.

    One fed by an indicator scores in a straight line from `zero_at` (no point) to `full_at` (all points). Its points
    weigh by `full` within the method: the method's score is 100 × points ÷ full points of what could be judged.
    """

    scope_path = "scheme__org_path"

    scheme = models.ForeignKey(AppraisalScheme, models.CASCADE, verbose_name="方案", related_name="items")
    method = models.ForeignKey(
        AppraisalMethod, models.CASCADE, verbose_name="考核方式", null=True, blank=True, related_name="items",
        help_text="加分项和一票否决项不填。",
    )  # fmt: skip
    group = models.ForeignKey(
        "cadres.AppraisalGroup", models.CASCADE, verbose_name="只用于", null=True, blank=True, related_name="items",
        help_text="留空为各组共用。",
    )  # fmt: skip
    sort = models.PositiveSmallIntegerField("顺序", default=1)
    code = models.CharField("项目编码", max_length=20)
    kind = models.CharField("项目性质", max_length=10, choices=ItemKind.choices, default=ItemKind.SCORED)
    title = models.CharField("考核内容", max_length=200)
    standard = models.TextField("评分标准", max_length=2000, blank=True)
    source = models.CharField("得分来源", max_length=12, choices=ItemSource.choices, default=ItemSource.PANEL)
    full = models.DecimalField(
        "满分（分）", max_digits=5, decimal_places=2, default=0, validators=PERCENT, help_text="一票否决项填0。"
    )
    indicator = models.CharField("统计指标", max_length=60, blank=True)
    zero_at = models.DecimalField("得零分的数值", max_digits=12, decimal_places=2, null=True, blank=True)
    full_at = models.DecimalField("得满分的数值", max_digits=12, decimal_places=2, null=True, blank=True)
    is_self_scored = models.BooleanField("先由被考核单位自评", default=False)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)

    objects = SchemePartQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "考核项目"
        ordering = ["scheme", "method__sort", "sort", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "code"],
                name="appraisal_item_code",
                violation_error_message="方案中已有这一编码的项目。",
            ),
            models.CheckConstraint(
                condition=Q(kind=ItemKind.SCORED, method__isnull=False)
                | (~Q(kind=ItemKind.SCORED) & Q(method__isnull=True, source=ItemSource.OFFICE)),
                name="appraisal_item_stands_in_method",
                violation_error_message="计分项应属于一种考核方式；加分项和一票否决项不属于考核方式，由考核办评定。",
            ),
            models.CheckConstraint(
                condition=Q(kind=ItemKind.VETO, full=0) | (~Q(kind=ItemKind.VETO) & Q(full__gt=0)),
                name="appraisal_item_has_points",
                violation_error_message="计分项和加分项的满分应大于0，一票否决项的满分应为0。",
            ),
            models.CheckConstraint(
                condition=Q(source=ItemSource.INDICATOR, zero_at__isnull=False, full_at__isnull=False)
                & ~Q(indicator="")
                & ~Q(zero_at=F("full_at"))
                | (~Q(source=ItemSource.INDICATOR) & Q(indicator="", zero_at__isnull=True, full_at__isnull=True)),
                name="appraisal_item_scale",
                violation_error_message="按指标自动计分的项目应填写指标和得零分、得满分的两个不同数值；其他项目不填。",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return self.scheme.get_absolute_url()

    @property
    def rule(self) -> str:
        """How points come about, in words."""
        if self.kind == ItemKind.VETO:
            return f"{self.get_source_display()}，出现的定为最后等次"
        if self.kind == ItemKind.BONUS:
            return f"{self.get_source_display()}，最多加{self.full}分"
        if self.source != ItemSource.INDICATOR:
            return f"{self.get_source_display()}，满分{self.full}分"
        return f"数值为{self.full_at}得满分{self.full}分，为{self.zero_at}得0分，其间按比例计分"
