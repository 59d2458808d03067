"""Funds: a purpose that money and goods are given for, with what is left of both."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from activities.enums import Asset, GrantState
from league.core.fields import PathField
from league.core.scoping import ScopedQuerySet, ancestor_ids
from organizations.models.organization import CODE


class FundQuerySet(ScopedQuerySet):
    def open_to(self, user):
        """Open funds that the user may apply to: those of the scope and of the offices above it."""
        scope = user.scope
        above = {key for path in scope.paths for key in ancestor_ids(path)}
        return self.filter(scope.q("org_path") | Q(organization__in=above), closed_on__isnull=True)

    def with_flows(self):
        """Annotate what came in and what went out, each apart for money and goods (in fen), with the people reached:
        money_in, goods_in, money_out, goods_out, times (人次) and persons (人) of what was handed out."""

        def total(flow, column, **only):
            model = self.model._meta.get_field(flow).related_model
            rows = model.objects.filter(fund=OuterRef("pk"), **only).order_by().values("fund")
            return Coalesce(Subquery(rows.annotate(total=Sum(column)).values("total")), 0)

        paid = {"state__in": GrantState.counted}
        return self.annotate(
            money_in=total("donations", "amount", asset=Asset.MONEY),
            goods_in=total("donations", "amount", asset=Asset.GOODS),
            money_out=total("grants", "amount", asset=Asset.MONEY, **paid),
            goods_out=total("grants", "amount", asset=Asset.GOODS, **paid),
            times=total("grants", "person_times", **paid),
            persons=total("grants", "persons", **paid),
        )


class Fund(models.Model):
    """资金专项: one purpose with its two balances, in fen. A balance is written by services.fund_balances alone: what was
    received less what is approved or handed out; it is never below nothing."""

    scope_path = "org_path"

    code = models.CharField("专项编码", max_length=30, unique=True, validators=[CODE])
    name = models.CharField("专项名称", max_length=100)
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, verbose_name="管理团组织", related_name="funds"
    )
    org_path = PathField("归口路径", editable=False)
    programme = models.ForeignKey(
        "activities.Programme", models.PROTECT, verbose_name="品牌项目", null=True, blank=True, related_name="funds"
    )
    purpose = models.TextField("用途说明", max_length=1000, help_text="资助谁、做什么、按什么标准。")
    account_holder = models.CharField(
        "账户所在单位", max_length=100, blank=True, help_text="资金不在管理团组织账户的填写，例如团属社会组织、慈善会。"
    )
    opened_on = models.DateField("设立日期")
    closed_on = models.DateField("结清日期", null=True, blank=True, editable=False)
    money_balance = models.BigIntegerField("资金结余（分）", default=0, editable=False)
    goods_balance = models.BigIntegerField("物资结余（分）", default=0, editable=False)
    revision = models.PositiveIntegerField("修订号", default=1, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    search_key = models.CharField(max_length=500, editable=False, blank=True)

    objects = FundQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "资金专项"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(money_balance__gte=0), name="fund_money_never_below_zero",
                violation_error_message="资金结余不足。",
            ),
            models.CheckConstraint(
                condition=Q(goods_balance__gte=0), name="fund_goods_never_below_zero",
                violation_error_message="物资结余不足。",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(money_balance=0, goods_balance=0), name="fund_closed_empty",
                violation_error_message="还有结余的专项不能结清。",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["org_path", "code"], name="fund_scope")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("activities:fund-detail", args=[self.pk])

    def balance(self, asset: str) -> int:
        """What is left of money, or of goods, in fen."""
        return self.money_balance if asset == Asset.MONEY else self.goods_balance
