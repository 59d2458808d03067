"""Worklist rows of the branches' health card."""

from datetime import date

from django.db import models
from django.db.models import Case, CharField, F, Q, Value, When
from django.urls import reverse

from league.core.scoping import ScopedQuerySet
from organizations.enums import CaseState, HealthCheck


class HealthCaseQuerySet(ScopedQuerySet):
    def open(self):
        """Not yet closed."""
        return self.filter(closed_on__isnull=True)

    def late(self, *, on: date):
        """Open past the day somebody promised."""
        return self.open().filter(due_on__lt=on)

    def with_state(self, *, on: date):
        """Annotate `state`, a CaseState of that day."""
        cases = (
            (Q(quiet_until__gt=on), CaseState.RESTING),
            (Q(closed_on__isnull=False), CaseState.CLOSED),
            (Q(due_on__lt=on), CaseState.LATE),
            (~Q(owner="") | Q(due_on__isnull=False), CaseState.UNDERWAY),
        )
        return self.annotate(
            state=Case(
                *(When(condition, then=Value(state)) for condition, state in cases),
                default=Value(CaseState.WAITING),
                output_field=CharField(),
            )
        )


class HealthCase(models.Model):
    """体检问题: a check found something wrong with an organisation; somebody answers for it until it is closed.

    Opened and closed by the nightly job and by hand. Closed by hand while the finding stands, it may rest until a day.
    """

    scope_path = "organization__path"

    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="团组织", related_name="health_cases"
    )
    # `check` is a method of every model.
    check_code = models.CharField("体检项目", max_length=20, choices=HealthCheck.choices)
    opened_on = models.DateField("发现日期")
    responsible = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="责任组织", related_name="health_duties"
    )
    owner = models.CharField("责任人", max_length=50, blank=True)
    due_on = models.DateField("整改期限", null=True, blank=True)
    closed_on = models.DateField("销号日期", null=True, blank=True)
    outcome = models.CharField("整改情况", max_length=200, blank=True)
    quiet_until = models.DateField("暂不再列至", null=True, blank=True)
    remark = models.CharField("备注", max_length=200, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = HealthCaseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "体检问题"
        ordering = ["-opened_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "check_code"],
                condition=Q(closed_on__isnull=True),
                name="health_case_one_open",
                violation_error_message="该团组织的这一项已在台账中。",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="health_case_closed_after_opened",
                violation_error_message="销号日期不能早于发现日期。",
            ),
        ]

    def __str__(self):
        return f"{self.organization}：{self.get_check_code_display()}"

    def get_absolute_url(self):
        return reverse("organizations:health-case-detail", args=[self.pk])
