"""The offices' pages of volunteers, teams and certificates."""

from __future__ import annotations

from django.shortcuts import render
from django.urls import reverse

from activities.enums import TeamKind
from activities.filters.volunteers import VolunteerCertificateFilter, VolunteerFilter, VolunteerTeamFilter
from activities.forms.volunteers import (
    CertificateForm,
    RevokeForm,
    VillageServiceForm,
    VolunteerCreateForm,
    VolunteerDiscloseForm,
    VolunteerForm,
    VolunteerTeamCreateForm,
    VolunteerTeamForm,
)
from activities.models import SignUp, Volunteer, VolunteerCertificate, VolunteerTeam
from activities.models.volunteer_certificate import hours_told
from activities.services.volunteer_certificates import tally
from activities.tables.volunteers import VolunteerCertificateTable, VolunteerTable, VolunteerTeamTable
from activities.views.activities import OwnNode
from league.core.masking import mask_exported_id_number, mask_phone
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
from league.core.views.editing import Refused, refuse_in_words
from organizations.views.actions import TurnTaking

SHOWN = 50


class VolunteerListView(ScopedListView):
    model, table_class, filterset_class = Volunteer, VolunteerTable, VolunteerFilter
    title, noun, permission = "志愿者", "activities:volunteer", "activities.view_volunteer"
    create_permission, create_label = "activities.add_volunteer", "登记志愿者"
    intro = "含报名本级活动的志愿者。手机号打码显示和导出；完整号码在志愿者的页面上说明理由后查看。"


class VolunteerDetailView(ScopedDetailView):
    model = Volunteer
    permission = "activities.view_volunteer"
    select_related = ("organization", "home_division", "team")
    facts = (
        Column("code", "志愿者编号", kind="code"),
        Column("name", "姓名"),
        Column("sex", "性别", kind="choice"),
        Column("birth_year", "出生年份"),
        Column("phone", "手机号", value=lambda row: mask_phone(row.phone)),
        Column("id_number", "身份证号", value=lambda row: mask_exported_id_number(row.id_number)),
        Column("university", "就读院校"),
        Column("home_division", "家庭所在区划"),
        Column("team", "所在队伍", link=True),
        Column("guardian_name", "监护人姓名"),
        Column("guardian_phone", "监护人手机号", value=lambda row: mask_phone(row.guardian_phone)),
        Column("guardian_consent_on", "监护人同意日期", kind="date"),
        Column("consent_version", "同意的知情同意书版本"),
        Column("organization", "建档团组织", link=True),
        Column("registered_on", "建档日期", kind="date"),
        Column("source", "数据来源"),
    )
    tabs = (
        Tab("attendance", "服务记录", "activities/volunteers/tab_attendance.html"),
        Tab("villages", "返乡服务", "activities/volunteers/tab_villages.html"),
        Tab("certificates", "证明", "activities/volunteers/tab_certificates.html"),
    )

    def get_crumbs(self):
        """The list above."""
        return [("志愿者", reverse("activities:volunteer-list"))]

    def get_links(self):
        """What can be done with the record."""
        row = self.object
        made = (
            ("更正", "update", "pencil", "change_volunteer"),
            ("登记返乡服务", "village", "geo-alt", "change_volunteer"),
            ("出具证明", "certify", "award", "issue_volunteer_certificate"),
            ("查看完整信息", "disclose", "eye", "disclose_volunteer"),
        )
        return [
            Link(label, reverse(f"activities:volunteer-{slug}", args=[row.pk]), icon, permission=f"activities.{right}")
            for label, slug, icon, right in made
        ]

    def tab_attendance(self):
        """Of activities in the user's scope; the hours that nobody doubts."""
        rows = SignUp.objects.visible_to(self.request.user).filter(volunteer=self.object)
        credited = set(rows.credited().values_list("pk", flat=True))
        shown = list(rows.select_related("activity").order_by("-activity__starts_at")[:SHOWN])
        total = sum(rows.credited().values_list("minutes", flat=True))
        return {
            "rows": [(row, hours_told(row.minutes), row.minutes > 0 and row.pk not in credited) for row in shown],
            "total": hours_told(total), "times": len(credited),
        }  # fmt: skip

    def tab_villages(self):
        """Villages served."""
        return {"rows": self.object.services.select_related("unit")}

    def tab_certificates(self):
        """Given by offices of the user's scope."""
        rows = VolunteerCertificate.objects.visible_to(self.request.user).filter(volunteer=self.object)
        return {"rows": rows.select_related("organization")}


class VolunteerCreateView(OwnNode, ScopedCreateView):
    model, form_class, permission = Volunteer, VolunteerCreateForm, "activities.add_volunteer"
    title = "登记志愿者"

    def get_cancel_url(self):
        """Back to the list."""
        return reverse("activities:volunteer-list")


class VolunteerTurn(TurnTaking):
    """A volunteer stands at the organisation that keeps the record."""

    model = Volunteer

    def get_queryset(self):
        """With the organisation whose tree is locked."""
        return Volunteer.objects.select_related("organization")

    def node(self):
        """The keeper."""
        return self.object.organization


class VolunteerUpdateView(VolunteerTurn, ScopedUpdateView):
    form_class, permission = VolunteerForm, "activities.change_volunteer"


class VolunteerVillageView(VolunteerTurn, ScopedUpdateView):
    form_class, permission = VillageServiceForm, "activities.change_volunteer"
    done = "已登记：{object}。"

    def get_title(self):
        """Whose."""
        return f"登记返乡服务：{self.object}"


class VolunteerDiscloseView(ScopedUpdateView):
    """The full values on one page that nobody keeps; the reason is asked first and logged."""

    model, form_class, permission = Volunteer, VolunteerDiscloseForm, "activities.disclose_volunteer"
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
        context = self.get_context() | {"disclosed": disclosed}
        response = render(request, "activities/volunteers/disclosed.html", context)
        response["Cache-Control"] = "no-store"
        return response


class VolunteerCertifyView(VolunteerTurn, ActionView):
    form_class, permission, title = CertificateForm, "activities.issue_volunteer_certificate", "出具证明"
    done = "已出具{object}。"

    def preview(self, form):
        """What it will say."""
        data = form.cleaned_data
        found = tally(self.object, data["organization"], first=data["first_day"], last=data["last_day"])
        doubtful = [f"另有{found.withheld}次因时长存疑没有计入。"] if found.withheld else []
        return [
            f"为{self.object}出具{data['first_day']}至{data['last_day']}的证明："
            f"{found.times}次，共{hours_told(found.minutes)}小时。",
            *doubtful,
        ]


class VolunteerTeamListView(ScopedListView):
    model, table_class, filterset_class = VolunteerTeam, VolunteerTeamTable, VolunteerTeamFilter
    title, noun, permission = "志愿服务队", "activities:volunteer-team", "activities.view_volunteer_team"
    create_permission, create_label = "activities.add_volunteer_team", "登记队伍"


class VolunteerTeamDetailView(ScopedDetailView):
    model = VolunteerTeam
    permission = "activities.view_volunteer_team"
    select_related = ("organization",)
    facts = (
        Column("code", "队伍编码", kind="code"),
        Column("kind", "类别", kind="badge", choices=TeamKind),
        Column("university", "院校"),
        Column("leader", "领队"),
        Column("size", "人数"),
        Column("organization", "接待（所属）团组织", link=True),
        Column("starts_on", "开始日期", kind="date"),
        Column("ends_on", "结束日期", kind="date"),
        Column(
            "villages", "服务的村（社区）、学校",
            value=lambda row: "、".join(str(each) for each in row.villages.select_related("unit")),
        ),
        Column("source", "数据来源"),
    )  # fmt: skip
    tabs = (Tab("members", "队员", "activities/volunteers/tab_members.html"),)

    def get_crumbs(self):
        """The list above."""
        return [("志愿服务队", reverse("activities:volunteer-team-list"))]

    def get_links(self):
        """Correcting it."""
        url = reverse("activities:volunteer-team-update", args=[self.object.pk])
        return [Link("更正", url, "pencil", permission="activities.change_volunteer_team")]

    def tab_members(self):
        """Members on record in the user's scope."""
        rows = Volunteer.objects.visible_to(self.request.user).filter(team=self.object)
        return {"rows": rows.order_by("code")[:200], "size": self.object.size}


class VolunteerTeamCreateView(OwnNode, ScopedCreateView):
    model, form_class, permission = VolunteerTeam, VolunteerTeamCreateForm, "activities.add_volunteer_team"
    title = "登记志愿服务队"

    def get_cancel_url(self):
        """Back to the list."""
        return reverse("activities:volunteer-team-list")


class VolunteerTeamUpdateView(TurnTaking, ScopedUpdateView):
    model, form_class, permission = VolunteerTeam, VolunteerTeamForm, "activities.change_volunteer_team"

    def get_queryset(self):
        """With the organisation whose tree is locked."""
        return VolunteerTeam.objects.select_related("organization")

    def node(self):
        """The host."""
        return self.object.organization


class CertificateListView(ScopedListView):
    model, table_class = VolunteerCertificate, VolunteerCertificateTable
    filterset_class = VolunteerCertificateFilter
    title, noun, permission = (
        "志愿服务证明",
        "activities:volunteer-certificate",
        "activities.view_volunteer_certificate",
    )
    intro = "证明在志愿者的页面上出具，只计没有存疑的时长。"


class CertificateDetailView(ScopedDetailView):
    model = VolunteerCertificate
    permission = "activities.view_volunteer_certificate"
    select_related = ("volunteer", "organization")
    facts = (
        Column("number", "证明编号", kind="code"),
        Column("volunteer", "志愿者"),
        Column("organization", "出具团组织", link=True),
        Column("first_day", "服务日期自", kind="date"),
        Column("last_day", "至（含当日）", kind="date"),
        Column("hours", "时长（小时）", value="hours"),
        Column("times", "次数"),
        Column("issued_on", "出具日期", kind="date"),
        Column("revoked_on", "作废日期", kind="date"),
        Column("revoke_reason", "作废原因"),
    )

    def get_crumbs(self):
        """The list above."""
        return [("志愿服务证明", reverse("activities:volunteer-certificate-list"))]

    def get_links(self):
        """Printing and revoking."""
        args = [self.object.pk]
        return [
            Link("打印", reverse("activities:volunteer-certificate-print", args=args), "printer"),
            Link("作废", reverse("activities:volunteer-certificate-revoke", args=args), "x-octagon",
                 permission="activities.revoke_volunteer_certificate"),
        ]  # fmt: skip


class CertificatePrintView(CertificateDetailView):
    """The certificate as a page to print."""

    def get(self, request, *args, **kwargs):
        """The sheet; it names the public page where it is verified."""
        verify = request.build_absolute_uri(reverse("volunteering:verify"))
        context = {"title": "志愿服务证明", "certificate": self.object, "verify_address": verify}
        response = render(request, "public/volunteer_certificate.html", context)
        response["Cache-Control"] = "no-store"
        return response


class CertificateRevokeView(ActionView):
    model, form_class, title = VolunteerCertificate, RevokeForm, "作废证明"
    permission = "activities.revoke_volunteer_certificate"
    done, tone = "已作废：{object}。", "danger"

    def preview(self, form):
        """What follows."""
        return [f"{self.object}作废后不能恢复；查验时会显示已作废。"]
