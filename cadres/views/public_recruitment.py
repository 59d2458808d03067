"""The pages of recruitment that need no account. Nobody sees anything of another applicant here.

An application's own page stands at a secret address of 128 random bits. The form carries the secret, signed, from the
first display on: the same post sent twice leads to the same page instead of a refusal.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from cadres.enums import ApplicationAction, ApplicationState
from cadres.forms.public_recruitment import ApplyForm, OpeningSearchForm, VerifyForm, WithdrawForm
from cadres.models import Application, Placement, RecruitmentDrive
from cadres.models.application import PHONE
from cadres.services.applications import (
    AGAIN,
    FIELDS,
    apply_for,
    withdraw_application,
)
from cadres.validators import read_phone
from league.core.crypto import keyed_hashes
from league.core.dates import today
from league.core.masking import mask_name, mask_phone
from league.core.tokens import FormKeys, token_digest
from league.core.views.editing import refuse
from league.core.views.public import PublicThrottle, PublicView

KEYS = FormKeys("cadres.recruitment.application")
OPENINGS_SHOWN = 40
STATUS = {
    ApplicationState.SUBMITTED: "报名已收到，正在等待资格审核。",
    ApplicationState.PASSED: "资格审核已通过，请保持电话畅通，等候面试或录用通知。",
    ApplicationState.REJECTED: "资格审核未通过。",
    ApplicationState.SELECTED: "您已被录用，请按主办单位的通知到岗。",
    ApplicationState.NOT_SELECTED: "本次没有录用您，感谢参与。",
    ApplicationState.TOOK_UP: "您已上岗。",
    ApplicationState.NO_SHOW: "您没有到岗，录用已取消。",
    ApplicationState.LEFT: "您已离岗，感谢您的工作。",
    ApplicationState.WITHDRAWN: "您已撤回报名，所填的个人信息已经清除。",
}


def announced_drive(code: str) -> RecruitmentDrive:
    """The drive as the public may see it; drafts and finished drives do not exist."""
    rows = RecruitmentDrive.objects.announced().select_related("organization__division")
    drive = rows.filter(code=code).first()
    if drive is None:
        raise Http404("没有这次招募，或者它已经办结。")
    return drive


class DrivesView(PublicView):
    """Which drives there are."""

    def get(self, request) -> HttpResponse:
        """Open ones first."""
        drives = list(RecruitmentDrive.objects.announced().select_related("organization").order_by("closes_on", "code"))
        rows = [(drive, drive.window_refusal(on=today())) for drive in drives]
        rows.sort(key=lambda row: bool(row[1]))
        return render(request, "public/drives.html", {"title": "招募报名", "rows": rows})


class DriveView(PublicView):
    """The announcement and the openings."""

    def get(self, request, code: str) -> HttpResponse:
        """The drive's page."""
        drive = announced_drive(code)
        openings = drive.openings.standing(on=today()).select_related("division")
        places = list(openings.order_by("division__code").values_list("division__code", "division__name").distinct())
        form = OpeningSearchForm(request.GET, places=places)
        found = openings
        if form.is_valid():
            place, words = form.cleaned_data["place"], form.cleaned_data["q"].strip().lower()
            found = found.filter(division__code=place) if place else found
            found = found.filter(search_key__contains=words) if words else found
        page = Paginator(found.order_by("division__code", "code"), OPENINGS_SHOWN).get_page(request.GET.get("page"))
        context = {"title": drive.title, "drive": drive, "form": form, "page": page}
        return render(request, "public/drive.html", context | {"refusal": drive.window_refusal(on=today())})


class ApplyView(PublicView):
    """The form of a drive."""

    write_scope = "recruitment_apply"

    def more_throttles(self):
        """A drive takes only so many posts an hour, from whatever addresses."""
        return [PublicThrottle("recruitment_drive", self.kwargs["code"])]

    def setup(self, request, *args, **kwargs):
        """Nothing is asked of the database before the limits."""
        super().setup(request, *args, **kwargs)
        self.drive = None

    def make_form(self, *data, **kwargs) -> ApplyForm:
        """The form over the openings that stand today."""
        openings = list(self.drive.openings.standing(on=today()).select_related("division"))
        return ApplyForm(*data, drive=self.drive, openings=openings, **kwargs)

    def get(self, request, code: str) -> HttpResponse:
        """The empty form; the reason when one cannot apply now."""
        self.drive = announced_drive(code)
        if refusal := self.drive.window_refusal(on=today()):
            return self.show_closed(refusal)
        chosen = self.drive.openings.filter(code=request.GET.get("opening", "")).values_list("pk", flat=True).first()
        return self.show(self.make_form(initial={"wish1": chosen, "key": KEYS.new()}))

    def post(self, request, code: str) -> HttpResponse:
        """Apply once; the same post again leads to the first one's page."""
        self.drive = announced_drive(code)
        if refusal := self.drive.window_refusal(on=today()):
            return self.show_closed(refusal)
        token, refusal = self.read_key(request.POST)
        if token and (earlier := Application.objects.filter(token_hash=token_digest(token)).first()):
            if self.is_same(earlier, request.POST):
                return self.leave(token)
            token, refusal = None, "本页已提交过一次报名。现在填的是另一人的，请核对后再提交一次。"
        form = self.make_form(request.POST)
        if token is None:
            form.data = form.data.copy()
            form.data["key"] = KEYS.new()
            form.add_error(None, refusal)
        if form.is_valid() and self.perform(form, token):
            return self.leave(token)
        return self.show(form)

    @staticmethod
    def read_key(data) -> tuple[str | None, str]:
        """The secret that this page was given; None and the reason when it is not one of ours, or too old."""
        token = KEYS.read(data.get("key", ""))
        return token, "" if token else "页面停留时间太长，请核对所填内容后再提交一次。"

    def is_same(self, earlier: Application, data) -> bool:
        """Whether the post is the one that made the application."""
        try:
            phone = read_phone(data.get("phone", ""))
        except ValidationError:
            return False
        return earlier.drive_id == self.drive.pk and earlier.phone_hash in keyed_hashes(phone, PHONE)

    def perform(self, form: ApplyForm, token: str) -> bool:
        """Apply; put a refusal on the form."""
        fields = {name: form.cleaned_data[name] for name in FIELDS}
        try:
            apply_for(self.drive, fields=fields, openings=form.wished, token=token, at=timezone.now())
        except ValidationError as error:
            refuse(form, error)
        except IntegrityError:
            form.add_error(None, AGAIN)
        else:
            return True
        return False

    def leave(self, token: str) -> HttpResponse:
        """To the own page, which shows its address to be kept."""
        return HttpResponseRedirect(f"{reverse('recruitment:own', args=[token])}?new=1")

    def show(self, form: ApplyForm) -> HttpResponse:
        """The form."""
        context = {"title": f"报名：{self.drive}", "drive": self.drive, "form": form}
        return render(self.request, "public/apply.html", context)

    def show_closed(self, refusal: str) -> HttpResponse:
        """Why one cannot apply."""
        context = {"title": self.drive.title, "drive": self.drive, "refusal": refusal}
        return render(self.request, "public/closed.html", context)


class OwnPage(PublicView):
    """Base of the pages at an applicant's secret address."""

    read_scope = "recruitment_own"
    private = True

    def own(self, token: str) -> Application:
        """The application of the secret."""
        rows = Application.objects.select_related("drive__organization", "home_division")
        application = rows.filter(token_hash=token_digest(token)).first()
        if application is None:
            raise Http404("链接不对，请核对是否复制完整。")
        return application


class OwnView(OwnPage):
    """How the application stands, for whoever has its link."""

    def get(self, request, token: str) -> HttpResponse:
        """The status; the address to be kept right after applying."""
        application = self.own(token)
        placement = Placement.objects.filter(application=application).select_related("opening__division").first()
        can_withdraw = ApplicationAction.WITHDRAW in application.stage.actions_in(application.drive.state)
        context = {
            "title": "我的报名",
            "application": application,
            "placement": placement,
            "wishes": application.wishes.select_related("opening__division").order_by("rank"),
            "status": STATUS[application.stage],
            "name": mask_name(application.name),
            "phone": mask_phone(application.phone),
            "address": request.build_absolute_uri(request.path),
            "is_new": "new" in request.GET,
            "withdraw_url": reverse("recruitment:own-withdraw", args=[token]) if can_withdraw else "",
            "certificate_url": (
                reverse("recruitment:own-certificate", args=[token])
                if placement and placement.certificate_number and not application.erased_on
                else ""
            ),
        }
        return render(request, "public/own.html", context)


class OwnWithdrawView(OwnPage):
    """The applicant takes the application back."""

    write_scope = "recruitment_own"

    def get(self, request, token: str) -> HttpResponse:
        """Ask once more."""
        return self.show(self.own(token), WithdrawForm())

    def post(self, request, token: str) -> HttpResponse:
        """Withdraw and erase."""
        application, form = self.own(token), WithdrawForm(request.POST)
        if form.is_valid():
            try:
                withdraw_application(application, on=today())
            except ValidationError as error:
                refuse(form, error)
            else:
                return HttpResponseRedirect(reverse("recruitment:own", args=[token]))
        return self.show(application, form)

    def show(self, application: Application, form: WithdrawForm) -> HttpResponse:
        """The question, or why it is too late."""
        refusal = application.stage.refusal_in(ApplicationAction.WITHDRAW, application.drive.state)
        context = {"title": "撤回报名", "application": application, "form": form, "refusal": refusal}
        return render(self.request, "public/withdraw.html", context)


class OwnCertificateView(OwnPage):
    """The certificate, to be printed by whom it is about."""

    def get(self, request, token: str) -> HttpResponse:
        """The certificate; 404 while there is none."""
        rows = Placement.objects.select_related("application", "opening__drive__organization")
        placement = rows.filter(application=self.own(token)).exclude(certificate_number="").first()
        if placement is None or placement.application.erased_on:
            raise Http404("还没有出具证明。")
        verify = request.build_absolute_uri(reverse("recruitment:verify"))
        context = {"title": "证明", "placement": placement, "verify_address": verify}
        return render(request, "public/certificate.html", context)


class VerifyView(PublicView):
    """Whether a certificate is ours: by number and check code together, so that numbers cannot be tried in turn."""

    read_scope = "recruitment_verify"

    def get(self, request) -> HttpResponse:
        """The form, and what the certificate says with the name masked."""
        form = VerifyForm(request.GET or None)
        placement, asked = None, False
        if form.is_bound and form.is_valid():
            asked = True
            placement = (
                Placement.objects.filter(
                    certificate_number=form.cleaned_data["number"], certificate_check=form.cleaned_data["check"]
                )
                .exclude(certificate_number="")
                .select_related("application", "opening__drive__organization")
                .first()
            )
        name = mask_name(placement.application.name) if placement else ""
        context = {"title": "查验证明", "form": form, "placement": placement, "asked": asked, "name": name}
        return render(request, "public/verify.html", context)
