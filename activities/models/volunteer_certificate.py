"""Certificates of service: numbered, and verified by whoever holds number and check code."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from league.core.fields import PathField
from league.core.scoping import ScopedQuerySet


class VolunteerCertificate(models.Model):
    """志愿服务证明 of one volunteer's hours in [first_day, last_day], as they stood on the day it was given."""

    scope_path = "org_path"

    number = models.CharField("证明编号", max_length=30, unique=True, editable=False)
    check_code = models.CharField("校验码", max_length=12, editable=False)
    volunteer = models.ForeignKey(
        "activities.Volunteer", models.PROTECT, verbose_name="志愿者", related_name="certificates"
    )
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="出具团组织", related_name="volunteer_certificates"
    )
    org_path = PathField("归口路径", editable=False)
    first_day = models.DateField("服务日期自")
    last_day = models.DateField("至（含当日）")
    minutes = models.PositiveIntegerField("服务时长（分钟）")
    times = models.PositiveIntegerField("服务次数")
    issued_on = models.DateField("出具日期")
    revoked_on = models.DateField("作废日期", null=True, blank=True, editable=False)
    revoke_reason = models.CharField("作废原因", max_length=200, blank=True, editable=False)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "志愿服务证明"
        ordering = ["-issued_on", "-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="volunteer_certificate_days",
                violation_error_message="截止日期不能早于起始日期。",
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="volunteer_certificate_minutes"),
        ]

    def __str__(self):
        return f"证明{self.number}"

    def get_absolute_url(self):
        return reverse("activities:volunteer-certificate-detail", args=[self.pk])

    @property
    def hours(self) -> str:
        """Hours in steps of a half, rounded down: 3.5."""
        return hours_told(self.minutes)


def hours_told(minutes: int) -> str:
    """Half hours, rounded down, as certificates of volunteers count them: 95 minutes are 1.5."""
    halves = minutes // 30
    return f"{halves // 2}{'.5' if halves % 2 else ''}"
