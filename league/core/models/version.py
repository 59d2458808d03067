"""Rows with a life in time: the present on the row itself, every stretch of its past in a version beside it."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from league.core.dates import running
from league.core.scoping import ScopedQuerySet


class VersionQuerySet(ScopedQuerySet):
    def on(self, day: date):
        """The state of every thing that existed on that day, one row each."""
        return self.filter(running(day))


class Version(models.Model):
    """One stretch [valid_from, valid_to) of a thing's life; the stretches of one thing never overlap.

    A thing exists on a day exactly when a version contains the day. Subclasses name the thing in ``subject``
    and repeat the fields whose past matters (``Versioned.versioned_fields``).
    """

    valid_from = models.DateField("自")
    valid_to = models.DateField("至（不含）", null=True, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="%(class)s_period_not_empty",
                violation_error_message="结束日期必须晚于开始日期。",
            ),
            models.UniqueConstraint(
                fields=["subject", "valid_from"],
                name="%(class)s_one_start_a_day",
                violation_error_message="同一天只能有一条沿革记录。",
            ),
            models.UniqueConstraint(
                fields=["subject"],
                condition=Q(valid_to__isnull=True),
                name="%(class)s_one_open",
                violation_error_message="只能有一条未结束的沿革记录。",
            ),
        ]

    def get_absolute_url(self) -> str:
        """A stretch of a life is told on the page of whose life it is."""
        return self.subject.get_absolute_url()


class Versioned(models.Model):
    """A thing whose named fields have a past. `revision` counts its writes: an edit form that carries an older one
    was overtaken by somebody else."""

    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    # Names of the fields that its Version repeats; set by the subclass.
    versioned_fields: tuple[str, ...] = ()

    class Meta:
        abstract = True
