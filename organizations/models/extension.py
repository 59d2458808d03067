"""Approved postponements of an election."""

from datetime import date

from django.db import models
from django.urls import reverse

from league.core.scoping import ScopedQuerySet


class ExtensionQuerySet(ScopedQuerySet):
    def granted(self, *, on: date):
        """Approved by both sides on or before that day, and not withdrawn."""
        return self.filter(granted_on__lte=on, withdrawn_at__isnull=True)


class Extension(models.Model):
    """延期换届: a term may run on until a day. Needs the approval of the Party organisation of the same level and of
    the league organisation above, each with its number; how far is a rule. Never edited: withdrawn and granted anew."""

    scope_path = "term__organization__path"

    term = models.ForeignKey("organizations.Term", models.PROTECT, verbose_name="届", related_name="extensions")
    until = models.DateField("延期至")
    reason = models.CharField("延期理由", max_length=200)
    party_document = models.CharField("同级党组织批复文号", max_length=100)
    party_approved_on = models.DateField("同级党组织批复日期")
    league_document = models.CharField("上级团组织批复文号", max_length=100)
    league_approved_on = models.DateField("上级团组织批复日期")
    # The later of the two approvals: only from then on the extension holds.
    granted_on = models.DateField("批准日期", editable=False)
    withdrawn_at = models.DateTimeField("撤销时间", null=True, editable=False)
    withdraw_reason = models.CharField("撤销理由", max_length=200, blank=True, editable=False)

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "延期换届"
        ordering = ["-granted_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "until"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="extension_once_a_day",
                violation_error_message="该届已批准延期到这一天。",
            )
        ]

    def __str__(self):
        return f"{self.term}延期至{self.until}"

    def get_absolute_url(self):
        return reverse("organizations:extension-detail", args=[self.pk])

    @property
    def is_standing(self) -> bool:
        """Not withdrawn."""
        return self.withdrawn_at is None
