"""Programmes: brands and campaigns, with their series of activities."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from league.core.dates import running
from league.core.fields import PathField
from league.core.scoping import OpenBelowQuerySet
from organizations.models.organization import CODE


class ProgrammeQuerySet(OpenBelowQuerySet):
    def running_on(self, on: date):
        """Begun by that day and not ended."""
        return self.filter(running(on, starts="starts_on", ends="ends_on"))


class Programme(models.Model):
    """品牌项目: a brand or campaign of one organisation, with the activities it carries."""

    scope_path = "org_path"

    code = models.CharField("项目编码", max_length=30, unique=True, validators=[CODE])
    name = models.CharField("项目名称", max_length=100)
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="主办团组织", related_name="programmes"
    )
    org_path = PathField("归口路径", editable=False)
    series = models.CharField("所属系列", max_length=100, blank=True, help_text="例如：青春护航、情暖童心。")
    text = models.TextField("项目简介", max_length=2000, blank=True)
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期（不含）", null=True, blank=True, help_text="仍在开展的留空。")
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    search_key = models.CharField(max_length=500, editable=False, blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "品牌项目"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="programme_not_empty",
                violation_error_message="结束日期必须晚于开始日期。",
            ),
        ]
        indexes = [models.Index(fields=["org_path", "code"], name="programme_scope")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("activities:programme-detail", args=[self.pk])
