"""The pages of gifts."""

from __future__ import annotations

from django.urls import reverse

from activities.enums import Asset
from activities.filters.funds import DonationFilter
from activities.forms.funds import GiftCreateForm, GiftForm, GiftRemoveForm, RevealForm
from activities.models import Donation
from activities.services.fund_disclosure import uses_of
from activities.services.funds import removal_refusal
from activities.tables.funds import DonationTable
from activities.views.activities import OwnNode
from activities.views.funds import FundCircleListView
from league.core.money import yuan
from league.core.tables import Column
from league.core.views import ActionView, Link, ScopedCreateView, ScopedDetailView, ScopedUpdateView, Tab
from league.core.views.disclosing import DisclosingView
from organizations.views.actions import TurnTaking

OUTSIDE = "您管理范围外的发放"


class DonationListView(FundCircleListView):
    model, table_class, filterset_class = Donation, DonationTable, DonationFilter
    title, noun, permission = "资金物资来源", "activities:donation", "activities.view_donation"
    create_permission, create_label = "activities.add_donation", "登记来源"
    intro = "个人捐赠者的姓名打码显示和导出；全名在该笔来源的页面上说明理由后查看。"

    def get_queryset(self):
        """With what grants have drawn from each."""
        return super().get_queryset().with_used()


class DonationDetailView(ScopedDetailView):
    model = Donation
    permission = "activities.view_donation"
    select_related = ("fund__organization", "organization", "unit")
    facts = (
        Column("code", "登记号", kind="code"),
        Column("fund", "资金专项", link=True),
        Column("raiser", "筹措主体", kind="choice"),
        Column("raised_by", "筹措组织", value="raised_by"),
        Column("organization", "筹措团组织", link=True),
        Column("donor_kind", "捐赠方类别", kind="choice"),
        Column("donor", "捐赠方", value="donor_shown"),
        Column("asset", "形式", kind="badge", choices=Asset),
        Column("amount", "金额或折价（元）", value=lambda row: yuan(row.amount)),
        Column("used", "已使用（元）", value=lambda row: yuan(row.used)),
        Column("left", "未使用（元）", value=lambda row: yuan(row.amount - row.used)),
        Column("goods_name", "物资名称"),
        Column("goods_count", "物资数量（件）", kind="number"),
        Column("received_on", "到账日期", kind="date"),
        Column("receipt_number", "票据号", kind="code"),
        Column("is_public", "公开募捐", kind="bool"),
        Column("charity", "合作慈善组织"),
        Column("filing_number", "募捐方案备案号", kind="code"),
        Column("remark", "备注"),
    )
    tabs = (Tab("uses", "去向", "activities/funds/tab_uses.html"),)

    def get_queryset(self):
        """With what grants have drawn from it."""
        return Donation.objects.with_used().select_related(*self.select_related)

    def get_title(self):
        """The fund and the number."""
        return f"{self.object.fund}：{self.object}"

    def get_crumbs(self):
        """The list above."""
        return [("资金物资来源", reverse("activities:donation-list"))]

    def get_links(self):
        """The donor's name, correcting, removing."""
        pages = (
            ("查看捐赠方全名", "reveal", "eye", "outline-secondary"),
            ("修改", "change", "pencil", "outline-secondary"),
            ("删去误登", "remove", "trash", "outline-danger"),
        )
        return [
            Link(
                label, reverse(f"activities:donation-{page}", args=[self.object.pk]), icon, tone,
                f"activities.{page}_donation",
            )
            for label, page, icon, tone in pages
        ]  # fmt: skip

    def tab_uses(self):
        """What it went to; a grant outside the user's scope without a name."""
        rows = [
            {"grant": use.grant if self.is_open(use.grant) else None, "amount": yuan(use.amount)}
            for use in uses_of(self.object)
        ]
        return {"uses": rows, "outside": OUTSIDE, "left": yuan(self.object.amount - self.object.used)}


class DonationCreateView(OwnNode, ScopedCreateView):
    model, form_class, permission = Donation, GiftCreateForm, "activities.add_donation"
    title, done = "登记来源", "已登记：{object}。"

    def get_cancel_url(self):
        """Back to the list."""
        return reverse("activities:donation-list")


class GiftTurn(TurnTaking):
    """A gift stands at its raiser; its fund's tree is locked first."""

    model = Donation

    def get_queryset(self):
        """With the fund, whose keepers have the rights."""
        return Donation.objects.select_related("fund__organization", "organization")

    def node(self):
        """The organisation that keeps the fund."""
        return self.object.fund.organization


class DonationUpdateView(GiftTurn, ScopedUpdateView):
    form_class, permission = GiftForm, "activities.change_donation"


class DonationRemoveView(GiftTurn, ActionView):
    form_class, permission = GiftRemoveForm, "activities.remove_donation"
    title, submit_label, done, tone = "删去误登", "确认删去", "已删去，回到{object}。", "danger"

    def preview(self, form):
        """Why not, or what follows."""
        words = f"删去{self.object}（{yuan(self.object.amount)}元），专项结余随之减少，操作历史中保留原内容。"
        return [removal_refusal(self.object) or words]


class DonationRevealView(GiftTurn, DisclosingView):
    form_class, permission = RevealForm, "activities.reveal_donation"
