"""Surveys of grassroots organisations that Party and League make together."""

from django.db import models
from django.urls import reverse

from league.core.scoping import ScopedQuerySet


class JointSurveyQuerySet(ScopedQuerySet):
    def incomplete(self):
        """Something is missing: what was found, or the document."""
        return self.filter(models.Q(findings="") | models.Q(document__isnull=True))


class JointSurvey(models.Model):
    """联合调研: when, by whom, where, and what was found."""

    scope_path = "organization__path"

    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="调研范围", related_name="joint_surveys"
    )
    held_on = models.DateField("调研日期")
    organizers = models.CharField("组织单位", max_length=200)
    visited = models.CharField("走访单位", max_length=500)
    findings = models.TextField("调研发现", max_length=2000, blank=True)
    document = models.ForeignKey(
        "organizations.PolicyDocument", models.PROTECT, verbose_name="依据文件", null=True, blank=True,
        related_name="joint_surveys",
    )  # fmt: skip
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = JointSurveyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "联合调研"
        ordering = ["-held_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "held_on", "organizers"],
                name="joint_survey_once",
                violation_error_message="该调研已登记。",
            ),
        ]

    def __str__(self):
        return f"{self.held_on}联合调研"

    def get_absolute_url(self):
        return reverse("organizations:joint-survey-detail", args=[self.pk])

    @property
    def missing(self) -> list[str]:
        """What is missing, in words."""
        return [label for value, label in ((self.findings, "调研发现"), (self.document_id, "依据文件")) if not value]
