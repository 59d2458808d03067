"""Grants: what is handed out, by which steps and whose hands, and to whom."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from activities.enums import Asset, GrantAction, GrantState, GrantUse, RecipientKind
from league.core.crypto import EncryptedField, keyed_hashes
from league.core.fields import PathField
from league.core.masking import mask_id_number, mask_name
from league.core.roles import Role
from league.core.scoping import Scope, ScopedQuerySet
from organizations.models.organization import CODE

# The seals' names; they are part of what is stored and never change.
NAME, ID_NUMBER = "grant_recipient.name", "grant_recipient.id_number"

# Who keeps a fund.
KEEPERS = (Role.COUNTY_STAFF, Role.TOWNSHIP_SECRETARY)


class GrantQuerySet(ScopedQuerySet):
    def paid_within(self, first: date, last: date):
        """Handed out on one of the days [first, last]; the only door for figures."""
        return self.filter(state__in=GrantState.counted, paid_on__range=(first, last))

    def money(self):
        """Money, in fen."""
        return self.filter(asset=Asset.MONEY)

    def goods(self):
        """Goods, by their value in fen."""
        return self.filter(asset=Asset.GOODS)

    def used_for(self, use: str):
        """Of one use."""
        return self.filter(use=use)

    def waiting(self):
        """Something is still to be done."""
        return self.filter(state__in=GrantState.open)

    def waiting_for(self, user, *, on: date):
        """The next step is this account's: it keeps the fund, is not barred as the first hand, and a notice is over."""
        paths = tuple(
            grant.organization.path for grant in user.current_grants if grant.organization_id and grant.role in KEEPERS
        )
        second = Q(state="reviewed") | Q(state="publicized", publicity_to__lt=on)
        mine = Q(applied_by=user.pk) | Q(reviewed_by=user.pk)
        due = Q(state__in=("applied", "checked", "approved")) | (second & ~mine)
        return self.filter(due, Scope(paths).q("fund__org_path"))


def hand(label: str) -> models.ForeignKey:
    """The account that took a step."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=label, null=True, blank=True, editable=False,
        related_name="+",
    )  # fmt: skip


def apart(one: str, other: str, sentence: str) -> models.CheckConstraint:
    """Two steps that one account cannot both take."""
    return models.CheckConstraint(
        condition=Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True}) | ~Q(**{one: F(other)}),
        name=f"grant_{one}_not_{other}".replace("_by", ""),
        violation_error_message=sentence,
    )


# What a step of the second hand may not share an account with.
FIRST_HANDS = (("applied_by", "申请"), ("reviewed_by", "初审"))
BEFORE_APPROVAL = ("applied", "reviewed", "checked", "publicized", "returned", "rejected", "withdrawn")


class Grant(models.Model):
    """资金物资发放: one grant out of a fund. Stands at the organisation that applied and hands it out.

    `amount` is in fen, of goods their value. `person_times` counts each time, `persons` is None where nobody knows.
    Its state is written by services.grant_moves alone.
    """

    scope_path = "org_path"

    code = models.CharField("发放号", max_length=30, unique=True, validators=[CODE])
    fund = models.ForeignKey("activities.Fund", models.PROTECT, verbose_name="资金专项", related_name="grants")
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="申请团组织", related_name="grants"
    )
    org_path = PathField("归口路径", editable=False)
    title = models.CharField("发放事由", max_length=100)
    use = models.CharField("用途", max_length=12, choices=GrantUse.choices)
    recipient = models.CharField("受助对象", max_length=12, choices=RecipientKind.choices)
    asset = models.CharField("形式", max_length=5, choices=Asset.choices, default=Asset.MONEY)
    amount = models.PositiveBigIntegerField("金额或价值（分）")
    goods_name = models.CharField("物资名称", max_length=100, blank=True)
    goods_count = models.PositiveIntegerField("物资数量（件）", null=True, blank=True)
    person_times = models.PositiveIntegerField("受助人次")
    persons = models.PositiveIntegerField("受助人数（不重复）", null=True, blank=True, help_text="不清楚的留空。")
    activity = models.ForeignKey(
        "activities.Activity", models.PROTECT, verbose_name="相关活动", null=True, blank=True, related_name="grants"
    )
    remark = models.CharField("说明", max_length=300, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=GrantState.choices, default=GrantState.APPLIED, editable=False
    )
    applied_on = models.DateField("申请日期", editable=False)
    applied_by = hand("申请人")
    reviewed_by = hand("初审人")
    checked_by = hand("复核人")
    approved_by = hand("审定人")
    reviewed_on = models.DateField("初审日期", null=True, blank=True, editable=False)
    checked_on = models.DateField("复核日期", null=True, blank=True, editable=False)
    publicity_from = models.DateField("公示开始", null=True, blank=True, editable=False)
    publicity_to = models.DateField("公示结束", null=True, blank=True, editable=False)
    publicity_place = models.CharField("公示地点", max_length=100, blank=True, editable=False)
    approved_on = models.DateField("审定日期", null=True, blank=True, editable=False)
    paid_on = models.DateField("发放日期", null=True, blank=True, editable=False)
    return_reason = models.CharField("退回理由", max_length=200, blank=True, editable=False)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    search_key = models.CharField(max_length=500, editable=False, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "资金物资发放"
        ordering = ["-applied_on", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, person_times__gt=0), name="grant_amount",
                violation_error_message="金额（价值）和受助人次都应大于0。",
            ),
            models.CheckConstraint(
                condition=Q(persons__isnull=True) | Q(persons__gt=0, persons__lte=F("person_times")),
                name="grant_persons_within_times", violation_error_message="受助人数不能多于人次，也不能为0。",
            ),
            models.CheckConstraint(
                condition=Q(asset="money", goods_name="", goods_count__isnull=True)
                | (Q(asset="goods", goods_count__gt=0) & ~Q(goods_name="")),
                name="grant_goods_named", violation_error_message="物资须写明名称和数量；资金不填这两项。",
            ),
            apart("checked_by", "applied_by", "申请人不能复核自己申请的发放。"),
            apart("checked_by", "reviewed_by", "初审和复核不能由同一账号办理。"),
            apart("approved_by", "applied_by", "申请人不能审定自己申请的发放。"),
            apart("approved_by", "reviewed_by", "初审和审定不能由同一账号办理。"),
            models.CheckConstraint(
                condition=Q(state__in=GrantState.committed, approved_on__isnull=False, approved_by__isnull=False,
                            checked_by__isnull=False, reviewed_by__isnull=False)
                | Q(state__in=BEFORE_APPROVAL, approved_on__isnull=True, approved_by__isnull=True),
                name="grant_approved_by_two", violation_error_message="初审、复核、审定齐全的才算审定。",
            ),
            models.CheckConstraint(
                condition=Q(state="paid", paid_on__isnull=False) | (~Q(state="paid") & Q(paid_on__isnull=True)),
                name="grant_paid_on", violation_error_message="已发放的才有、也必须有发放日期。",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["org_path", "paid_on"], name="grant_scope_paid"),
            models.Index(fields=["fund", "state"], name="grant_fund_state"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("activities:grant-detail", args=[self.pk])

    @property
    def stage(self) -> GrantState:
        """The state as its enum, which knows the transitions."""
        return GrantState(self.state)

    def hand_refusal(self, action: str, account: int | None) -> str:
        """Why the account (its key) cannot take the step: who applied or reviewed does not check or approve; empty when
        it can."""
        if action not in GrantAction.of_second_hand or account is None:
            return ""
        done = [label for name, label in FIRST_HANDS if getattr(self, f"{name}_id") == account]
        if not done:
            return ""
        return f"您办理过这笔发放的{'、'.join(done)}，{GrantAction(action).label}须由另一个账号办理。"


class GrantRecipientQuerySet(ScopedQuerySet):
    def of_same_person(self, *, name: str, id_number: str):
        """Rows with the same ID number; where either row has none, of the same name."""
        numbers = keyed_hashes(id_number, ID_NUMBER)
        same_name = Q(name_hash__in=keyed_hashes(name, NAME))
        if not numbers:
            return self.filter(same_name)
        return self.filter(Q(id_number_hash__in=numbers) | (same_name & Q(id_number_hash="")))


class GrantRecipient(models.Model):
    """受助人: an adult named in a grant. Sealed, shown masked; minors are counted by category and never stand here."""

    scope_path = "grant__org_path"

    grant = models.ForeignKey(Grant, models.CASCADE, verbose_name="发放", related_name="recipients")
    name = EncryptedField("姓名", context=NAME, mask=mask_name, hash_field="name_hash")
    name_hash = models.CharField(max_length=64, editable=False, blank=True, default="")
    id_number = EncryptedField(
        "身份证号", context=ID_NUMBER, mask=mask_id_number, hash_field="id_number_hash", blank=True, default=""
    )
    id_number_hash = models.CharField(max_length=64, editable=False, blank=True, default="")
    amount = models.PositiveBigIntegerField("金额或价值（分）", null=True, blank=True)

    objects = GrantRecipientQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "受助人"
        ordering = ["grant", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["grant", "id_number_hash"], condition=~Q(id_number_hash=""), name="grant_recipient_once",
                violation_error_message="同一笔发放中，一个身份证号只登记一次。",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"受助人{mask_name(self.name)}"

    def get_absolute_url(self):
        return f"{self.grant.get_absolute_url()}?tab=recipients"
