"""Surveys of how the league organisations of a school stand."""

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from league.core.scoping import ScopedQuerySet
from organizations.enums import SurveyResult


class RelationSurveyQuerySet(ScopedQuerySet):
    def in_force(self, *, on: date):
        """The newest survey of each school by that day."""
        later = RelationSurvey.objects.filter(
            unit=OuterRef("unit"), surveyed_on__gt=OuterRef("surveyed_on"), surveyed_on__lte=on
        )
        return self.filter(~Exists(later), surveyed_on__lte=on)

    def to_correct(self, *, on: date):
        """Found wanting, and not yet put right by that day."""
        return self.filter(
            Q(corrected_on__isnull=True) | Q(corrected_on__gt=on), result__in=SurveyResult.to_correct
        )  # fmt: skip


class RelationSurvey(models.Model):
    """团组织关系摸底 of one school on one day. The newest counts; earlier ones stay."""

    scope_path = "unit__org_path"

    unit = models.ForeignKey("organizations.Unit", models.PROTECT, verbose_name="学校", related_name="relation_surveys")
    surveyed_on = models.DateField("摸底日期")
    surveyor = models.CharField("摸底人", max_length=50)
    result = models.CharField("摸底结果", max_length=10, choices=SurveyResult.choices)
    remark = models.CharField("情况说明", max_length=200, blank=True)
    corrected_on = models.DateField("理顺日期", null=True, blank=True)
    correction_document = models.CharField("理顺文号", max_length=100, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = RelationSurveyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "团组织关系摸底"
        ordering = ["-surveyed_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "surveyed_on"],
                name="relation_survey_one_a_day",
                violation_error_message="该校当日已登记摸底，请修改原记录。",
            ),
            models.CheckConstraint(
                condition=Q(corrected_on__isnull=True) | Q(corrected_on__gte=F("surveyed_on")),
                name="relation_survey_corrected_after",
                violation_error_message="理顺日期不能早于摸底日期。",
            ),
            models.CheckConstraint(
                condition=Q(corrected_on__isnull=True) | ~Q(result="clear"),
                name="relation_survey_nothing_to_correct",
                violation_error_message="关系清楚的不需要填写理顺日期。",
            ),
        ]

    def __str__(self):
        return f"{self.unit}{self.surveyed_on}摸底"

    def get_absolute_url(self):
        return reverse("organizations:relation-survey-detail", args=[self.pk])
