"""Honours: who holds which, since when, until when."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse

from activities.enums import HonourKind, HonourLevel, HonourStanding
from league.core.dates import running
from league.core.fields import PathField
from league.core.scoping import ScopedQuerySet
from organizations.models.organization import CODE


class HonourQuerySet(ScopedQuerySet):
    def valid(self, *, on: date):
        """有效 on that day: a stretch of validity runs, and it was not withdrawn by then."""
        stretches = HonourTerm.objects.filter(running(on, starts="starts_on", ends="ends_on"), honour=OuterRef("pk"))
        return self.not_withdrawn(on=on).filter(Exists(stretches))

    def not_withdrawn(self, *, on: date):
        """Awarded by that day and not withdrawn."""
        return self.filter(running(on, starts="awarded_on", ends="withdrawn_on"))

    def expiring(self, *, on: date, days: int):
        """Valid, and lapsing within so many days unless somebody renews it."""
        return self.valid(on=on).with_end().filter(ends_on__lte=on + timedelta(days=days))

    def lapsed(self, *, on: date):
        """Not withdrawn, and no longer valid."""
        return self.not_withdrawn(on=on).exclude(pk__in=self.model.objects.valid(on=on).order_by().values("pk"))

    def with_end(self):
        """Annotate `ends_on`, the first day on which it no longer holds; None without an end."""
        last = HonourTerm.objects.filter(honour=OuterRef("pk")).order_by("-starts_on").values("ends_on")[:1]
        return self.annotate(ends_on=Subquery(last))


class Honour(models.Model):
    """荣誉: held by a person, an organisation, or a collective that is no organisation; exactly one of them.

    How long it holds is told by its HonourTerm rows, one for the award and one for each renewal.
    """

    scope_path = "org_path"

    code = models.CharField("荣誉编码", max_length=30, unique=True, validators=[CODE])
    kind = models.CharField("荣誉类别", max_length=20, choices=HonourKind.choices)
    name = models.CharField("荣誉名称", max_length=100, help_text="按表彰文件填写，例如：2022年度县青年文明号。")
    level = models.CharField("级别", max_length=10, choices=HonourLevel.choices)
    year = models.PositiveSmallIntegerField("表彰年度")
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="归口团组织", related_name="honours"
    )
    org_path = PathField("归口路径", editable=False)
    person = models.ForeignKey(
        "cadres.Person", models.PROTECT, verbose_name="获奖人员", null=True, blank=True, related_name="honours"
    )
    holder_organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="获奖团组织", null=True, blank=True,
        related_name="held_honours",
    )  # fmt: skip
    holder_name = models.CharField(
        "获奖集体", max_length=100, blank=True, help_text="不是团组织的集体，例如：某局办事窗口。个人请从人员中选。"
    )
    awarded_on = models.DateField("授予日期")
    issuer = models.CharField("授予单位", max_length=100)
    document = models.CharField("授予文号", max_length=100, blank=True)
    withdrawn_on = models.DateField("撤销日期", null=True, blank=True, editable=False)
    withdrawal_document = models.CharField("撤销文号", max_length=100, blank=True, editable=False)
    withdrawal_reason = models.CharField("撤销理由", max_length=200, blank=True, editable=False)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    search_key = models.CharField(max_length=500, editable=False, blank=True)

    objects = HonourQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "荣誉"
        ordering = ["-awarded_on", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, holder_organization__isnull=True, holder_name="")
                | Q(person__isnull=True, holder_organization__isnull=False, holder_name="")
                | (Q(person__isnull=True, holder_organization__isnull=True) & ~Q(holder_name="")),
                name="honour_one_holder",
                violation_error_message="获奖人员、获奖团组织、获奖集体三项中请填且只填一项。",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawal_reason="")
                | (Q(withdrawn_on__gt=F("awarded_on")) & ~Q(withdrawal_reason="")),
                name="honour_withdrawn_with_reason",
                violation_error_message="撤销日期必须晚于授予日期，并写明撤销的理由。",
            ),
        ]
        indexes = [models.Index(fields=["org_path", "awarded_on"], name="honour_scope")]

    def __str__(self):
        return f"{self.holder}{self.name}"

    def get_absolute_url(self):
        return reverse("activities:honour-detail", args=[self.pk])

    @property
    def holder(self) -> str:
        """Who holds it, in words."""
        return str(self.person or self.holder_organization or self.holder_name)

    def standing(self, ends_on: date | None, *, on: date, days: int) -> HonourStanding:
        """Its standing on the day, given the end of its last stretch; `days` before the end it is expiring."""
        if self.withdrawn_on and self.withdrawn_on <= on:
            return HonourStanding.WITHDRAWN
        if ends_on is None:
            return HonourStanding.VALID
        if ends_on <= on:
            return HonourStanding.LAPSED
        return HonourStanding.EXPIRING if ends_on <= on + timedelta(days=days) else HonourStanding.VALID


class HonourTerm(models.Model):
    """荣誉有效期: from the award, or a renewal, to the first day on which it no longer holds."""

    scope_path = "honour__org_path"

    honour = models.ForeignKey(Honour, models.CASCADE, verbose_name="荣誉", related_name="terms")
    starts_on = models.DateField("有效期自")
    ends_on = models.DateField("有效期至（不含）", null=True, blank=True)
    document = models.CharField("文号", max_length=100, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "荣誉有效期"
        ordering = ["honour", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["honour", "starts_on"],
                name="honour_term_once",
                violation_error_message="该荣誉已有自这一天起的有效期。",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="honour_term_not_empty",
                violation_error_message="有效期的结束日期必须晚于开始日期。",
            ),
        ]

    def __str__(self):
        return f"{self.honour}{self.starts_on}"

    def get_absolute_url(self):
        return self.honour.get_absolute_url()
