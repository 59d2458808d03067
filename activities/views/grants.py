"""The pages of grants: list, one of them with its hands and sources, the application, the steps."""

from __future__ import annotations

from django.urls import reverse

from activities.enums import Asset, GrantAction, GrantState, RecipientKind
from activities.filters.funds import GrantFilter
from activities.forms.funds import RevealForm
from activities.forms.grants import GrantCreateForm, GrantForm, RecipientRemoveForm, RecipientsForm, form_of
from activities.models import Grant, GrantRecipient
from activities.services.fund_balances import shortage
from activities.services.fund_disclosure import sources_of
from activities.services.grant_moves import publicity_refusal, step_refusal
from activities.services.grants import named_elsewhere
from activities.tables.funds import GrantTable
from activities.views.activities import OwnNode
from activities.views.funds import FundCircleListView
from league.core.dates import today
from league.core.masking import mask_exported_id_number, mask_name
from league.core.money import yuan
from league.core.tables import Column
from league.core.views import ActionView, Link, ScopedCreateView, ScopedDetailView, ScopedUpdateView, Tab
from league.core.views.disclosing import DisclosingView
from organizations.views.actions import TurnTaking

ICONS = {
    GrantAction.REVIEW: "check2",
    GrantAction.CHECK: "check2-all",
    GrantAction.PUBLICIZE: "megaphone",
    GrantAction.APPROVE: "patch-check",
    GrantAction.PAY: "cash-coin",
    GrantAction.RETURN: "reply",
    GrantAction.RESUBMIT: "send",
    GrantAction.REJECT: "x-octagon",
    GrantAction.REVOKE: "arrow-counterclockwise",
    GrantAction.UNPAY: "arrow-counterclockwise",
    GrantAction.WITHDRAW: "x-circle",
}
SENTENCES = {
    GrantAction.REVIEW: "“{0}”初审通过；复核须由另一个账号办理。",
    GrantAction.CHECK: "“{0}”复核通过，接着公示。",
    GrantAction.PUBLICIZE: "“{0}”登记公示；公示期满后才能审定。公示内容请用专项的公开表，不写未成年人的姓名。",
    GrantAction.APPROVE: "“{0}”审定后，专项结余减少{1}元，按到账先后从各笔来源中列支。",
    GrantAction.PAY: "“{0}”登记为已发放，从发放日期起计入统计。",
    GrantAction.RETURN: "“{0}”退回补正，已办的初审、复核和公示作废。",
    GrantAction.RESUBMIT: "“{0}”重新申请，从初审开始。",
    GrantAction.REJECT: "“{0}”不予发放，到此为止。",
    GrantAction.REVOKE: "“{0}”撤销审定并退回补正，{1}元退回专项结余。",
    GrantAction.UNPAY: "“{0}”恢复为已审定，不再计入统计。",
    GrantAction.WITHDRAW: "“{0}”撤回申请，到此为止。",
}
OUTSIDE = "您管理范围外的来源"


def told(grant: Grant) -> str:
    """What is decided upon, in a sentence."""
    goods = f"，{grant.goods_name}{grant.goods_count}件" if grant.goods_name else ""
    return (
        f"{grant.organization}申请从“{grant.fund}”发放{grant.get_asset_display()}{yuan(grant.amount)}元{goods}，"
        f"用于{grant.get_recipient_display()}{grant.person_times}人次（{grant.get_use_display()}）。"
    )


class GrantListView(FundCircleListView):
    model, table_class, filterset_class = Grant, GrantTable, GrantFilter
    title, noun, permission = "资金物资发放", "activities:grant", "activities.view_grant"
    create_permission, create_label = "activities.add_grant", "申请发放"
    intro = "依次为申请、初审、复核、公示、审定、发放；申请、初审的账号不能再办复核、审定。统计只计已发放的。"


class GrantDetailView(ScopedDetailView):
    model = Grant
    permission = "activities.view_grant"
    template_name = "activities/funds/grant.html"
    select_related = (
        "fund__organization", "organization", "activity", "applied_by", "reviewed_by", "checked_by", "approved_by",
    )  # fmt: skip
    facts = (
        Column("code", "发放号", kind="code"),
        Column("state", "状态", kind="badge", choices=GrantState),
        Column("fund", "资金专项", link=True),
        Column("organization", "申请团组织", link=True),
        Column("use", "用途", kind="choice"),
        Column("recipient", "受助对象", kind="choice"),
        Column("asset", "形式", kind="badge", choices=Asset),
        Column("amount", "金额或价值（元）", value=lambda row: yuan(row.amount)),
        Column("goods_name", "物资名称"),
        Column("goods_count", "物资数量（件）", kind="number"),
        Column("person_times", "受助人次", kind="number"),
        Column("persons", "受助人数（不重复）", value=lambda row: row.persons or "不详"),
        Column("activity", "相关活动", link=True),
        Column("remark", "说明"),
        Column("applied_on", "申请日期", kind="date"),
        Column("applied_by", "申请（最后修改）人"),
        Column("reviewed_by", "初审人"),
        Column("reviewed_on", "初审日期", kind="date"),
        Column("checked_by", "复核人"),
        Column("checked_on", "复核日期", kind="date"),
        Column("publicity_from", "公示开始", kind="date"),
        Column("publicity_to", "公示结束", kind="date"),
        Column("publicity_place", "公示地点"),
        Column("approved_by", "审定人"),
        Column("approved_on", "审定日期", kind="date"),
        Column("paid_on", "发放日期", kind="date"),
    )
    tabs = (
        Tab("sources", "资金来源", "activities/funds/tab_sources.html"),
        Tab("recipients", "受助人", "activities/funds/tab_recipients.html"),
    )

    def get_crumbs(self):
        """The list above."""
        return [("资金物资发放", reverse("activities:grant-list"))]

    def get_links(self):
        """What can be done with the application."""
        args = [self.object.pk]
        return [
            Link("修改", reverse("activities:grant-update", args=args), "pencil", permission="activities.change_grant"),
            Link("登记受助人", reverse("activities:grant-name", args=args), "person-plus",
                 permission="activities.name_grant"),
            Link("查看受助人完整信息", reverse("activities:grant-reveal", args=args), "eye",
                 permission="activities.reveal_grant"),
        ]  # fmt: skip

    def get_context(self):
        """The steps that the state machine and the user's rights allow, and why one is somebody else's."""
        grant, user = self.object, self.request.user
        actions = [
            Link(
                action.label, reverse(f"activities:grant-{action}", args=[grant.pk]), ICONS[action],
                "outline-danger" if action in (GrantAction.REJECT, GrantAction.WITHDRAW) else "outline-primary",
            )
            for action in grant.stage.actions
            if user.has_perm(action.permission, grant)
        ]  # fmt: skip
        elsewhere = [refusal for action in grant.stage.actions if (refusal := grant.hand_refusal(action, user.pk))]
        return super().get_context() | {"actions": actions, "elsewhere": elsewhere, "course": self.get_course()}

    def get_course(self) -> list[dict]:
        """The straight way, and how far it has come."""
        states = [GrantState(value) for value in GrantState.course]
        reached = states.index(self.object.stage) if self.object.stage in states else -1
        return [{"label": state.label, "done": place <= reached} for place, state in enumerate(states)]

    def tab_sources(self):
        """The gifts it draws on; one outside the user's scope without a number."""
        rows = [
            {"gift": use.donation if self.is_open(use.donation) else None, "amount": yuan(use.amount)}
            for use in sources_of(self.object)
        ]
        return {"sources": rows, "outside": OUTSIDE}

    def tab_recipients(self):
        """Masked; who is named in another grant of the fund and year is pointed out."""
        grant = self.object
        twice, may_remove = named_elsewhere(grant), self.request.user.has_perm("activities.change_grant", grant)
        rows = [
            {
                "row": row,
                "name": mask_name(row.name),
                "number": mask_exported_id_number(row.id_number),
                "amount": yuan(row.amount),
                "twice": twice.get(row.pk, 0),
            }
            for row in grant.recipients.order_by("pk")
        ]
        return {"people": rows, "may_remove": may_remove, "by_number": grant.recipient in RecipientKind.by_number}


class GrantCreateView(OwnNode, ScopedCreateView):
    model, form_class, permission = Grant, GrantCreateForm, "activities.add_grant"
    title, done = "申请发放", "已申请：{object}。由管理专项的团组织初审。"

    def get_cancel_url(self):
        """Back to the list."""
        return reverse("activities:grant-list")


class GrantTurn(TurnTaking):
    """A grant stands at the organisation that applied; the rights ask for its fund."""

    model = Grant

    def get_queryset(self):
        """With its fund and its organisation."""
        return Grant.objects.select_related("fund__organization", "organization")

    def node(self):
        """The organisation that keeps the fund: the tree is one."""
        return self.object.fund.organization


class GrantUpdateView(GrantTurn, ScopedUpdateView):
    form_class, permission = GrantForm, "activities.change_grant"


class GrantNameView(GrantTurn, ScopedUpdateView):
    form_class, permission, submit_label = RecipientsForm, "activities.name_grant", "登记"
    done = "已登记受助人：{object}。"

    def get_title(self):
        """The grant."""
        return f"登记受助人：{self.object}"


class GrantRevealView(GrantTurn, DisclosingView):
    form_class, permission = RevealForm, "activities.reveal_grant"


class GrantStepView(GrantTurn, ActionView):
    """One step; the URL says which."""

    action = GrantAction.REVIEW
    done = "已办理：{object}。"

    @property
    def form_class(self):
        """With a reason, or the notice's days."""
        return form_of(self.action)

    @property
    def permission(self):
        """The right of the step."""
        return self.action.permission

    def get_title(self):
        """The step and the grant."""
        return f"{self.action.label}：{self.object}"

    def preview(self, form):
        """Why it cannot be done, or what follows; before the approval, what the fund lacks."""
        grant, data = self.object, form.cleaned_data
        if refusal := step_refusal(grant, self.action, on=data.get("on", today()), actor=self.request.user):
            return [refusal]
        if self.action == GrantAction.PUBLICIZE and (
            refusal := publicity_refusal(data["publicity_from"], data["publicity_to"])
        ):
            return [refusal]
        sentences = [told(grant), SENTENCES[self.action].format(grant, yuan(grant.amount))]
        if grant.state in GrantState.open and self.action in (GrantAction.REVIEW, GrantAction.CHECK):
            lack = shortage(grant.fund, grant.asset, grant.amount)
            sentences += [f"请注意：{lack}"] if lack else []
        return sentences


class RecipientRemoveView(ActionView):
    model, form_class, permission = GrantRecipient, RecipientRemoveForm, "activities.unname_grant"
    title, submit_label, done, tone = "删去误登的受助人", "确认删去", "已删去，回到{object}。", "danger"

    def get_queryset(self):
        """With the grant that names it."""
        return GrantRecipient.objects.select_related("grant__fund__organization", "grant__organization")

    def preview(self, form):
        """Who goes."""
        return [f"从“{self.object.grant}”的名单中删去{self.object}。"]
