"""Administrative divisions, keyed by the 12-digit statistical code."""

from datetime import date

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from league.core.dates import running
from league.core.scoping import ScopedQuerySet
from organizations.enums import DivisionLevel


class DivisionQuerySet(ScopedQuerySet):
    def existing(self, *, on: date):
        """Divisions in force on that day; an unknown start counts as always."""
        return self.filter(Q(starts_on__isnull=True) | running(on, starts="starts_on", ends="ends_on")).exclude(
            ends_on__lte=on
        )

    def inside(self, code: str):
        """The division with that code and everything below it, by the code's significant digits."""
        return self.filter(code__gte=code, code__lt=Division.upper_bound(code))


class Division(models.Model):
    """区划: county, township, village or community. Its parent's code is the prefix of its own; matched by code,
    never by name alone (five village names occur twice in one county)."""

    scope_path = None

    code = models.CharField(
        "区划代码",
        max_length=12,
        unique=True,
        validators=[RegexValidator(r"^\d{12}$", "区划代码应为12位数字。")],
    )
    name = models.CharField("名称", max_length=60)
    level = models.CharField("级别", max_length=10, choices=DivisionLevel.choices)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="上级区划",
        null=True,
        blank=True,
        related_name="children",
    )
    starts_on = models.DateField("设立日期", null=True, blank=True)
    ends_on = models.DateField("撤销日期", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="并入区划",
        null=True,
        blank=True,
        related_name="predecessors",
    )
    source = models.CharField("数据来源", max_length=120, blank=True)
    search_key = models.CharField(max_length=500, editable=False, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = DivisionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "区划"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level=DivisionLevel.COUNTY, parent__isnull=True)
                | Q(~Q(level=DivisionLevel.COUNTY), parent__isnull=False),
                name="division_parent_by_level",
                violation_error_message="县没有上级区划，乡镇、村、社区必须有上级区划。",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="division_period_not_empty",
                violation_error_message="撤销日期必须晚于设立日期。",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("organizations:division-detail", args=[self.pk])

    @staticmethod
    def prefix(code: str) -> str:
        """The significant digits: 6 of a county, 9 of a township, 12 of a village."""
        if code.endswith("000000"):
            return code[:6]
        return code[:9] if code.endswith("000") else code

    @staticmethod
    def upper_bound(code: str) -> str:
        """The first code after those inside the division. Digits only: a language's collation, which PostgreSQL may
        compare by, orders them as bytes do, and punctuation it may pass over."""
        prefix = Division.prefix(code)
        return str(int(prefix) + 1).zfill(len(prefix)).ljust(12, "0")
