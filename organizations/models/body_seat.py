"""Seats of the League on leading bodies."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from league.core.scoping import ScopedQuerySet


class BodySeatQuerySet(ScopedQuerySet):
    def held(self, *, on: date):
        """Held on that day; an unknown beginning counts from the day it was entered."""
        return self.filter(
            Q(starts_on__lte=on) | Q(starts_on__isnull=True, entered_on__lte=on),
            Q(ends_on__isnull=True) | Q(ends_on__gt=on),
        )

    def incomplete(self):
        """Something is missing: the first day or the document."""
        return self.filter(Q(starts_on__isnull=True) | Q(document__isnull=True))


class BodySeat(models.Model):
    """领导机构席位: which post of the League sits on which leading body, from a day to a day."""

    scope_path = "organization__path"

    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="团组织", related_name="body_seats"
    )
    body = models.CharField("领导机构", max_length=100)
    role = models.CharField("成员身份", max_length=50)
    held_by = models.CharField("担任职务", max_length=50, help_text="写职务，不写姓名，例如：团县委书记")
    starts_on = models.DateField("自", null=True, blank=True)
    ends_on = models.DateField("至（不含）", null=True, blank=True)
    entered_on = models.DateField("入册日期")
    document = models.ForeignKey(
        "organizations.PolicyDocument", models.PROTECT, verbose_name="依据文件", null=True, blank=True,
        related_name="body_seats",
    )  # fmt: skip
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = BodySeatQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "领导机构席位"
        ordering = ["body", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "body", "held_by"],
                condition=Q(ends_on__isnull=True),
                name="body_seat_held_once",
                violation_error_message="该职务已登记在这一领导机构中。",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="body_seat_period_not_empty",
                violation_error_message="结束日期必须晚于开始日期。",
            ),
        ]

    def __str__(self):
        return f"{self.body}{self.role}（{self.held_by}）"

    def get_absolute_url(self):
        return reverse("organizations:body-seat-detail", args=[self.pk])

    @property
    def missing(self) -> list[str]:
        """What is missing, in words."""
        return [label for value, label in ((self.starts_on, "开始日期"), (self.document_id, "依据文件")) if not value]
