"""Learning series: what is learned, on which platform, by whom."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from activities.enums import Audience, Channel
from league.core.dates import running
from league.core.fields import PathField
from league.core.scoping import OpenBelowQuerySet
from organizations.models.organization import CODE


class LearningSeriesQuerySet(OpenBelowQuerySet):
    def running_on(self, on: date):
        """Begun by that day and not ended."""
        return self.filter(running(on, starts="starts_on", ends="ends_on"))


class LearningSeries(models.Model):
    """学习栏目: 青年大学习, 红领巾爱学习. Open to every organisation below the one that keeps it."""

    scope_path = "org_path"

    code = models.CharField("栏目编码", max_length=30, unique=True, validators=[CODE])
    name = models.CharField("栏目名称", max_length=100)
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="主管团组织", related_name="learning_series"
    )
    org_path = PathField("归口路径", editable=False)
    audience = models.CharField("学习对象", max_length=20, choices=Audience.choices)
    channel = models.CharField("学习方式", max_length=10, choices=Channel.choices)
    platform = models.CharField("学习平台", max_length=100, blank=True, help_text="数据来自哪个平台；线下的留空。")
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期（不含）", null=True, blank=True, help_text="仍在开展的留空。")
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    search_key = models.CharField(max_length=500, editable=False, blank=True)

    objects = LearningSeriesQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "学习栏目"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="learning_series_not_empty",
                violation_error_message="结束日期必须晚于开始日期。",
            ),
        ]
        indexes = [models.Index(fields=["org_path", "code"], name="learning_series_scope")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("activities:learning-series-detail", args=[self.pk])
