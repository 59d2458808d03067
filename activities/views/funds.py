"""The pages of funds: list, one of them with its flows, and the sheet for the public notice."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from activities.enums import Asset
from activities.exports.fund_sheets import sheet_workbook
from activities.filters.funds import FundFilter
from activities.forms.funds import FundCloseForm, FundCreateForm, FundForm, FundReopenForm
from activities.forms.periods import PeriodForm
from activities.models import Fund
from activities.services.fund_disclosure import sheet_of
from activities.services.funds import closing_refusal
from activities.tables.funds import FundTable
from activities.views.activities import OwnNode
from league.core.audit import record
from league.core.dates import today
from league.core.exporter import FORMATS, named
from league.core.money import yuan
from league.core.tables import Column
from league.core.views import (
    ActionView,
    Link,
    ScopedCreateView,
    ScopedDetailView,
    ScopedListView,
    ScopedUpdateView,
    Tab,
)
from league.core.views.base import Page, get_permitted_or_404

SHOWN = 30
COLUMNS = {
    "heads_in": ("筹措主体", "捐赠方", "笔数", "物资", "金额或折价（元）"),
    "numeric_in": (2, 4),
    "heads_out": ("用途和受助对象", "受助人次", "金额或价值（元）"),
    "numeric_out": (1, 2),
}
FUND_LISTS = (
    ("资金专项", "fund", "activities.view_fund"), ("来源", "donation", "activities.view_donation"),
    ("发放", "grant", "activities.view_grant"), ("关爱帮扶", "aid-case", "activities.view_aid_case"),
    ("银行对账", "bank-line", "activities.view_bank_line"),
)  # fmt: skip


class FundCircleListView(ScopedListView):
    """A list with buttons to the others about money."""

    def get_links(self):
        """The others first, then what is new."""
        others = [
            Link(label, reverse(f"activities:{noun}-list"), permission=permission)
            for label, noun, permission in FUND_LISTS
            if f"activities:{noun}" != self.noun
        ]
        return [*others, *super().get_links()]


class FundListView(FundCircleListView):
    model, table_class, filterset_class = Fund, FundTable, FundFilter
    title, noun, permission = "资金专项", "activities:fund", "activities.view_fund"
    create_permission, create_label = "activities.add_fund", "设立专项"
    intro = "资金与物资分开结余，收入与支出不相加；已审定、尚未发放的也已从结余中扣除，支出只计已发放的。"

    def get_queryset(self):
        """With what came in and went out."""
        return super().get_queryset().with_flows()


class FundDetailView(ScopedDetailView):
    model = Fund
    permission = "activities.view_fund"
    template_name = "activities/funds/fund.html"
    select_related = ("organization", "programme__organization")
    facts = (
        Column("code", "专项编码", kind="code"),
        Column("organization", "管理团组织", link=True),
        Column("programme", "品牌项目", link=True),
        Column("purpose", "用途说明"),
        Column("account_holder", "账户所在单位"),
        Column("opened_on", "设立日期", kind="date"),
        Column("closed_on", "结清日期", kind="date"),
    )
    tabs = (
        Tab("donations", "来源", "activities/funds/tab_donations.html"),
        Tab("grants", "发放", "activities/funds/tab_grants.html"),
    )

    def get_queryset(self):
        """With what came in and went out."""
        return Fund.objects.with_flows().select_related(*self.select_related)

    def get_crumbs(self):
        """The list above."""
        return [("资金专项", reverse("activities:fund-list"))]

    def get_links(self):
        """Gifts, grants, the notice, and what can be done with the fund itself."""
        fund = self.object
        pages = (("公开表", "disclosure", "file-earmark-text", "disclose"), ("修改", "update", "pencil", "change"),
                 ("结清", "close", "archive", "close"), ("恢复", "reopen", "arrow-counterclockwise", "reopen"))  # fmt: skip
        return [
            Link("登记来源", f"{reverse('activities:donation-create')}?fund={fund.pk}", "box-arrow-in-down",
                 permission="activities.add_donation"),
            Link("申请发放", f"{reverse('activities:grant-create')}?fund={fund.pk}", "box-arrow-up",
                 permission="activities.spend_fund"),
            *(
                Link(label, reverse(f"activities:fund-{page}", args=[fund.pk]), icon,
                     permission=f"activities.{right}_fund")
                for label, page, icon, right in pages
            ),
        ]  # fmt: skip

    def get_context(self):
        """The balances above everything."""
        fund = self.object
        return super().get_context() | {
            "money": {"balance": yuan(fund.money_balance), "came": yuan(fund.money_in), "went": yuan(fund.money_out)},
            "goods": {"balance": yuan(fund.goods_balance), "came": yuan(fund.goods_in), "went": yuan(fund.goods_out)},
        }

    def tab_donations(self):
        """The latest gifts."""
        rows = self.object.donations.with_used().select_related("organization", "unit")
        shown = [
            {"row": row, "amount": yuan(row.amount), "left": yuan(row.amount - row.used)}
            for row in rows.order_by("-received_on", "code")[:SHOWN]
        ]
        return {"donations": shown, "count": rows.count()}

    def tab_grants(self):
        """The latest grants."""
        rows = self.object.grants.select_related("organization")
        shown = [{"row": row, "amount": yuan(row.amount)} for row in rows.order_by("-applied_on", "code")[:SHOWN]]
        return {"grants": shown, "count": rows.count()}


class FundCreateView(OwnNode, ScopedCreateView):
    model, form_class, permission = Fund, FundCreateForm, "activities.add_fund"
    title, done = "设立资金专项", "已设立：{object}。请登记来源。"

    def get_cancel_url(self):
        """Back to the list."""
        return reverse("activities:fund-list")


class FundUpdateView(ScopedUpdateView):
    model, form_class, permission = Fund, FundForm, "activities.change_fund"


class FundCloseView(ActionView):
    model, form_class, permission = Fund, FundCloseForm, "activities.close_fund"
    title, submit_label, done = "结清专项", "确认结清", "已结清：{object}。"

    def preview(self, form):
        """Why not, or what follows."""
        return [closing_refusal(self.object) or f"“{self.object}”结清后不再登记来源和发放，记录保留。"]


class FundReopenView(ActionView):
    model, form_class, permission = Fund, FundReopenForm, "activities.reopen_fund"
    title, submit_label, done = "恢复专项", "确认恢复", "已恢复：{object}。"

    def preview(self, form):
        """What follows."""
        return [f"“{self.object}”恢复后可以继续登记来源和发放。"]


class FundDisclosureView(Page):
    """公开表 on a page, and as a workbook with ``?export=xlsx``; the days are asked in the address."""

    model = Fund
    permission = "activities.disclose_fund"
    template_name = "activities/funds/disclosure.html"

    def open(self):
        """The fund, through the door."""
        funds = Fund.objects.select_related("organization")
        self.object = get_permitted_or_404(funds, self.kwargs["pk"], self.request.user, self.permission)

    def get_title(self):
        """The fund's."""
        return f"{self.object}公开表"

    def get_crumbs(self):
        """The fund above."""
        return [("资金专项", reverse("activities:fund-list")), (str(self.object), self.object.get_absolute_url())]

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """The sheet of the days asked for; this year's without."""
        on = today()
        usual = {"first": date(on.year, 1, 1), "last": on}
        form = PeriodForm(request.GET if request.GET.get("first") else usual)
        days = form.cleaned_data if form.is_valid() else usual
        sheet = sheet_of(self.object, first=days["first"], last=days["last"])
        if request.GET.get("export") == "xlsx" and form.is_valid():
            return self.deliver(sheet)
        parts = [
            {
                "label": asset.label,
                "sources": [
                    [one.raiser, one.donor, one.gifts, one.goods, yuan(one.amount.fen)] for one in sheet.sources[asset]
                ],
                "groups": [[one.label, one.told, yuan(one.amount.fen)] for one in sheet.groups[asset]],
                "received": str(sheet.received[asset]),
                "handed_out": str(sheet.handed_out[asset]),
                "times": str(sheet.times.get(asset, "")),
            }
            for asset in Asset
        ]
        context = self.get_context() | {"form": form, "sheet": sheet, "parts": parts}
        return render(request, self.template_name, context | COLUMNS)

    def deliver(self, sheet) -> HttpResponse:
        """The workbook; the log says who took it."""
        record(self.request.user, "fund.disclosed", self.object, first=str(sheet.first), last=str(sheet.last))
        response = HttpResponse(sheet_workbook(sheet), content_type=FORMATS["xlsx"])
        return named(response, f"{self.object}公开表-{sheet.first}至{sheet.last}.xlsx")
