"""Rules as rows: a threshold or a date with its validity and its source."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from league.core.dates import running
from league.core.scoping import ScopedQuerySet
from organizations.enums import RuleSeverity


class RuleQuerySet(ScopedQuerySet):
    def running_on(self, day: date):
        """Rules in force on that day."""
        return self.filter(running(day))

    def in_force(self, code: str, *, on: date):
        """The rule of that code on that day (at most one)."""
        return self.running_on(on).filter(code=code)

    def number(self, code: str, *, on: date) -> int:
        """The value as a whole number; raise Rule.DoesNotExist when no rule is in force."""
        return int(self.in_force(code, on=on).get().value)

    def day(self, code: str, *, on: date) -> date | None:
        """The value as a day, None while the county has not set it."""
        rule = self.in_force(code, on=on).first()
        return date.fromisoformat(rule.value) if rule and rule.value else None


class Rule(models.Model):
    """规则: code, value, what it applies to, from when to when, how severe, and who says so. Never a constant in code.

    Local rules (`is_local`) are the county's to set; the others follow a document of a higher level.
    """

    scope_path = None

    code = models.CharField("规则编码", max_length=60)
    text = models.CharField("内容", max_length=200)
    value = models.CharField("值", max_length=60, blank=True)
    unit = models.CharField("单位", max_length=20, blank=True)
    applies_to = models.CharField("适用范围", max_length=100, blank=True)
    valid_from = models.DateField("自")
    valid_to = models.DateField("至（不含）", null=True, blank=True)
    severity = models.CharField("违反时", max_length=5, choices=RuleSeverity.choices)
    source = models.CharField("依据", max_length=200)
    is_local = models.BooleanField("县里可设", default=False)
    minimum = models.PositiveIntegerField("可设下限", null=True, blank=True)
    maximum = models.PositiveIntegerField("可设上限", null=True, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)

    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "规则"
        ordering = ["code", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "applies_to"],
                condition=Q(valid_to__isnull=True),
                name="rule_one_open",
                violation_error_message="该规则已有一条现行规定，请先结束它。",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="rule_period_not_empty",
                violation_error_message="失效日期必须晚于生效日期。",
            ),
        ]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return reverse("organizations:rule-detail", args=[self.pk])

    @property
    def choice(self) -> str:
        """可设范围 that the higher document leaves to the county; empty where it leaves none."""
        return "" if self.maximum is None else f"{self.minimum}至{self.maximum}{self.unit}"
