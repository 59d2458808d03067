"""Dated head-counts: how many members and young people an organisation or a unit had on a day."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from league.core.dates import running
from league.core.fields import PathField
from league.core.scoping import ScopedQuerySet
from organizations.enums import HeadCountKind


class HeadCountQuerySet(ScopedQuerySet):
    def in_force(self, *, on: date):
        """The latest count taken on or before that day, one for each subject and kind."""
        return self.filter(running(on, starts="counted_on", ends="ends_on"), superseded_at__isnull=True)


class HeadCount(models.Model):
    """团员青年数: a number of persons with its day and source. Never edited: a correction for the same day supersedes
    it, a later count ends it (`ends_on` is the next count's day, kept by the service)."""

    scope_path = "org_path"

    unit = models.ForeignKey(
        "organizations.Unit",
        models.PROTECT,
        verbose_name="单位",
        null=True,
        blank=True,
        related_name="head_counts",
    )
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="团组织", null=True, blank=True,
        related_name="head_counts",
    )  # fmt: skip
    org_path = PathField("归口路径", editable=False)
    kind = models.CharField("统计对象", max_length=10, choices=HeadCountKind.choices)
    counted_on = models.DateField("统计日期")
    ends_on = models.DateField("下次统计日期", null=True, blank=True, editable=False)
    value = models.PositiveIntegerField("人数")
    source = models.CharField("数据来源", max_length=120)
    superseded_at = models.DateTimeField("更正时间", null=True, editable=False)

    objects = HeadCountQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "团员青年数"
        ordering = ["-counted_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=True, organization__isnull=False)
                | Q(unit__isnull=False, organization__isnull=True),
                name="head_count_one_subject",
                violation_error_message="人数必须且只能属于一个单位或一个团组织。",
            ),
            models.UniqueConstraint(
                fields=["unit", "kind", "counted_on"],
                condition=Q(superseded_at__isnull=True, unit__isnull=False),
                name="head_count_one_a_day_unit",
                violation_error_message="该单位当日已有同类人数，请作更正。",
            ),
            models.UniqueConstraint(
                fields=["organization", "kind", "counted_on"],
                condition=Q(superseded_at__isnull=True, organization__isnull=False),
                name="head_count_one_a_day_organization",
                violation_error_message="该团组织当日已有同类人数，请作更正。",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("counted_on")),
                name="head_count_period_not_empty",
                violation_error_message="下次统计日期必须晚于统计日期。",
            ),
        ]
        indexes = [models.Index(fields=["org_path", "counted_on"], name="head_count_scope")]

    def __str__(self):
        return f"{self.unit or self.organization} {self.counted_on} {self.get_kind_display()}"

    def get_absolute_url(self):
        return reverse("organizations:head-count-detail", args=[self.pk])
