"""The offices' pages of applications and placements."""

from __future__ import annotations

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Concat
from django.shortcuts import render
from django.urls import reverse

from cadres.enums import ApplicationAction, ApplicationState
from cadres.filters.recruitment import ApplicationFilter, PlacementFilter
from cadres.forms.applications import FORMS, DiscloseForm
from cadres.models import Application, Placement, Wish
from cadres.services.recruits import unlinked_reason
from cadres.tables.recruitment import ApplicationTable, PlacementTable
from league.core.masking import mask_id_number, mask_phone, year_month
from league.core.tables import Column
from league.core.views import ActionView, Link, ScopedDetailView, ScopedListView, ScopedUpdateView, Tab
from league.core.views.editing import Refused, refuse_in_words
from league.core.views.steps import StepPage
from organizations.views.actions import TurnTaking

ICONS = {
    ApplicationAction.PASS: "check2-circle",
    ApplicationAction.REJECT: "x-circle",
    ApplicationAction.RECHECK: "arrow-counterclockwise",
    ApplicationAction.SCORE: "123",
    ApplicationAction.SELECT: "person-check",
    ApplicationAction.UNSELECT: "person-x",
    ApplicationAction.DECLINE: "person-dash",
    ApplicationAction.RECONSIDER: "person-plus",
    ApplicationAction.TAKE_UP: "briefcase",
    ApplicationAction.MISS: "person-x",
    ApplicationAction.LEAVE: "box-arrow-right",
    ApplicationAction.REVOKE: "arrow-counterclockwise",
}


def step_links(row, stage: ApplicationState, drive_state: str, user, *, of_placement: bool) -> list[Link]:
    """Buttons of the steps that the state machine and the user's rights allow."""
    noun = "placement" if of_placement else "application"
    return [
        Link(action.label, reverse(f"cadres:{noun}-{action.replace('_', '-')}", args=[row.pk]), ICONS[action])
        for action in stage.actions_in(drive_state)
        if action in ICONS and action.is_of_placement == of_placement and user.has_perm(action.permission, row)
    ]


class ApplicationListView(ScopedListView):
    model, table_class, filterset_class = Application, ApplicationTable, ApplicationFilter
    title, noun = "招募报名", "cadres:application"
    permission = "cadres.view_application"
    intro = "手机号打码显示和导出；完整号码在报名的页面上说明理由后查看。"

    def get_queryset(self):
        """With the first wish."""
        first = Wish.objects.filter(application=OuterRef("pk")).order_by("rank")
        words = first.values_list(Concat("opening__host", "opening__title"), flat=True)
        return super().get_queryset().annotate(first_wish=Subquery(words[:1]))


class ApplicationDetailView(ScopedDetailView):
    model = Application
    permission = "cadres.view_application"
    template_name = "cadres/recruitment/application.html"
    select_related = ("drive", "home_division", "placement__opening")
    facts = (
        Column("drive", "招募", link=True),
        Column("code", "报名号", kind="code"),
        Column("state", "状态", kind="badge", choices=ApplicationState),
        Column("name", "姓名"),
        Column("sex", "性别", kind="choice"),
        Column("birth", "出生年月", value=lambda row: year_month(row.birth_on)),
        Column("phone", "手机号", value=lambda row: mask_phone(row.phone)),
        Column("id_number", "身份证号", value=lambda row: mask_id_number(row.id_number)),
        Column("college", "就读（毕业）院校"),
        Column("major", "专业"),
        Column("level", "学历层次", kind="choice"),
        Column("graduates_in", "毕业年份"),
        Column("home_division", "户籍所在乡镇"),
        Column("applied_on", "报名日期", kind="date"),
        Column("screening_note", "审核意见"),
        Column("score", "面试成绩", kind="number"),
        Column("consent_version", "同意的知情同意书版本"),
        Column("consented_at", "同意时间", kind="date"),
        Column("erased_on", "个人信息清除日期", kind="date"),
    )
    tabs = (Tab("wishes", "志愿", "cadres/recruitment/tab_wishes.html"),)

    def get_crumbs(self):
        """The list above."""
        return [("招募报名", reverse("cadres:application-list"))]

    def get_links(self):
        """The full values, with a reason."""
        url = reverse("cadres:application-disclose", args=[self.object.pk])
        return [Link("查看完整信息", url, "eye", permission="cadres.disclose_application")]

    def get_context(self):
        """The steps that are allowed now, and where the person was placed."""
        row = self.object
        actions = step_links(row, row.stage, row.drive.state, self.request.user, of_placement=False)
        return super().get_context() | {"actions": actions, "placement": getattr(row, "placement", None)}

    def tab_wishes(self):
        """The openings wished for, the dearest first."""
        return {"wishes": self.object.wishes.select_related("opening__division").order_by("rank")}


class StepView(StepPage, ActionView):
    """One step of an application or placement. Without an object its right is asked first, so that the page can say why
    not now."""

    template_name = "components/grave_step_page.html"
    action, forms = ApplicationAction.PASS, FORMS
    done = "已办理：{object}。"


class ApplicationStepView(StepView):
    model = Application

    def get_queryset(self):
        """With its drive."""
        return Application.objects.select_related("drive")

    def preview(self, form):
        """What follows."""
        name, label = self.object.name, self.action.label
        if self.action == ApplicationAction.SELECT:
            opening, on = form.cleaned_data["opening"], form.cleaned_data["on"]
            wished = self.object.wishes.filter(opening=opening).exists()
            adjusted = [] if wished else ["请注意：这个岗位不在本人所填的志愿中（调剂），请先征得本人同意。"]
            left = opening.seats - opening.taken - 1
            return [f"{on}起录用{name}到“{opening}”，该岗位还余{max(left, 0)}个空缺。", *adjusted]
        return [f"{label}：{name}（{self.object.code}）。"]


class PlacementTurn(TurnTaking):
    """A placement stands at the opening's organisation."""

    model = Placement

    def get_queryset(self):
        """With what the services lock first."""
        return Placement.objects.select_related("application__drive", "opening__organization", "opening__drive")

    def node(self):
        """The organisation."""
        return self.object.opening.organization


class PlacementStepView(PlacementTurn, StepView):
    def preview(self, form):
        """What follows."""
        name, label, opening = self.object.application.name, self.action.label, self.object.opening
        more = {
            ApplicationAction.TAKE_UP: "同时为本人建立（或对应）人员档案。",
            ApplicationAction.MISS: "该岗位空出一个名额。",
            ApplicationAction.LEAVE: "该岗位空出一个名额。",
            ApplicationAction.REVOKE: "已出具的证明随之作废。",
        }[self.action]
        return [f"{label}：{name}，{opening}。", more]


class PlacementListView(ScopedListView):
    model, table_class, filterset_class = Placement, PlacementTable, PlacementFilter
    title, noun = "录用上岗", "cadres:placement"
    permission = "cadres.view_placement"
    intro = "录用以后的上岗、离岗，由用人单位归口的团委登记。手机号打码显示和导出。"


class PlacementDetailView(ScopedDetailView):
    model = Placement
    permission = "cadres.view_placement"
    template_name = "cadres/recruitment/placement.html"
    select_related = (
        "application__drive", "opening__drive__organization", "opening__organization", "opening__division", "person",
        "post",
    )  # fmt: skip
    facts = (
        Column("opening", "岗位", link=True),
        Column("division", "工作地点", value="opening__division"),
        Column("name", "姓名", value="application__name"),
        Column("sex", "性别", value="application__sex", kind="choice"),
        Column("college", "院校", value="application__college"),
        Column("major", "专业", value="application__major"),
        Column("phone", "手机号", value=lambda row: mask_phone(row.application.phone)),
        Column("state", "状态", value="application__state", kind="badge", choices=ApplicationState),
        Column("selected_on", "录用日期", kind="date"),
        Column("took_up_on", "上岗日期", kind="date"),
        Column("left_on", "离岗日期", kind="date"),
        Column("leave_reason", "离岗原因"),
        Column("person", "人员档案", link=True),
        Column("post", "任职", link=True),
        Column("certificate_number", "证明编号", kind="code"),
        Column("certified_on", "出具证明日期", kind="date"),
    )

    def get_crumbs(self):
        """The list above."""
        return [("录用上岗", reverse("cadres:placement-list"))]

    def get_links(self):
        """The certificate: to be given, or to be printed."""
        row = self.object
        if row.certificate_number:
            pages = (("打印证明", "certificate", "printer"), ("证明（Word）", "certificate-document", "file-word"))
            return [
                Link(label, reverse(f"cadres:placement-{page}", args=[row.pk]), icon) for label, page, icon in pages
            ]
        url = reverse("cadres:placement-certify", args=[row.pk])
        return [Link("出具证明", url, "award", permission="cadres.certify_placement")]

    def get_context(self):
        """The steps that are allowed now."""
        row = self.object
        state = row.application.drive.state
        return super().get_context() | {
            "actions": step_links(row, row.stage, state, self.request.user, of_placement=True),
            "unlinked": unlinked_reason(row) if row.took_up_on else "",
        }


class ApplicationDiscloseView(ScopedUpdateView):
    """The full values on one page that nobody keeps; the reason is asked first and logged."""

    model, form_class, permission = Application, DiscloseForm, "cadres.disclose_application"
    submit_label = "查看"

    def get_title(self):
        """Whose."""
        return f"查看完整信息：{self.object}"

    def post(self, request, *args, **kwargs):
        """Show them once; not a redirect, so that they stand at no address."""
        form = self.get_form(bound=True)
        try:
            if not form.is_valid():
                return self.show(form)
            disclosed = refuse_in_words(form, lambda: self.perform(form))
        except Refused as refused:
            return self.show(refused.form)
        response = render(
            request, "cadres/recruitment/disclosed.html", self.get_context() | {"disclosed": disclosed}
        )  # fmt: skip
        response["Cache-Control"] = "no-store"
        return response
