"""Donations: what came in, and to which grants it went."""

from datetime import date

from django.db import models
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from activities.enums import Asset, DonorKind, Raiser
from league.core.crypto import EncryptedField
from league.core.fields import PathField
from league.core.masking import mask_name
from league.core.scoping import ScopedQuerySet
from organizations.models.organization import CODE

# The seal's name; it is part of what is stored and never changes.
DONOR = "donation.donor"


class DonationQuerySet(ScopedQuerySet):
    def received_within(self, first: date, last: date):
        """Received on one of the days [first, last]."""
        return self.filter(received_on__range=(first, last))

    def money(self):
        """Money, in fen."""
        return self.filter(asset=Asset.MONEY)

    def goods(self):
        """Goods, by their appraised value in fen."""
        return self.filter(asset=Asset.GOODS)

    def raised_by(self, raiser: str):
        """By league organisations, or by affiliated social organisations."""
        return self.filter(raiser=raiser)

    def with_used(self):
        """Annotate `used`: fen that grants have drawn from it."""
        return self.annotate(used=Coalesce(Sum("uses__amount"), 0))


class Donation(models.Model):
    """资金物资来源: one gift. Stands at who raised it; of goods `amount` is the appraised value. Money is in fen.

    The donor's name is sealed; a private person's leaves only masked or through services.fund_disclosure.
    """

    scope_path = "org_path"

    code = models.CharField("登记号", max_length=30, unique=True, validators=[CODE])
    fund = models.ForeignKey("activities.Fund", models.PROTECT, verbose_name="资金专项", related_name="donations")
    raiser = models.CharField("筹措主体", max_length=10, choices=Raiser.choices, default=Raiser.LEAGUE)
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="筹措团组织", related_name="donations",
        help_text="由团属社会组织筹措的，选指导它的团组织。",
    )  # fmt: skip
    org_path = PathField("归口路径", editable=False)
    unit = models.ForeignKey(
        "organizations.Unit", models.PROTECT, verbose_name="团属社会组织", null=True, blank=True,
        related_name="donations",
    )  # fmt: skip
    social_name = models.CharField(
        "团属社会组织名称", max_length=100, blank=True, help_text="单位册中没有的，直接写名称。"
    )
    donor_kind = models.CharField("捐赠方类别", max_length=12, choices=DonorKind.choices)
    donor = EncryptedField("捐赠方", context=DONOR, blank=True, default="", help_text="众人募集、匿名的不填。")
    asset = models.CharField("形式", max_length=5, choices=Asset.choices, default=Asset.MONEY)
    amount = models.PositiveBigIntegerField("金额或折价（分）")
    goods_name = models.CharField("物资名称", max_length=100, blank=True)
    goods_count = models.PositiveIntegerField("物资数量（件）", null=True, blank=True)
    received_on = models.DateField("到账日期")
    receipt_number = models.CharField("票据号", max_length=50, blank=True)
    is_public = models.BooleanField("公开募捐", default=False)
    charity = models.CharField("合作慈善组织", max_length=100, blank=True)
    filing_number = models.CharField("募捐方案备案号", max_length=60, blank=True)
    remark = models.CharField("备注", max_length=200, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = DonationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "资金物资来源"
        ordering = ["-received_on", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="donation_amount", violation_error_message="金额（折价）应大于0。"
            ),
            models.CheckConstraint(
                condition=Q(asset="money", goods_name="", goods_count__isnull=True)
                | (Q(asset="goods", goods_count__gt=0) & ~Q(goods_name="")),
                name="donation_goods_named",
                violation_error_message="物资须写明名称和数量；资金不填这两项。",
            ),
            models.CheckConstraint(
                condition=Q(raiser="league", unit__isnull=True, social_name="")
                | (Q(raiser="social") & (Q(unit__isnull=False) | ~Q(social_name=""))),
                name="donation_social_named",
                violation_error_message="由团属社会组织筹措的须写明是哪个组织；由团组织筹措的不填。",
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | (~Q(charity="") & ~Q(filing_number="")),
                name="donation_public_filed",
                violation_error_message="公开募捐须由有资格的慈善组织进行：请写明合作慈善组织和募捐方案备案号。",
            ),
        ]
        indexes = [
            models.Index(fields=["org_path", "received_on"], name="donation_scope"),
            models.Index(fields=["fund", "asset", "received_on"], name="donation_first_in"),
        ]

    def __str__(self):
        # Not the donor: the audit log keeps this text for good.
        return f"来源{self.code}"

    def get_absolute_url(self):
        return reverse("activities:donation-detail", args=[self.pk])

    @property
    def donor_shown(self) -> str:
        """The donor as pages and files show it: an organisation in full, a person masked, the rest by its kind."""
        if self.donor_kind in DonorKind.named:
            return self.donor
        return mask_name(self.donor) if self.donor else self.get_donor_kind_display()

    @property
    def raised_by(self) -> str:
        """The social organisation, or the league organisation."""
        return str(self.unit or self.social_name or self.organization)


class GiftUse(models.Model):
    """资金流向: how much of a gift, in fen, an approved grant has drawn; the oldest gift first."""

    scope_path = "grant__org_path"

    donation = models.ForeignKey(Donation, models.PROTECT, verbose_name="来源", related_name="uses")
    grant = models.ForeignKey("activities.Grant", models.CASCADE, verbose_name="发放", related_name="sources")
    amount = models.PositiveBigIntegerField("金额（分）")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "资金流向"
        ordering = ["grant", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["donation", "grant"], name="gift_use_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="gift_use_amount"),
        ]

    def __str__(self):
        return f"{self.donation}用于{self.grant}"

    def get_absolute_url(self):
        return self.grant.get_absolute_url()
