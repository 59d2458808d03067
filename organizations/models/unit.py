"""Units that may or must host a league organisation: the denominator of coverage."""

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from league.core.fields import PathField
from league.core.models import Version, Versioned
from league.core.models.version import VersionQuerySet
from league.core.scoping import ScopedQuerySet
from organizations.enums import HeadCountKind, UnitKind
from organizations.models.head_count import HeadCount
from organizations.models.organization import CODE, covered_units
from organizations.validators import validate_credit_code


class UnitQuerySet(ScopedQuerySet):
    def existing(self, *, on: date):
        """现存: opened and not closed on that day; an unknown opening counts as open."""
        return self.filter(
            Q(opened_on__isnull=True) | Q(opened_on__lte=on),
            Q(closed_on__isnull=True) | Q(closed_on__gt=on),
        )

    def by_duty(self, duty: str, *, on: date, minimum: int):
        """Units by what is due that day: due, gap, covered, uncounted or exempt; as the statistics count them."""
        standing = UnitVersion.objects.on(on)
        due = standing.must_have_organization(on=on, minimum=minimum)
        chosen = {
            "due": due,
            "gap": due.uncovered(on=on),
            "covered": standing.covered(on=on),
            "uncounted": standing.uncounted(on=on),
            "exempt": standing.exclude(exempt_reason=""),
        }[duty]
        return self.filter(pk__in=chosen.order_by().values("subject"))

    def with_coverage(self, *, on: date):
        """Annotate `members` and `members_on` (the count in force that day), and `has_organization`."""
        counts = HeadCount.objects.in_force(on=on).filter(unit=OuterRef("pk"), kind=HeadCountKind.MEMBERS)
        return self.annotate(
            members=models.Subquery(counts.values("value")[:1]),
            members_on=models.Subquery(counts.values("counted_on")[:1]),
            has_organization=models.ExpressionWrapper(covered_units(on)("pk"), output_field=models.BooleanField()),
        )


class Unit(Versioned):
    """单位: a village, school, organ, enterprise or social organisation. With enough league members it must have an
    organisation of its own or a joint one (应建); an exemption needs a reason.

    `responsible` is the league organisation that answers for it: its township's committee, or that of its system.
    """

    scope_path = "org_path"
    versioned_fields = ("name", "kind", "responsible", "division", "exempt_reason")

    code = models.CharField("单位编码", max_length=30, unique=True, validators=[CODE])
    name = models.CharField("单位名称", max_length=100)
    kind = models.CharField("单位类型", max_length=20, choices=UnitKind.choices)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True, validators=[validate_credit_code])
    division = models.ForeignKey(
        "organizations.Division",
        models.PROTECT,
        verbose_name="所在区划",
        related_name="units",
    )
    responsible = models.ForeignKey(
        "organizations.Organization",
        models.PROTECT,
        verbose_name="归口团组织",
        related_name="units",
    )
    org_path = PathField("归口路径", editable=False)
    opened_on = models.DateField("设立日期", null=True, blank=True)
    closed_on = models.DateField("撤销日期", null=True, blank=True)
    exempt_reason = models.CharField("不建团组织的理由", max_length=200, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)
    source = models.CharField("数据来源", max_length=120, blank=True)
    search_key = models.CharField(max_length=500, editable=False, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "单位"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["credit_code"],
                condition=~Q(credit_code=""),
                name="unit_credit_code_unique",
                violation_error_message="该统一社会信用代码已登记在另一单位。",
            ),
            models.UniqueConstraint(
                fields=["division", "name"],
                condition=Q(closed_on__isnull=True),
                name="unit_name_unique_in_division",
                violation_error_message="该区划内已有同名单位。",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(opened_on__isnull=True) | Q(closed_on__gt=F("opened_on")),
                name="unit_life_not_empty",
                violation_error_message="撤销日期必须晚于设立日期。",
            ),
        ]
        indexes = [models.Index(fields=["org_path", "code"], name="unit_scope")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("organizations:unit-detail", args=[self.pk])


class UnitVersionQuerySet(VersionQuerySet):
    def with_members(self, *, on: date):
        """Annotate `members`: league members by the count in force that day, None when nobody counted."""
        counts = HeadCount.objects.in_force(on=on).filter(unit=OuterRef("subject"), kind=HeadCountKind.MEMBERS)
        return self.annotate(members=models.Subquery(counts.values("value")[:1]))

    def must_have_organization(self, *, on: date, minimum: int):
        """应建: enough members by the count in force, and not exempt. Source: domain R-01."""
        counts = HeadCount.objects.in_force(on=on).filter(
            unit=OuterRef("subject"), kind=HeadCountKind.MEMBERS, value__gte=minimum
        )
        return self.filter(Exists(counts), exempt_reason="")

    def uncounted(self, *, on: date):
        """Nobody counted the members: whether an organisation is due is unknown. Exempt units are not unknown."""
        counts = HeadCount.objects.in_force(on=on).filter(unit=OuterRef("subject"), kind=HeadCountKind.MEMBERS)
        return self.filter(~Exists(counts), exempt_reason="")

    def covered(self, *, on: date):
        """有团组织: an organisation of its own or a joint one lives on that day."""
        return self.filter(covered_units(on)("subject"))

    def uncovered(self, *, on: date):
        """No organisation of its own and no joint one on that day."""
        return self.exclude(covered_units(on)("subject"))


class UnitVersion(Version):
    """单位沿革: how a unit was named, classed and assigned in one stretch of time."""

    scope_path = "subject__org_path"

    subject = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="versions")
    name = models.CharField("单位名称", max_length=100)
    kind = models.CharField("单位类型", max_length=20, choices=UnitKind.choices)
    responsible = models.ForeignKey(
        "organizations.Organization",
        models.PROTECT,
        verbose_name="归口团组织",
        related_name="unit_versions",
    )
    division = models.ForeignKey(
        "organizations.Division",
        models.PROTECT,
        verbose_name="所在区划",
        related_name="unit_versions",
    )
    exempt_reason = models.CharField("不建团组织的理由", max_length=200, blank=True)

    objects = UnitVersionQuerySet.as_manager()

    class Meta(Version.Meta):
        verbose_name = verbose_name_plural = "单位沿革"
        ordering = ["subject", "valid_from"]

    def __str__(self):
        return self.name
