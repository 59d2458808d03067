"""Whether the Party took league work into its plan and its assessment."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from league.core.scoping import ScopedQuerySet
from organizations.enums import Inclusion


class PartyInclusionQuerySet(ScopedQuerySet):
    def included(self):
        """Both in the plan and in the assessment."""
        return self.filter(in_plan=Inclusion.YES, in_assessment=Inclusion.YES)

    def incomplete(self):
        """Something is missing: an answer, or the evidence of a yes."""
        return self.filter(
            Q(in_plan=Inclusion.UNKNOWN)
            | Q(in_assessment=Inclusion.UNKNOWN)
            | Q(document__isnull=True) & (Q(in_plan=Inclusion.YES) | Q(in_assessment=Inclusion.YES))
        )


class PartyInclusion(models.Model):
    """纳入党建: of one organisation in one year."""

    scope_path = "organization__path"

    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="团组织", related_name="party_inclusions"
    )
    year = models.PositiveIntegerField("年度")
    in_plan = models.CharField("党委工作计划", max_length=10, choices=Inclusion.choices, default=Inclusion.UNKNOWN)
    in_assessment = models.CharField(
        "党委年度考核", max_length=10, choices=Inclusion.choices, default=Inclusion.UNKNOWN
    )
    weight = models.DecimalField("考核分值", max_digits=5, decimal_places=2, null=True, blank=True)
    score = models.DecimalField("团建得分", max_digits=5, decimal_places=2, null=True, blank=True)
    document = models.ForeignKey(
        "organizations.PolicyDocument", models.PROTECT, verbose_name="佐证文件", null=True, blank=True,
        related_name="party_inclusions",
    )  # fmt: skip
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = PartyInclusionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "纳入党建"
        ordering = ["-year", "organization__path"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year"],
                name="party_inclusion_one_a_year",
                violation_error_message="该团组织当年已登记，请修改原记录。",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1949, year__lte=2199),
                name="party_inclusion_year",
                violation_error_message="年度应为四位年份。",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(weight__isnull=True) | Q(score__lte=models.F("weight")),
                name="party_inclusion_score_within_weight",
                violation_error_message="得分不能高于分值。",
            ),
        ]

    def __str__(self):
        return f"{self.organization}{self.year}年度纳入党建情况"

    def get_absolute_url(self):
        return reverse("organizations:party-inclusion-detail", args=[self.pk])

    @property
    def missing(self) -> list[str]:
        """What is missing, in words."""
        answers = {self.in_plan, self.in_assessment}
        evidence = not self.document_id and Inclusion.YES in answers
        asked = ((Inclusion.UNKNOWN in answers, "是否纳入"), (evidence, "佐证文件"))
        return [label for lacks, label in asked if lacks]
