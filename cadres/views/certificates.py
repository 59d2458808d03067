"""The certificate of a placement: giving it, printing it, and taking it along as a Word file."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from cadres.exports.certificates import write_certificate
from cadres.forms.applications import CertifyForm
from cadres.models import Placement
from cadres.services.placements import certificate_refusal
from cadres.views.applications import PlacementTurn
from league.core.audit import record
from league.core.exporter import named
from league.core.views import ActionView
from league.core.views.base import Page, get_permitted_or_404
from league.core.word import WORD


class PlacementCertifyView(PlacementTurn, ActionView):
    form_class, permission, title = CertifyForm, "cadres.certify_placement", "出具证明"
    done = "已出具证明：{object}。"

    def preview(self, form):
        """What it will say."""
        refusal = certificate_refusal(self.object)
        return [refusal or f"为{self.object.application.name}出具“{self.object.opening}”的证明，编号自动产生。"]


class CertificateView(Page):
    """The certificate as a page to print."""

    model = Placement
    permission = "cadres.view_placement"

    def open(self) -> None:
        """Load the placement through the door."""
        rows = Placement.objects.select_related("application", "opening__drive__organization")
        self.object = get_permitted_or_404(rows, self.kwargs["pk"], self.request.user, self.permission)

    @method_decorator(never_cache)
    def get(self, request, *args, **kwargs):
        """The certificate; back to the placement while there is none."""
        if not self.object.certificate_number:
            messages.error(request, "还没有出具证明。")
            return HttpResponseRedirect(self.object.get_absolute_url())
        return self.answer(request.build_absolute_uri(reverse("recruitment:verify")))

    def answer(self, verify: str) -> HttpResponse:
        """The page."""
        context = {"placement": self.object, "verify_address": verify, "title": "证明"}
        return render(self.request, "public/certificate.html", context)


class CertificateDocumentView(CertificateView):
    """The same as a Word file; each one written is noted in the log."""

    def answer(self, verify):
        """The file."""
        content = write_certificate(self.object, verify)
        record(self.request.user, "placement.certificate_written", self.object)
        return named(HttpResponse(content, content_type=WORD), f"证明-{self.object.certificate_number}.docx")
