"""The pages of policy documents, seats, joint surveys and inclusions."""

from pathlib import PurePath

from django.http import FileResponse, Http404
from django.urls import reverse

from league.core.tables import Column
from league.core.views import Link, ScopedCreateView, ScopedDetailView, ScopedUpdateView, Tab
from league.core.views.base import Page, get_permitted_or_404
from organizations.enums import Inclusion
from organizations.forms.mechanisms import (
    BodySeatForm,
    JointSurveyForm,
    PartyInclusionForm,
    PolicyDocumentForm,
    SeatEndForm,
)
from organizations.forms.uploads import KINDS
from organizations.models import BodySeat, JointSurvey, PartyInclusion, PolicyDocument
from organizations.views.schools import SHOWN, SentenceView


class MechanismDetailView(ScopedDetailView):
    """One row; what it lacks stands over it."""

    noun = ""
    list_label = ""
    template_name = "organizations/mechanisms/detail.html"

    def get_crumbs(self):
        """The list above."""
        return [(self.list_label, reverse(f"organizations:{self.noun}-list"))]

    def get_links(self):
        """Correcting it."""
        url = reverse(f"organizations:{self.noun}-update", args=[self.object.pk])
        return [Link("修改", url, "pencil", permission=f"organizations.change_{self.noun.replace('-', '_')}")]


class PolicyDocumentDetailView(MechanismDetailView):
    model, noun, list_label = PolicyDocument, "policy-document", "政策文件"
    permission = "organizations.view_policy_document"
    select_related = ("organization",)
    facts = (
        Column("title", "标题"),
        Column("issuers", "发文单位"),
        Column("kind", "类别", kind="choice"),
        Column("number", "文号"),
        Column("issued_on", "发文日期", kind="date"),
        Column("organization", "适用范围", link=True),
        Column("entered_on", "入册日期", kind="date"),
        Column("note", "备注"),
    )

    def get_links(self):
        """The file, where there is one."""
        url = reverse("organizations:policy-document-file", args=[self.object.pk])
        return [*([Link("下载文件", url, "download")] if self.object.file else []), *super().get_links()]


class PolicyDocumentFileView(Page):
    """The file to those who may see the document; always as a download of the kind that was checked."""

    model = PolicyDocument
    permission = "organizations.view_policy_document"

    def open(self):
        """Load the document through the door."""
        self.object = get_permitted_or_404(PolicyDocument, self.kwargs["pk"], self.request.user, self.permission)

    def get(self, request, *args, **kwargs) -> FileResponse:
        """Under the document's title."""
        file = self.object.file
        if not file or not file.storage.exists(file.name):
            raise Http404("该文件没有上传，或者已不存在。")
        suffix = PurePath(file.name).suffix
        _, media_type = KINDS.get(suffix, (b"", "application/octet-stream"))
        name = f"{self.object.title}{suffix}"
        response = FileResponse(file.open("rb"), as_attachment=True, filename=name, content_type=media_type)
        response["Cache-Control"] = "private, no-store"
        response["X-Content-Type-Options"] = "nosniff"
        return response


class BodySeatDetailView(MechanismDetailView):
    model, noun, list_label = BodySeat, "body-seat", "领导机构席位"
    permission = "organizations.view_body_seat"
    select_related = ("organization", "document")
    facts = (
        Column("body", "领导机构"),
        Column("role", "成员身份"),
        Column("held_by", "担任职务"),
        Column("organization", "团组织", link=True),
        Column("starts_on", "自", kind="date"),
        Column("ends_on", "至（不含）", kind="date"),
        Column("entered_on", "入册日期", kind="date"),
        Column("document", "依据文件", link=True),
    )

    def get_links(self):
        """Ending it."""
        url = reverse("organizations:body-seat-end", args=[self.object.pk])
        return [*super().get_links(), Link("结束", url, "x-octagon", "outline-danger", "organizations.end_body_seat")]


class JointSurveyDetailView(MechanismDetailView):
    tabs = (Tab("visits", "走访点", "organizations/mechanisms/tab_visits.html"),)
    model, noun, list_label = JointSurvey, "joint-survey", "联合调研"
    permission = "organizations.view_joint_survey"
    select_related = ("organization", "document")
    facts = (
        Column("held_on", "调研日期", kind="date"),
        Column("organization", "调研范围", link=True),
        Column("organizers", "组织单位"),
        Column("visited", "走访单位"),
        Column("findings", "调研发现"),
        Column("document", "依据文件", link=True),
    )

    def get_links(self):
        """Naming the places visited."""
        url = reverse("organizations:survey-visit-add", args=[self.object.pk])
        return [*super().get_links(), Link("登记走访点", url, "geo-alt", permission="organizations.add_survey_visit")]

    def tab_visits(self):
        """The places visited that lie in the scope."""
        visits = self.object.visits.visible_to(self.request.user).select_related("unit", "organization")
        return {"visits": list(visits.order_by("org_path", "pk")[:SHOWN]), "about": "survey"}


class PartyInclusionDetailView(MechanismDetailView):
    model, noun, list_label = PartyInclusion, "party-inclusion", "纳入党建"
    permission = "organizations.view_party_inclusion"
    select_related = ("organization", "document")
    facts = (
        Column("organization", "团组织", link=True),
        Column("year", "年度", lambda row: str(row.year)),
        Column("in_plan", "党委工作计划", kind="badge", choices=Inclusion),
        Column("in_assessment", "党委年度考核", kind="badge", choices=Inclusion),
        Column("weight", "考核分值"),
        Column("score", "团建得分"),
        Column("document", "佐证文件", link=True),
    )


class PolicyDocumentCreateView(ScopedCreateView):
    model, form_class, title = PolicyDocument, PolicyDocumentForm, "登记政策文件"
    permission = "organizations.add_policy_document"


class PolicyDocumentUpdateView(ScopedUpdateView):
    model, form_class, permission = PolicyDocument, PolicyDocumentForm, "organizations.change_policy_document"


class BodySeatCreateView(ScopedCreateView):
    model, form_class, title = BodySeat, BodySeatForm, "登记领导机构席位"
    permission = "organizations.add_body_seat"


class BodySeatUpdateView(ScopedUpdateView):
    model, form_class, permission = BodySeat, BodySeatForm, "organizations.change_body_seat"


class BodySeatEndView(SentenceView):
    model, form_class, permission = BodySeat, SeatEndForm, "organizations.end_body_seat"
    title, submit_label, done, tone = "结束席位", "确认结束", "已结束：{object}。", "danger"
    sentence = "自{on}起{object}结束，此后不计入席位。"


class JointSurveyCreateView(ScopedCreateView):
    model, form_class, title = JointSurvey, JointSurveyForm, "登记联合调研"
    permission = "organizations.add_joint_survey"


class JointSurveyUpdateView(ScopedUpdateView):
    model, form_class, permission = JointSurvey, JointSurveyForm, "organizations.change_joint_survey"


class PartyInclusionCreateView(ScopedCreateView):
    model, form_class, title = PartyInclusion, PartyInclusionForm, "登记纳入党建情况"
    permission = "organizations.add_party_inclusion"


class PartyInclusionUpdateView(ScopedUpdateView):
    model, form_class, permission = PartyInclusion, PartyInclusionForm, "organizations.change_party_inclusion"
