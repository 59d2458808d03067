"""Visits to homes that stand idle: somebody goes there by a day and says what was found."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from league.core.scoping import ScopedQuerySet
from organizations.enums import VisitOutcome, VisitState


class HomeVisitQuerySet(ScopedQuerySet):
    def open(self):
        """Somebody still has to do something."""
        return self.filter(state__in=VisitState.open)

    def late(self, *, on: date):
        """Nobody has gone there by the day that was set."""
        return self.filter(state=VisitState.ASSIGNED, due_on__lt=on)


class HomeVisit(models.Model):
    """走访任务: why, who goes there until when, what was found, how it ended. A home has at most one that is open."""

    scope_path = "home__org_path"

    home = models.ForeignKey("organizations.YouthHome", models.PROTECT, verbose_name="青年阵地", related_name="visits")
    state = models.CharField(
        "进度", max_length=10, choices=VisitState.choices, default=VisitState.ASSIGNED, editable=False
    )
    reasons = models.CharField("走访原因", max_length=100)
    owner = models.CharField("责任人", max_length=50)
    assigned_on = models.DateField("安排日期")
    due_on = models.DateField("走访期限")
    visited_on = models.DateField("走访日期", null=True, blank=True)
    visitor = models.CharField("走访人", max_length=50, blank=True)
    finding = models.CharField("走访情况", max_length=300, blank=True)
    outcome = models.CharField("结论", max_length=10, choices=VisitOutcome.choices, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    remark = models.CharField("备注", max_length=200, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = HomeVisitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "走访任务"
        ordering = ["-assigned_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["home"],
                condition=Q(state__in=VisitState.open),
                name="home_visit_one_open",
                violation_error_message="该阵地已有一项没有办结的走访任务。",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("assigned_on")),
                name="home_visit_due_after_assigned",
                violation_error_message="走访期限不能早于安排日期。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["assigned", "withdrawn"], visited_on__isnull=True, finding="")
                | (Q(state__in=["visited", "closed"], visited_on__gte=F("assigned_on")) & ~Q(finding="")),
                name="home_visit_told_once_made",
                violation_error_message="走访过的须写明走访日期和情况；走访日期不能早于安排日期。",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__gte=F("visited_on")) & ~Q(outcome="")
                | Q(state="withdrawn", closed_on__gte=F("assigned_on"), outcome="") & ~Q(remark="")
                | Q(state__in=["assigned", "visited"], closed_on__isnull=True, outcome=""),
                name="home_visit_ended_with_reason",
                violation_error_message="办结须写明结论，撤回须写明理由；日期不能早于走访或安排日期。",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="home_visit_due")]

    def __str__(self):
        return f"{self.home}{self.assigned_on}走访任务"

    def get_absolute_url(self):
        return reverse("organizations:home-visit-detail", args=[self.pk])

    @property
    def stage(self) -> VisitState:
        """The state as its enum, which knows the transitions."""
        return VisitState(self.state)

    def is_late(self, on: date) -> bool:
        """Whether nobody has gone there by the day that was set."""
        return self.state == VisitState.ASSIGNED and self.due_on < on
