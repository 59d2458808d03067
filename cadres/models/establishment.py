"""The establishment: how many posts of which kind were approved for an organisation, over time."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cadres.enums import Staffing
from league.core.dates import running
from league.core.fields import PathField
from league.core.scoping import ScopedQuerySet

TAKEN = "该类编制已有现行的核定数，请用“核定编制”写明新的起始日期。"
KINDS = [(kind, Staffing(kind).label) for kind in Staffing.approved]


class EstablishmentQuerySet(ScopedQuerySet):
    def in_force(self, *, on: date):
        """Approved and not replaced on that day."""
        return self.filter(running(on, starts="starts_on", ends="ends_on"))


class Establishment(models.Model):
    """编制: the approved number of posts of one kind, at the committee itself or at a unit of its own, by a document.

    A later approval of the same kind and place ends the former one.
    """

    scope_path = "org_path"

    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="团组织", related_name="establishments"
    )
    org_path = PathField("归口路径", editable=False, db_index=True)
    kind = models.CharField("编制类别", max_length=15, choices=KINDS)
    workplace = models.ForeignKey(
        "organizations.Unit", models.PROTECT, verbose_name="编制所在单位", null=True, blank=True,
        related_name="establishments", help_text="编制不在本团组织所在单位的填写，例如所属的服务中心。",
    )  # fmt: skip
    number = models.PositiveSmallIntegerField("核定数")
    starts_on = models.DateField("自")
    ends_on = models.DateField("至（不含）", null=True, blank=True)
    document = models.CharField("文号", max_length=100)
    remark = models.CharField("备注", max_length=200, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = EstablishmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "编制"
        ordering = ["org_path", "kind", "-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="establishment_period_not_empty",
                violation_error_message="结束日期必须晚于开始日期。",
            ),
            models.UniqueConstraint(
                fields=["organization", "kind"],
                condition=Q(ends_on__isnull=True, workplace__isnull=True),
                name="establishment_one_open",
                violation_error_message=TAKEN,
            ),
            models.UniqueConstraint(
                fields=["organization", "kind", "workplace"],
                condition=Q(ends_on__isnull=True, workplace__isnull=False),
                name="establishment_one_open_at_unit",
                violation_error_message=TAKEN,
            ),
        ]

    def __str__(self):
        where = f"（{self.workplace}）" if self.workplace_id else ""
        return f"{self.organization}{where}{self.get_kind_display()}{self.number}名"

    def get_absolute_url(self):
        return reverse("cadres:establishment-detail", args=[self.pk])


class DeclaredStaff(models.Model):
    """公布人数: what was said in public about how many people work at a committee on a day, with its source.

    Never counted; the staff board shows beside it what the records explain.
    """

    scope_path = "org_path"

    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="团组织", related_name="declared_staff"
    )
    org_path = PathField("归口路径", editable=False, db_index=True)
    declared_on = models.DateField("日期")
    number = models.PositiveSmallIntegerField("公布人数")
    source = models.CharField("出处", max_length=120)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公布人数"
        ordering = ["org_path", "-declared_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "declared_on"],
                name="declared_staff_once_a_day",
                violation_error_message="该日的公布人数已登记。",
            )
        ]

    def __str__(self):
        return f"{self.organization}{self.declared_on}公布{self.number}人"

    def get_absolute_url(self):
        return f"{reverse('cadres:staff-board', args=[self.organization_id])}?on={self.declared_on}"
