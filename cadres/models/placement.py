"""Placements: who was selected for an opening, took it up, and left."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cadres.enums import ApplicationState
from league.core.dates import running
from league.core.scoping import ScopedQuerySet


class PlacementQuerySet(ScopedQuerySet):
    def of_kind(self, kind: str):
        """Placements of drives of that kind."""
        return self.filter(opening__drive__kind=kind)

    def took_up_within(self, first: date, last: date):
        """上岗: first day at work in [first, last]."""
        return self.filter(took_up_on__gte=first, took_up_on__lte=last)

    def took_up(self, *, on: date):
        """Had come to work by that day, whether or not they left since."""
        return self.filter(took_up_on__lte=on)

    def serving(self, *, on: date):
        """在岗 on that day."""
        return self.filter(took_up_on__isnull=False).filter(running(on, starts="took_up_on", ends="left_on"))

    def seated(self):
        """Holding a seat: selected and not yet come, or at work."""
        return self.filter(application__state__in=ApplicationState.seated)


class Placement(models.Model):
    """录用与上岗. There is one from the selection on; it stands at the opening, where the host's office sees it.

    `left_on` is the first day no longer at work. The certificate is proved by its number and its check code together.
    """

    scope_path = "opening__org_path"

    application = models.OneToOneField(
        "cadres.Application", models.PROTECT, verbose_name="报名", related_name="placement"
    )
    opening = models.ForeignKey("cadres.Opening", models.PROTECT, verbose_name="岗位", related_name="placements")
    selected_on = models.DateField("录用日期")
    took_up_on = models.DateField("上岗日期", null=True, blank=True)
    left_on = models.DateField("离岗日期（不含）", null=True, blank=True)
    leave_reason = models.CharField("离岗原因", max_length=200, blank=True)
    person = models.ForeignKey(
        "cadres.Person", models.PROTECT, verbose_name="人员档案", null=True, blank=True, editable=False,
        related_name="placements",
    )  # fmt: skip
    post = models.ForeignKey(
        "cadres.Post", models.SET_NULL, verbose_name="任职", null=True, blank=True, editable=False,
        related_name="placements",
    )  # fmt: skip
    certificate_number = models.CharField("证明编号", max_length=30, blank=True, editable=False, default="")
    certificate_check = models.CharField(max_length=12, blank=True, editable=False, default="")
    certified_on = models.DateField("出具证明日期", null=True, blank=True, editable=False)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "录用上岗"
        ordering = ["opening__code", "selected_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(took_up_on__isnull=False, left_on__gt=F("took_up_on")),
                name="placement_period_not_empty",
                violation_error_message="离岗日期必须晚于上岗日期。",
            ),
            models.UniqueConstraint(
                fields=["certificate_number"], condition=~Q(certificate_number=""), name="certificate_number_once"
            ),
        ]

    def __str__(self):
        return f"{self.opening}录用{self.application.code}"

    def get_absolute_url(self):
        return reverse("cadres:placement-detail", args=[self.pk])

    @property
    def stage(self) -> ApplicationState:
        """The state of its application."""
        return self.application.stage
