"""Names as learning platforms write them: the worklist of those that nobody has matched, and what the others mean."""

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from activities.enums import NameState
from activities.models.learning_record import LearningRecord
from league.core.fields import PathField
from league.core.scoping import ScopedQuerySet


class PlatformNameQuerySet(ScopedQuerySet):
    def pending(self):
        """待匹配."""
        return self.filter(state=NameState.PENDING)

    def with_records(self):
        """Annotate how many `records` wait for the name, and their `person_times`; they stand at its office."""
        rows = LearningRecord.objects.unmatched().filter(
            organization=OuterRef("organization"), superior=OuterRef("superior"), name=OuterRef("name")
        )
        rows = rows.order_by().values("name")
        return self.annotate(
            records=Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0),
            person_times=Coalesce(Subquery(rows.annotate(n=Sum("person_times")).values("n")), 0),
        )


class PlatformName(models.Model):
    """平台名称: an organisation as a platform calls it, and which one of the register it is.

    `organization` is the office that imported it and keeps it; the target is `meant_organization` or `meant_unit`.
    """

    scope_path = "org_path"

    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="导入团组织", related_name="platform_names"
    )
    org_path = PathField("归口路径", editable=False)
    superior = models.CharField("平台上级名称", max_length=100, blank=True)
    name = models.CharField("平台组织名称", max_length=100)
    state = models.CharField(
        "匹配状态", max_length=10, choices=NameState.choices, default=NameState.PENDING, editable=False
    )
    meant_organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="对应团组织", null=True, blank=True, related_name="+"
    )
    meant_unit = models.ForeignKey(
        "organizations.Unit", models.PROTECT, verbose_name="对应单位", null=True, blank=True, related_name="+"
    )
    seen_on = models.DateField("首次导入日期", editable=False)
    decided_on = models.DateField("处理日期", null=True, blank=True, editable=False)
    reason = models.CharField("理由", max_length=200, blank=True, editable=False)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = PlatformNameQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "平台名称"
        ordering = ["superior", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "superior", "name"],
                name="platform_name_once",
                violation_error_message="该名称已在对照表中。",
            ),
            models.CheckConstraint(
                condition=Q(state="matched", meant_organization__isnull=False, meant_unit__isnull=True)
                | Q(state="matched", meant_organization__isnull=True, meant_unit__isnull=False)
                | Q(~Q(state="matched"), meant_organization__isnull=True, meant_unit__isnull=True),
                name="platform_name_one_target",
                violation_error_message="已匹配的名称对应一个团组织或一个单位，其他的没有对应。",
            ),
        ]
        indexes = [models.Index(fields=["org_path", "state"], name="platform_name_scope")]

    def __str__(self):
        return f"{self.superior}{self.name}"

    def get_absolute_url(self):
        return reverse("activities:platform-name-detail", args=[self.pk])

    @property
    def meant(self):
        """What the name means; None while nobody has said."""
        return self.meant_unit or self.meant_organization
