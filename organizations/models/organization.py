"""The tree of league organisations, its past, and which units a joint branch covers."""

from datetime import date

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from league.core.dates import running
from league.core.fields import PathField
from league.core.models import Version, Versioned
from league.core.models.version import VersionQuerySet
from league.core.scoping import ScopedQuerySet
from organizations.enums import OrganizationKind, StatField, TwoNew

CODE = RegexValidator(r"^[0-9A-Z][0-9A-Z-]{1,29}$", "编码只能用数字、大写字母和连字符，2至30位。")


class OrganizationQuerySet(ScopedQuerySet):
    def existing(self, *, on: date):
        """现存: founded and not dissolved on that day; an unknown founding date counts as founded."""
        return self.filter(
            Q(founded_on__isnull=True) | Q(founded_on__lte=on),
            Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=on),
        )

    def with_child_count(self, *, on: date):
        """Annotate `child_count`: living organisations directly below."""
        children = Organization.objects.existing(on=on).filter(parent=OuterRef("pk")).order_by().values("parent")
        return self.annotate(child_count=models.Subquery(children.annotate(n=models.Count("pk")).values("n")))


class Organization(Versioned):
    """团组织: a node of the tree as it is now. What it was on an earlier day stands in OrganizationVersion.

    Never deleted: it is dissolved on a day by a document. Path, parent and dates change only through
    `organizations.services.tree`.
    """

    scope_path = "path"
    versioned_fields = (
        "name",
        "kind",
        "parent",
        "path",
        "depth",
        "stat_field",
        "two_new",
        "unit",
    )

    code = models.CharField("组织编码", max_length=30, unique=True, validators=[CODE])
    name = models.CharField("全称", max_length=100)
    short_name = models.CharField("简称", max_length=60, blank=True)
    kind = models.CharField("组织类别", max_length=20, choices=OrganizationKind.choices)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="上级组织",
        null=True,
        blank=True,
        related_name="children",
    )
    path = PathField("路径", editable=False)
    depth = models.PositiveSmallIntegerField("层级", editable=False)
    sort = models.PositiveIntegerField("排序", default=0)
    stat_field = models.CharField("统计领域", max_length=12, choices=StatField.choices)
    two_new = models.CharField("两新类别", max_length=20, choices=TwoNew.choices, default=TwoNew.NONE)
    unit = models.ForeignKey(
        "organizations.Unit", models.PROTECT, verbose_name="所在单位", null=True, blank=True,
        related_name="own_organizations",
    )  # fmt: skip
    division = models.ForeignKey(
        "organizations.Division",
        models.PROTECT,
        verbose_name="所在区划",
        null=True,
        blank=True,
        related_name="+",
    )
    party_organization = models.CharField("同级党组织", max_length=100, blank=True)
    founded_on = models.DateField("成立日期", null=True, blank=True)
    founded_document = models.CharField("成立文号", max_length=100, blank=True)
    dissolved_on = models.DateField("撤销日期", null=True, blank=True)
    dissolved_document = models.CharField("撤销文号", max_length=100, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="并入组织",
        null=True,
        blank=True,
        related_name="predecessors",
    )
    address = models.CharField("地址", max_length=200, blank=True)
    source = models.CharField("数据来源", max_length=120, blank=True)
    search_key = models.CharField(max_length=500, editable=False, blank=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "团组织"
        ordering = ["path"]
        constraints = [
            # Not unique=True on the column: that adds a second, useless index for LIKE on PostgreSQL.
            models.UniqueConstraint(fields=["path"], name="organization_path_unique"),
            models.UniqueConstraint(
                fields=["parent", "name"],
                condition=Q(dissolved_on__isnull=True),
                name="organization_name_unique_under_parent",
                violation_error_message="同一上级下已有同名的团组织。",
            ),
            models.CheckConstraint(
                condition=Q(kind=OrganizationKind.LEADING_BODY) | Q(parent__isnull=False),
                name="organization_root_is_leading_body",
                violation_error_message="只有团的领导机关可以没有上级组织。",
            ),
            models.CheckConstraint(
                condition=Q(dissolved_on__isnull=True)
                | Q(founded_on__isnull=True)
                | Q(dissolved_on__gt=F("founded_on")),
                name="organization_life_not_empty",
                violation_error_message="撤销日期必须晚于成立日期。",
            ),
        ]
        indexes = [models.Index(fields=["parent", "sort", "code"], name="organization_children")]

    def __str__(self):
        return self.short_name or self.name

    def get_absolute_url(self):
        return reverse("organizations:organization-detail", args=[self.pk])


class OrganizationVersionQuerySet(VersionQuerySet):
    def tree_on(self, day: date):
        """The tree as it stood on that day, in the order pages show it."""
        return self.on(day).select_related("subject").order_by("subject__sort", "subject__code", "subject")

    def orphans_on(self, day: date):
        """Existing on that day although the organisation above them did not yet, by the dates on record."""
        return (
            self.tree_on(day)
            .filter(parent__isnull=False)
            .exclude(Exists(OrganizationVersion.objects.on(day).filter(subject=OuterRef("parent"))))
        )

    def child_counts(self, day: date, parents) -> dict[int, int]:
        """Number of organisations directly below each of the parents (primary keys) on that day."""
        rows = self.on(day).filter(parent__in=parents).order_by().values("parent")
        return {row["parent"]: row["n"] for row in rows.annotate(n=models.Count("pk"))}

    def social_field(self):
        """社会领域 (domain 4.4): the bulletin's social field, or any two-new kind; non-public enterprises are part."""
        return self.filter(Q(stat_field=StatField.SOCIAL) | Q(two_new__in=TwoNew.new))

    def nonpublic(self):
        """非公企业: two-new kind 新经济组织 hosted by a non-public enterprise."""
        return self.filter(two_new=TwoNew.NEW_ECONOMY, unit__kind="private_enterprise")

    def founded_since(self, day: date):
        """Organisations founded on that day or later; those of unknown date are not among them."""
        return self.filter(subject__founded_on__gte=day)

    def covering(self):
        """Kinds that count as an organisation of a unit: not floating, temporary or graduate branches."""
        return self.filter(kind__in=OrganizationKind.covering)


class OrganizationVersion(Version):
    """团组织沿革: how an organisation was named, tagged and placed in one stretch of time."""

    scope_path = "subject__path"

    subject = models.ForeignKey(Organization, models.PROTECT, verbose_name="团组织", related_name="versions")
    name = models.CharField("全称", max_length=100)
    kind = models.CharField("组织类别", max_length=20, choices=OrganizationKind.choices)
    parent = models.ForeignKey(
        Organization,
        models.PROTECT,
        verbose_name="上级组织",
        null=True,
        related_name="child_versions",
    )
    path = PathField("路径", db_index=True)
    depth = models.PositiveSmallIntegerField("层级")
    stat_field = models.CharField("统计领域", max_length=12, choices=StatField.choices)
    two_new = models.CharField("两新类别", max_length=20, choices=TwoNew.choices)
    unit = models.ForeignKey(
        "organizations.Unit",
        models.PROTECT,
        verbose_name="所在单位",
        null=True,
        related_name="organization_versions",
    )

    objects = OrganizationVersionQuerySet.as_manager()

    class Meta(Version.Meta):
        verbose_name = verbose_name_plural = "团组织沿革"
        ordering = ["subject", "valid_from"]

    def __str__(self):
        return self.name

    @property
    def kind_tone(self) -> str:
        """Badge colour of the kind it had."""
        return OrganizationKind(self.kind).tone


class CoverageQuerySet(ScopedQuerySet):
    def on(self, day: date):
        """Coverage in force on that day."""
        return self.filter(running(day, starts="starts_on", ends="ends_on"))


class Coverage(models.Model):
    """联合覆盖: a joint branch covers a unit that has no organisation of its own, from a day to a day."""

    scope_path = "organization__path"

    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        verbose_name="联合团组织",
        related_name="coverages",
    )
    unit = models.ForeignKey(
        "organizations.Unit",
        models.PROTECT,
        verbose_name="覆盖单位",
        related_name="coverages",
    )
    starts_on = models.DateField("自")
    ends_on = models.DateField("至（不含）", null=True, blank=True)

    objects = CoverageQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "联合覆盖"
        ordering = ["organization", "unit"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="coverage_period_not_empty",
                violation_error_message="结束日期必须晚于开始日期。",
            ),
            models.UniqueConstraint(
                fields=["organization", "unit"],
                condition=Q(ends_on__isnull=True),
                name="coverage_one_open",
                violation_error_message="该联合团组织已覆盖该单位。",
            ),
        ]

    def __str__(self):
        return f"{self.organization}→{self.unit}"

    def get_absolute_url(self):
        return reverse("organizations:coverage-detail", args=[self.pk])


def covered_units(day: date):
    """Condition on a Unit (outer `subject_id` or pk given by the caller) for having an organisation on that day."""
    living = OrganizationVersion.objects.on(day).covering()
    return lambda outer: (
        Exists(living.filter(unit=OuterRef(outer)))
        | Exists(Coverage.objects.on(day).filter(unit=OuterRef(outer), organization__in=living.values("subject")))
    )
