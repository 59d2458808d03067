"""Scoring on a phone, by account or by link, and the chair's screen.

A seat sees what it is to judge and nothing else of the county: name, secretary, report and visits of every sheet it
scores, whatever the assessor's own scope is. It never sees another seat's points.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from cadres.enums import MethodKind, RoundState
from cadres.forms.appraisal_scoring import Clash, Desk
from cadres.models import AppraisalAssessor, AppraisalRound, AppraisalSheet
from cadres.services.appraisal_stage import call_sheet, method_progress, seat_of, seats_on
from cadres.views.appraisal_rounds import OFFICE
from cadres.views.appraisal_sheets import report_response
from league.core.views.base import Page, demand, get_permitted_or_404
from league.core.views.public import PublicView


class Scoring:
    """What both ways to score share; `seat`, `address` and `actor` are the page's."""

    actor = None
    page = part = ""

    def address(self, **query) -> str:
        """The page's own address."""
        raise NotImplementedError

    def query(self, sheet: AppraisalSheet | None) -> dict:
        """What the address carries besides the sheet."""
        return {"sheet": sheet.pk} if sheet else {}

    def answer(self, request) -> HttpResponse:
        """The page, or for htmx the line that says whose turn it is."""
        desk = Desk(self.seat, request.GET.get("sheet", ""))
        if request.GET.get("part") == "up":
            return render(request, "cadres/appraisal/up.html", self.context(desk))
        return self.show(request, desk, desk.lines())

    def take(self, request) -> HttpResponse:
        """Save the open sheet; what was typed stays on the page whatever happens."""
        desk = Desk(self.seat, request.POST.get("sheet", ""))
        if desk.sheet is None:
            raise Http404("没有需要您评分的考核表。")
        try:
            lines = desk.save(request.POST, self.actor)
        except Clash as clash:
            seen = {line.item.pk: line.seen for line in desk.lines()}
            for line in clash.lines:
                line.seen = seen.get(line.item.pk, 0)
            return self.show(request, desk, clash.lines, status=409, clash=True)
        except ValidationError as error:
            typed = desk.lines()
            for line in typed:
                line.value = request.POST.get(f"points-{line.item.pk}", line.value)
            return self.show(request, desk, typed, refusal="；".join(error.messages))
        if lines is not None:
            return self.show(request, desk, lines, refusal="有的得分没有填对，全部没有保存，请改正后再保存。")
        return HttpResponseRedirect(self.address(**self.query(desk.sheet), saved=1))

    def context(self, desk: Desk) -> dict:
        """What page and part need."""
        sheets = [(sheet, self.address(**self.query(sheet)), desk.is_done(sheet)) for sheet in desk.sheets]
        return {
            "closed": "",
            "title": f"评分：{self.seat.round}", "desk": desk, "seat": self.seat, "sheet": desk.sheet,
            "sheets": sheets, "up": desk.up, "up_url": self.address(**self.query(desk.up)),
            "poll_url": self.address(**self.query(desk.sheet), part="up"),
            "file_url": self.address(**self.query(desk.sheet), part="report"),
        }  # fmt: skip

    def show(self, request, desk: Desk, lines, *, status: int = 200, **extra) -> HttpResponse:
        """The page."""
        usual = {"lines": lines, "saved": "saved" in request.GET, "clash": False, "refusal": "", "visits": ()}
        shows = desk.seat.panel.method.kind in (MethodKind.WRITTEN, MethodKind.ON_SITE)
        context = self.context(desk) | usual | {"shows_report": shows and desk.sheet is not None} | extra
        if desk.sheet is not None and desk.seat.panel.method.kind == MethodKind.VISIT:
            context["visits"] = desk.sheet.visits.order_by("visited_on", "pk")
        return render(request, self.page, context, status=status)

    def report_file(self, request) -> HttpResponse:
        """The report's file of the open sheet."""
        sheet = Desk(self.seat, request.GET.get("sheet", "")).sheet
        if sheet is None or not sheet.report_file or not sheet.report_file.storage.exists(sheet.report_file.name):
            raise Http404("没有述职报告附件。")
        return report_response(sheet)


class RoundScoreView(Scoring, Page):
    """Scoring by account: `?seat=` where somebody sits on several panels."""

    model = AppraisalRound
    page = "cadres/appraisal/score.html"

    def open(self):
        """The round through the door, and a seat in it."""
        rows = AppraisalRound.objects.select_related("scheme")
        self.round = get_permitted_or_404(rows, self.kwargs["pk"], self.request.user, "cadres.view_appraisal_round")
        self.actor = self.request.user
        seats = AppraisalAssessor.objects.filter(round=self.round.pk, user=self.actor)
        self.seats = list(seats.select_related("round__scheme", "panel__method", "organization"))
        if not self.seats:
            raise PermissionDenied(f"您不是“{self.round}”的评委；需要评分的，请联系考核单位登记。")
        asked = self.request.POST.get("seat") or self.request.GET.get("seat") or str(self.seats[0].pk)
        self.seat = next((seat for seat in self.seats if str(seat.pk) == asked), None)
        if self.seat is None:
            raise Http404("没有这个评分席位。")

    def address(self, **query):
        """With the seat."""
        return reverse("cadres:appraisal-round-score", args=[self.round.pk], query={"seat": self.seat.pk} | query)

    def context(self, desk):
        """The other seats, and the round's state."""
        seats = [
            (seat, reverse("cadres:appraisal-round-score", args=[self.round.pk], query={"seat": seat.pk}))
            for seat in self.seats
        ]
        closed = (
            ""
            if self.round.state == RoundState.SCORING
            else f"本轮考核“{self.round.get_state_display()}”，现在不能评分。"
        )
        return super().context(desk) | {"seats": seats, "closed": closed}

    def get(self, request, *args, **kwargs):
        """The page, its part, or the report."""
        return self.report_file(request) if request.GET.get("part") == "report" else self.answer(request)

    def post(self, request, *args, **kwargs):
        """Save."""
        return self.take(request)


class OwnScoreView(Scoring, PublicView):
    """Scoring by the seat's own link, without an account."""

    page = "public/scoring.html"
    private = True
    read_scope, write_scope = "scoring_read", "scoring_write"

    def find(self) -> None:
        """The seat of the link, while its round is scored."""
        self.seat = seat_of(self.kwargs["token"])
        if self.seat is None:
            raise Http404("评分链接无效：可能已经停用、重新开通过，或者本轮评分没有开始或已经结束。请联系考核单位。")

    def address(self, **query):
        """The secret address."""
        return reverse("scoring:own", args=[self.kwargs["token"]], query=query)

    def get(self, request, token: str):
        """The page, its part, or the report."""
        self.find()
        return self.report_file(request) if request.GET.get("part") == "report" else self.answer(request)

    def post(self, request, token: str):
        """Save; the log names the seat."""
        self.find()
        return self.take(request)


class RoundStageView(Page):
    """The chair's screen: whose turn it is, how far the assessors are. Points are not shown while people score."""

    model = AppraisalRound
    template_name = "cadres/appraisal/stage.html"

    def open(self):
        """The office's own page."""
        rows = AppraisalRound.objects.select_related("scheme", "sheet_up__organization", "sheet_up__person")
        self.object = get_permitted_or_404(rows, self.kwargs["pk"], self.request.user, OFFICE)

    def get_title(self):
        """Which round."""
        return f"现场述职：{self.object}"

    def get_crumbs(self):
        """The round."""
        return [(str(self.object), self.object.get_absolute_url())]

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """The page; for htmx the part that moves."""
        template = "cadres/appraisal/stage_live.html" if request.htmx else self.template_name
        return render(request, template, self.get_context())

    def get_context(self):
        """The order of speaking with each sheet's progress, and the seats on the one whose turn it is."""
        row = self.object
        sheets = list(
            row.sheets.taking_part().select_related("organization", "person", "group")
            .order_by("group__sort", "organization__sort", "organization__code")
        )  # fmt: skip
        parts = method_progress(row, sheets)
        lines = [
            (sheet, next((part for part in parts[sheet.pk] if part.method.kind == MethodKind.ON_SITE), None))
            for sheet in sheets
        ]
        up = row.sheet_up
        if up is not None:
            up.round = row
        seats = [line for line in seats_on(up) if line.assessor.panel.method.kind == MethodKind.ON_SITE] if up else []
        return super().get_context() | {
            "object": row, "refusal": "", "lines": lines, "up": up, "seats": seats,
            "done": sum(1 for line in seats if line.is_done),
            "may_call": row.state == RoundState.SCORING and self.request.user.has_perm("cadres.call_appraisal_sheet", row),
        }  # fmt: skip

    def post(self, request, *args, **kwargs) -> HttpResponse:
        """请上台."""
        demand(request.user, "cadres.call_appraisal_sheet", self.object)
        key = request.POST.get("sheet", "")
        sheet = self.object.sheets.filter(pk=key).first() if key.isdecimal() else None
        try:
            if sheet is None:
                raise ValidationError("本轮没有这张考核表，请刷新页面后再点“请上台”。")
            call_sheet(sheet, actor=request.user)
        except ValidationError as error:
            return render(request, self.template_name, self.get_context() | {"refusal": "；".join(error.messages)})
        return HttpResponseRedirect(reverse("cadres:appraisal-round-stage", args=[self.object.pk]))
