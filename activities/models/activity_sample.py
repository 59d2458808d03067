"""Samples for verification: which activities the level above looks at, drawn by lot so that nobody chooses."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from league.core.fields import PathField
from league.core.scoping import ScopedQuerySet


class ActivitySample(models.Model):
    """抽样清单: drawn by an office from the activities held below it in [first_day, last_day]; the seed repeats it."""

    scope_path = "org_path"

    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="抽样团组织", related_name="activity_samples"
    )
    org_path = PathField("归口路径", editable=False)
    first_day = models.DateField("举办日期自")
    last_day = models.DateField("至（含当日）")
    percent = models.PositiveSmallIntegerField(
        "抽样比例（%）", validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    seed = models.PositiveIntegerField("随机种子")
    population = models.PositiveIntegerField("待核验活动数")
    drawn_on = models.DateField("抽样日期")
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "抽样清单"
        ordering = ["-drawn_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="activity_sample_window",
                violation_error_message="截止日期不能早于起始日期。",
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=1, percent__lte=100),
                name="activity_sample_percent",
                violation_error_message="抽样比例应在1至100之间。",
            ),
        ]

    def __str__(self):
        return f"{self.organization}{self.first_day}至{self.last_day}抽样"

    def get_absolute_url(self):
        return reverse("activities:activity-sample-detail", args=[self.pk])


class SampledActivity(models.Model):
    """抽中的活动, in the order of the draw."""

    scope_path = "activity__org_path"

    sample = models.ForeignKey(ActivitySample, models.CASCADE, verbose_name="抽样清单", related_name="drawn")
    activity = models.ForeignKey("activities.Activity", models.PROTECT, verbose_name="活动", related_name="samples")
    position = models.PositiveIntegerField("序号")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "抽中的活动"
        ordering = ["sample", "position"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "activity"], name="sampled_activity_once"),
            models.UniqueConstraint(fields=["sample", "position"], name="sampled_activity_position"),
        ]

    def __str__(self):
        return str(self.activity)

    def get_absolute_url(self):
        return self.activity.get_absolute_url()
