"""The pages of needs: list, worklist, one of them, and its steps."""

from __future__ import annotations

from django.urls import reverse

from activities.enums import NeedAction, NeedCategory, NeedState
from activities.filters.service import NeedFilter
from activities.forms.needs import STEP_FORMS, DiscloseForm, ForgetForm, NeedCreateForm, NeedForm
from activities.models import Need
from activities.services.need_moves import move_refusal
from activities.tables.service import DueNeedTable, NeedTable
from activities.views.activities import OwnNode
from activities.views.sealed import SealedInput
from league.core.dates import today
from league.core.masking import mask_name, mask_phone
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
from league.core.views.disclosing import DisclosingView
from organizations.views.actions import TurnTaking

ICONS = {
    NeedAction.ASSIGN: "person-check",
    NeedAction.POSTPONE: "clock-history",
    NeedAction.SOLVE: "check2",
    NeedAction.REFUSE: "x-octagon",
    NeedAction.TELL: "telephone-outbound",
    NeedAction.REOPEN: "arrow-counterclockwise",
}
MAIN = (NeedAction.SOLVE, NeedAction.TELL)


class NeedListView(ScopedListView):
    model, table_class, filterset_class = Need, NeedTable, NeedFilter
    title, noun, permission = "急难愁盼", "activities:need", "activities.view_need"
    create_permission, create_label = "activities.add_need", "登记诉求"
    intro = "逐件登记、交办、办结、告知反映人；反映人的姓名和电话遮盖，不进入列表和导出的文件。"

    def get_links(self):
        """The worklist beside the button for a new row."""
        due = Link("督办清单", reverse("activities:need-due"), "alarm", permission="activities.view_need")
        return [due, *super().get_links()]


class NeedDueListView(NeedListView):
    """What still has to be settled or told, the most urgent first."""

    table_class = DueNeedTable
    title = "诉求督办"
    intro = "没有办结或没有告知反映人的诉求，期限近的在前；点“本级负责的”，只看本级要办的。"
    empty = "没有待办的诉求。"

    def get_queryset(self):
        """Only what is open."""
        return super().get_queryset().open()

    def get_links(self):
        """What the own organisation answers for; everything, closed ones too."""
        own = [grant.organization for grant in self.request.user.current_grants if grant.organization_id]
        links = [Link("全部诉求", reverse("activities:need-list"), "list-ul", permission="activities.view_need")]
        if own:
            mine = reverse("activities:need-due", query={"answering": own[0].code})
            links.insert(0, Link("本级负责的", mine, "person-check", permission="activities.view_need"))
        return links


class NeedDetailView(ScopedDetailView):
    model = Need
    permission = "activities.view_need"
    template_name = "activities/service/need.html"
    select_related = ("organization", "owner", "unit", "meeting")
    facts = (
        Column("code", "诉求编码", kind="code"),
        Column("state", "状态", kind="badge", choices=NeedState),
        Column("category", "类别", kind="badge", choices=NeedCategory),
        Column("raised_on", "反映日期", kind="date"),
        Column("detail", "具体情况"),
        Column("organization", "收集团组织", link=True),
        Column("unit", "涉及单位", link=True),
        Column("meeting", "恳谈会", link=True),
        Column("raiser_kind", "反映人身份", kind="choice"),
        Column("raised_by", "反映人姓名", value=lambda need: need.raised_by and mask_name(need.raised_by)),
        Column("raiser_phone", "反映人电话", kind="code",
               value=lambda need: need.raiser_phone and mask_phone(need.raiser_phone)),
        Column("answering", "责任团组织", value="answering", link=True),
        Column("owner_name", "责任人"),
        Column("due_on", "办理期限", kind="date"),
        Column("outcome", "办理结果"),
        Column("reopened", "重新办理（次）", kind="number"),
    )  # fmt: skip
    tabs = (Tab("steps", "办理经过", "activities/service/tab_steps.html"),)

    def get_crumbs(self):
        """The list above."""
        return [("急难愁盼", reverse("activities:need-list"))]

    def get_links(self):
        """What can be done with what was written down."""
        args = [self.object.pk]
        return [
            Link("更正", reverse("activities:need-update", args=args), "pencil", permission="activities.change_need"),
            Link("查看反映人", reverse("activities:need-disclose", args=args), "eye",
                 permission="activities.disclose_need"),
            Link("清除反映人", reverse("activities:need-forget", args=args), "eraser",
                 permission="activities.forget_need_raiser"),
        ]  # fmt: skip

    def get_context(self):
        """The steps that the state machine and the user's rights allow."""
        need, user = self.object, self.request.user
        actions = [
            Link(
                "改派" if action == NeedAction.ASSIGN and need.state == NeedState.ASSIGNED else action.label,
                reverse(f"activities:need-{action}", args=[need.pk]), ICONS[action],
                "primary" if action in MAIN or need.state == NeedState.RAISED else "outline-secondary",
            )
            for action in need.stage.actions
            if user.has_perm(action.permission, need)
        ]  # fmt: skip
        return super().get_context() | {"actions": actions, "late": need.is_late(today())}

    def tab_steps(self):
        """Every step, the first first."""
        return {"steps": self.object.steps.select_related("owner").order_by("done_on", "pk")}


class NeedCreateView(OwnNode, SealedInput, ScopedCreateView):
    model, form_class, permission = Need, NeedCreateForm, "activities.add_need"
    title, done = "登记诉求", "已登记：{object}。请交办责任团组织和责任人。"

    def get_initial(self):
        """Today."""
        return {"raised_on": today()} | super().get_initial()

    def get_cancel_url(self):
        """Back to the list."""
        return reverse("activities:need-list")


class NeedTurn(TurnTaking):
    """A need stands where it was raised."""

    model = Need

    def get_queryset(self):
        """With the organisation whose tree is locked."""
        return Need.objects.select_related("organization", "owner", "unit", "meeting")

    def node(self):
        """Its organisation."""
        return self.object.organization


class NeedUpdateView(SealedInput, NeedTurn, ScopedUpdateView):
    form_class, permission = NeedForm, "activities.change_need"


class NeedStepView(NeedTurn, ActionView):
    """One step; the URL says which."""

    action = NeedAction.ASSIGN
    done = "已办理：{object}。"

    @property
    def form_class(self):
        """What the step asks for."""
        return STEP_FORMS[self.action]

    @property
    def permission(self):
        """The right of the step."""
        return self.action.permission

    def get_title(self):
        """The step and the need."""
        return f"{self.action.label}：{self.object}"

    def preview(self, form):
        """Why it cannot be done, or what follows."""
        if refusal := move_refusal(self.object, self.action):
            return [refusal]
        data = form.cleaned_data
        said = {
            NeedAction.ASSIGN: "“{0}”交“{owner}”办理，责任人{owner_name}。",
            NeedAction.POSTPONE: "“{0}”的办理期限延至{due_on}，理由记入办理经过。",
            NeedAction.SOLVE: "“{0}”登记为已解决，之后请告知反映人。",
            NeedAction.REFUSE: "“{0}”登记为不予办理，之后请向反映人说明理由。",
            NeedAction.TELL: "“{0}”登记为已告知，办理结束。",
            NeedAction.REOPEN: "“{0}”重新办理，须重新交办，期限重新起算。",
        }[self.action]
        return [said.format(self.object, **data)]


class NeedDiscloseView(DisclosingView):
    model, form_class, permission = Need, DiscloseForm, "activities.disclose_need"

    def get_crumbs(self):
        """The need above."""
        return [("急难愁盼", reverse("activities:need-list")), (str(self.object), self.object.get_absolute_url())]


class NeedForgetView(NeedTurn, ActionView):
    form_class, permission, title = ForgetForm, "activities.forget_need_raiser", "清除反映人"
    submit_label, tone, done = "确认清除", "danger", "已清除反映人的姓名和电话：{object}。"

    def preview(self, form):
        """One sentence."""
        return ["反映人的姓名和电话将清除，不能找回；诉求和办理经过保留。"]
