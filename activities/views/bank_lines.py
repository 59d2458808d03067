"""Reconciliation: the lines of bank statements, what each is, and what the machine proposes."""

from __future__ import annotations

from django.urls import reverse

from activities.enums import MatchState
from activities.filters.funds import BankLineFilter
from activities.forms.bank_lines import AcceptForm
from activities.forms.grants import MatchForm, UnmatchForm
from activities.models import BankLine
from activities.models.bank_line import mask_party
from activities.services.reconciliation import PROPOSED_AT_ONCE, candidates, match_refusal, proposals, tally
from activities.tables.funds import BankLineTable
from activities.views.funds import FundCircleListView
from league.core.access import narrowed
from league.core.money import yuan
from league.core.submissions import Outcome
from league.core.tables import Column
from league.core.views import ActionView, Link, ScopedCreateView, ScopedDetailView, Tab
from organizations.views.actions import TurnTaking


class BankLineListView(FundCircleListView):
    model, table_class, filterset_class = BankLine, BankLineTable, BankLineFilter
    title, noun, permission = "银行对账", "activities:bank-line", "activities.view_bank_line"
    template_name = "activities/funds/bank_lines.html"
    intro = "从银行导出的对账单经“导入”登记；已登记的流水不会被再次导入改写。金额相符、日期相近的列为建议。"

    def get_links(self):
        """To the import and the proposals."""
        links = super().get_links()
        return [
            *links,
            Link("导入对账单", reverse("core:import-create", args=["bank_line"]), "upload",
                 permission="activities.import_bank_line"),
            Link("对账建议", reverse("activities:bank-line-accept"), "magic", "primary", "activities.accept_bank_line"),
        ]  # fmt: skip

    def get_context(self):
        """How far the reconciliation is, of all the user may see."""
        told = tally(self.get_queryset())
        return super().get_context() | {
            "told": told | {"income": yuan(told["income"]), "outlay": yuan(told["outlay"])},
        }


class BankLineDetailView(ScopedDetailView):
    model = BankLine
    permission = "activities.view_bank_line"
    select_related = ("organization", "donation__fund", "grant__fund")
    facts = (
        Column("organization", "管理团组织", link=True),
        Column("account", "账号末四位", kind="code"),
        Column("serial", "流水号", kind="code"),
        Column("booked_on", "交易日期", kind="date"),
        Column("income", "收入（元）", value=lambda line: yuan(line.income)),
        Column("outlay", "支出（元）", value=lambda line: yuan(line.outlay)),
        Column("counterparty", "对方户名", value=lambda line: mask_party(line.counterparty)),
        Column("summary", "摘要"),
        Column("match", "对账", value="match", kind="badge", choices=MatchState),
        Column("donation", "对应来源", link=True),
        Column("grant", "对应发放", link=True),
    )
    tabs = (Tab("candidates", "可能对应的登记", "activities/funds/tab_candidates.html"),)

    def get_crumbs(self):
        """The list above."""
        return [("银行对账", reverse("activities:bank-line-list"))]

    def get_links(self):
        """Matching, taking it back."""
        args = [self.object.pk]
        return [
            Link("对应", reverse("activities:bank-line-match", args=args), "link-45deg", "primary",
                 "activities.match_bank_line"),
            Link("取消对应", reverse("activities:bank-line-unmatch", args=args), "arrow-counterclockwise",
                 permission="activities.unmatch_bank_line"),
        ]  # fmt: skip

    def tab_candidates(self):
        """Entries of the very amount, the nearest day first."""
        line = self.object
        rows = [] if line.match == MatchState.MATCHED else candidates(line)
        url = reverse("activities:bank-line-match", args=[line.pk])
        return {
            "rows": [
                {"entry": row, "day": row.received_on if line.income else row.paid_on, "amount": yuan(row.amount),
                 "url": f"{url}?entry={row.pk}"}
                for row in rows
            ],
            "may_match": self.request.user.has_perm("activities.match_bank_line", line),
            "is_matched": line.match == MatchState.MATCHED,
        }  # fmt: skip


class LineTurn(TurnTaking):
    """A line stands at the organisation of its account."""

    model = BankLine

    def get_queryset(self):
        """With that organisation."""
        return BankLine.objects.select_related("organization")

    def node(self):
        """The organisation."""
        return self.object.organization


class BankLineMatchView(LineTurn, ActionView):
    form_class, permission, title = MatchForm, "activities.match_bank_line", "对应"
    done = "已对应：{object}。"

    def preview(self, form):
        """Why not, or what follows."""
        line, entry = self.object, form.cleaned_data["entry"]
        return [match_refusal(line, entry) or f"{line}（{yuan(line.amount)}元）对应到{entry.code}。流水本身不改动。"]


class BankLineUnmatchView(LineTurn, ActionView):
    form_class, permission, title = UnmatchForm, "activities.unmatch_bank_line", "取消对应"
    done = "已取消对应：{object}。"

    def preview(self, form):
        """What follows."""
        return [f"{self.object}回到未对上；流水和登记本身都不改动。"]


class BankLineAcceptView(ScopedCreateView):
    """Every line of which there is but one meaning, to be accepted in one go."""

    model, form_class, permission = BankLine, AcceptForm, "activities.accept_bank_line"
    title, submit_label, template_name = "对账建议", "确认所选", "activities/funds/proposals.html"

    def get_crumbs(self):
        """The list above."""
        return [("银行对账", reverse("activities:bank-line-list"))]

    def get_cancel_url(self):
        """Back to the list."""
        return reverse("activities:bank-line-list")

    def get_lines(self) -> list[BankLine]:
        """The oldest open lines of the user's scope."""
        rows = narrowed(BankLine.objects.open(), self.request.user).select_related("organization")
        return list(rows.order_by("booked_on", "pk")[:PROPOSED_AT_ONCE])

    def get_done(self, result):
        """Back to the list, with the number."""
        return Outcome(reverse("activities:bank-line-list"), f"已对上{result}条流水。")

    def get_form_kwargs(self):
        """The proposals to choose from."""
        lines = self.get_lines()
        return super().get_form_kwargs() | {"lines": lines, "found": proposals(lines)}

    def show(self, form, **extra):
        """Without a form where nothing is proposed."""
        return super().show(form, **extra, empty=not form.lines)
