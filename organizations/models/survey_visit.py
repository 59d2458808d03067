"""Places that joint surveys visited: what was found there, and when it was put right."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from league.core.fields import PathField
from league.core.scoping import ScopedQuerySet


class SurveyVisitQuerySet(ScopedQuerySet):
    def to_correct(self):
        """Something was found that nobody has put right."""
        return self.filter(corrected_on__isnull=True).exclude(findings="")


class SurveyVisit(models.Model):
    """走访点: one unit or organisation that a joint survey visited. It stands in the scope of the place visited, which
    sees its own visits although the survey is the county's.
    """

    scope_path = "org_path"

    joint_survey = models.ForeignKey(
        "organizations.JointSurvey", models.PROTECT, verbose_name="联合调研", related_name="visits"
    )
    unit = models.ForeignKey(
        "organizations.Unit", models.PROTECT, verbose_name="走访单位", null=True, blank=True,
        related_name="survey_visits",
    )  # fmt: skip
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="走访团组织", null=True, blank=True,
        related_name="survey_visits",
    )  # fmt: skip
    org_path = PathField("归口路径", editable=False)
    findings = models.TextField("发现的问题", max_length=1000, blank=True)
    corrected_on = models.DateField("整改日期", null=True, blank=True)
    correction = models.CharField("整改情况", max_length=200, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = SurveyVisitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "走访点"
        ordering = ["joint_survey", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=True, organization__isnull=False)
                | Q(unit__isnull=False, organization__isnull=True),
                name="survey_visit_one_place",
                violation_error_message="走访点应是一个单位或者一个团组织。",
            ),
            models.UniqueConstraint(
                fields=["joint_survey", "unit"],
                name="survey_visit_unit_once",
                violation_error_message="该调研已登记走访过这个单位。",
            ),
            models.UniqueConstraint(
                fields=["joint_survey", "organization"],
                name="survey_visit_organization_once",
                violation_error_message="该调研已登记走访过这个团组织。",
            ),
            models.CheckConstraint(
                condition=Q(corrected_on__isnull=True) | ~Q(findings=""),
                name="survey_visit_nothing_to_correct",
                violation_error_message="没有发现问题的，不填写整改日期。",
            ),
        ]
        indexes = [models.Index(fields=["org_path"], name="survey_visit_scope")]

    def __str__(self):
        return f"{self.place}（{self.joint_survey}）"

    def get_absolute_url(self):
        return reverse("organizations:survey-visit-detail", args=[self.pk])

    @property
    def place(self):
        """What was visited."""
        return self.unit or self.organization
