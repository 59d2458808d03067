"""Periods that have been counted."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from league.core.dates import Period
from league.core.scoping import ScopedQuerySet


class StatPeriodQuerySet(ScopedQuerySet):
    def open(self):
        """Periods whose figures still follow the register."""
        return self.filter(closed_at__isnull=True)


class StatPeriod(models.Model):
    """统计期: a year, half-year, quarter or month that has been counted. Once closed its figures never change; a
    correction stands beside them as a new version. Its row is the lock under which a snapshot is put in place."""

    scope_path = None

    code = models.CharField("编码", max_length=7, unique=True)
    first_day = models.DateField("首日")
    last_day = models.DateField("末日")
    closed_at = models.DateTimeField("关账时间", null=True, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)

    objects = StatPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "统计期"
        ordering = ["-last_day", "first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="stat_period_not_empty",
                violation_error_message="统计期的末日不能早于首日。",
            ),
        ]

    def __str__(self):
        return self.span.label

    def get_absolute_url(self):
        return reverse("reports:period-detail", args=[self.code])

    @property
    def span(self) -> Period:
        """The period as days and label."""
        return Period.parse(self.code)

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    def as_of(self, on: date) -> date:
        """The day its state is asked for: the last day, or `on` while the period is running."""
        return self.span.as_of(on)
