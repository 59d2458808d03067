"""Lines of bank statements, and the gift or grant that each is."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from activities.enums import MatchState
from league.core.crypto import EncryptedField
from league.core.fields import PathField
from league.core.masking import mask_name
from league.core.roles import Role
from league.core.scoping import Scope, ScopedQuerySet

# The seals' names; they are part of what is stored and never change.
COUNTERPARTY, SUMMARY = "bank_line.counterparty", "bank_line.summary"
# Account statements name private people: who only reads the register does not read them.
READERS = (Role.COUNTY_STAFF, Role.TOWNSHIP_SECRETARY)
LONGEST_NAME = 4


def mask_party(name: str) -> str:
    """A private person's name masked, an organisation's as it is: nobody's name has more than four characters."""
    return mask_name(name) if len(name) <= LONGEST_NAME else name


class BankLineQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """Rows inside the subtrees where the user keeps the books."""
        paths = tuple(
            grant.organization.path for grant in user.current_grants if grant.organization_id and grant.role in READERS
        )
        return self.filter(Scope(paths).q(self.model.scope_path))

    def open(self):
        """Neither a gift nor a grant yet."""
        return self.filter(donation__isnull=True, grant__isnull=True)


class BankLine(models.Model):
    """银行流水: one line of an account's statement as the bank gave it, never edited; amounts in fen.

    What it is, is said beside it: `donation` for money that came in, `grant` for money that went out.
    """

    scope_path = "org_path"

    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="管理团组织", related_name="bank_lines"
    )
    org_path = PathField("归口路径", editable=False)
    account = models.CharField("账号末四位", max_length=4)
    serial = models.CharField("流水号", max_length=40)
    booked_on = models.DateField("交易日期")
    income = models.PositiveBigIntegerField("收入（分）", null=True, blank=True)
    outlay = models.PositiveBigIntegerField("支出（分）", null=True, blank=True)
    counterparty = EncryptedField("对方户名", context=COUNTERPARTY, mask=mask_party, blank=True, default="")
    summary = EncryptedField("摘要", context=SUMMARY, blank=True, default="")
    donation = models.ForeignKey(
        "activities.Donation", models.PROTECT, verbose_name="对应来源", null=True, blank=True, editable=False,
        related_name="bank_lines",
    )  # fmt: skip
    grant = models.ForeignKey(
        "activities.Grant", models.PROTECT, verbose_name="对应发放", null=True, blank=True, editable=False,
        related_name="bank_lines",
    )  # fmt: skip
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = BankLineQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "银行流水"
        ordering = ["-booked_on", "account", "serial"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "account", "serial"], name="bank_line_once"),
            models.CheckConstraint(
                condition=Q(income__gt=0, outlay__isnull=True) | Q(income__isnull=True, outlay__gt=0),
                name="bank_line_one_way", violation_error_message="一条流水要么是收入，要么是支出。",
            ),
            models.CheckConstraint(
                condition=(Q(donation__isnull=True) | Q(income__isnull=False))
                & (Q(grant__isnull=True) | Q(outlay__isnull=False)),
                name="bank_line_own_side", violation_error_message="收入只能对来源，支出只能对发放。",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["org_path", "booked_on"], name="bank_line_scope")]

    def __str__(self):
        return f"流水{self.serial}"

    def get_absolute_url(self):
        return reverse("activities:bank-line-detail", args=[self.pk])

    @property
    def amount(self) -> int:
        """Fen, whichever way it went."""
        return self.income or self.outlay

    @property
    def match(self) -> str:
        """已对上 or 未对上; whether something is proposed is asked by services.reconciliation."""
        return MatchState.MATCHED if self.donation_id or self.grant_id else MatchState.UNMATCHED
