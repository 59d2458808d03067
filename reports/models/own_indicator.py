"""Figures that the county composes itself, in versions that are never edited."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from league.core.scoping import ScopedQuerySet


class OwnIndicatorQuerySet(ScopedQuerySet):
    def in_use(self):
        """Those that are counted."""
        return self.filter(retired_at__isnull=True)


class OwnIndicator(models.Model):
    """自定义指标: a figure composed from a noun, conditions and a way of counting. Its code ``own.<number>`` is stable.

    Never deleted: a retired one is no longer counted, and closed snapshots still know it. `name` and `version` are those
    of the newest version.
    """

    scope_path = None

    number = models.PositiveIntegerField("编号", unique=True, editable=False)
    name = models.CharField("名称", max_length=60)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    featured = models.BooleanField("列入首页和指标一览", default=False)
    retired_at = models.DateTimeField("停用时间", null=True, editable=False)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)

    objects = OwnIndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "自定义指标"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                condition=models.Q(retired_at__isnull=True),
                name="own_indicator_name_once",
                violation_error_message="已有同名的自定义指标。",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("reports:own-indicator-detail", args=[self.pk])

    @property
    def code(self) -> str:
        """As every page, file and the API name it."""
        return f"own.{self.number}"

    @property
    def is_retired(self) -> bool:
        """Whether it is no longer counted."""
        return self.retired_at is not None

    @property
    def current(self) -> "OwnIndicatorVersion":
        """The newest version."""
        return self.versions.select_related("created_by").get(version=self.version)


class OwnIndicatorVersion(models.Model):
    """自定义指标版本: what the indicator asked from one saving to the next. Written once.

    `spec` is the checked JSON of reports.indicators.own.spec: noun, conditions, measure, grouping.
    """

    scope_path = None

    indicator = models.ForeignKey(OwnIndicator, models.PROTECT, verbose_name="自定义指标", related_name="versions")
    version = models.PositiveIntegerField("版本")
    name = models.CharField("名称", max_length=60)
    definition = models.CharField("口径", max_length=500)
    unit = models.CharField("单位", max_length=10)
    decimals = models.PositiveSmallIntegerField("小数位数", default=0)
    spec = models.JSONField("统计条件")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="保存人", null=True, related_name="+"
    )
    created_at = models.DateTimeField("保存时间")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "自定义指标版本"
        ordering = ["indicator", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "version"],
                name="own_indicator_version_once",
                violation_error_message="刚才有人保存了新的一版，请核对后再保存。",
            ),
            models.CheckConstraint(
                condition=models.Q(decimals__lte=4),
                name="own_indicator_decimals",
                violation_error_message="小数最多四位。",
            ),
        ]

    def __str__(self):
        return f"{self.name}第{self.version}版"

    def get_absolute_url(self):
        return self.indicator.get_absolute_url()
