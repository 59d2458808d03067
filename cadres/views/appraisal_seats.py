"""Pages of assessors: their seats, and the links of those without an account."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cadres.enums import RoundState
from cadres.forms.appraisal_rounds import EndLinkForm, SeatForm, UnseatForm
from cadres.models import AppraisalAssessor, AppraisalRound
from cadres.services.appraisal_stage import give_link
from cadres.views.appraisal_round_steps import RoundTurn
from cadres.views.appraisal_rounds import OFFICE
from league.core.submissions import Outcome
from league.core.tables import Column
from league.core.views import ActionView, Link, ScopedCreateView, ScopedDetailView, ScopedUpdateView
from league.core.views.base import Page, get_permitted_or_404

SEAT = "cadres.seat_appraisal_assessor"


class AssessorDetailView(ScopedDetailView):
    model = AppraisalAssessor
    permission = OFFICE
    select_related = ("round__scheme", "panel__method", "user", "organization")
    facts = (
        Column("round", "轮次", link=True),
        Column("panel", "评委组"),
        Column("name", "姓名"),
        Column("duty", "单位及职务"),
        Column("account", "账号", value=lambda seat: seat.user.username if seat.user else ""),
        Column("link", "评分链接", value=lambda seat: "已开通" if seat.token_hash else "未开通"),
        Column("organization", "回避单位", link=True),
    )

    def get_crumbs(self):
        """The round."""
        return [(str(self.object.round), f"{self.object.round.get_absolute_url()}?tab=seats")]

    def get_links(self):
        """While seats may change."""
        seat, args = self.object, [self.object.pk]
        if seat.round.state not in RoundState.filling:
            return []
        links = [Link("更正", reverse("cadres:appraisal-assessor-update", args=args), "pencil", permission=SEAT)]
        words = "重开评分链接" if seat.token_hash else "开通评分链接"
        links.append(Link(words, reverse("cadres:appraisal-assessor-link", args=args), "link-45deg", permission=SEAT))
        if seat.token_hash:
            links.append(Link("停用评分链接", reverse("cadres:appraisal-assessor-unlink", args=args), "slash-circle",
                              permission=SEAT))  # fmt: skip
        remove = reverse("cadres:appraisal-assessor-unseat", args=args)
        return [*links, Link("除名", remove, "trash", "outline-danger", SEAT)]


class AssessorCreateView(ScopedCreateView):
    """``?round=``: a seat is always one of a round's."""

    model, form_class, permission, title = AppraisalAssessor, SeatForm, SEAT, "登记评委"

    def open(self):
        """The round through the door."""
        super().open()
        key = self.request.GET.get("round", "")
        if not key.isdecimal():
            raise Http404("请从考核轮次的页面登记评委。")
        rows = AppraisalRound.objects.select_related("scheme")
        self.round = get_permitted_or_404(rows, key, self.request.user, SEAT)

    def get_form_kwargs(self):
        """The panels are those of its scheme."""
        return super().get_form_kwargs() | {"round_": self.round}

    def get_crumbs(self):
        """The round."""
        return [(str(self.round), f"{self.round.get_absolute_url()}?tab=seats")]

    def get_cancel_url(self):
        """Back to the seats."""
        return f"{self.round.get_absolute_url()}?tab=seats"

    def get_done(self, result):
        """To the seats."""
        return Outcome(f"{result.round.get_absolute_url()}?tab=seats", f"已登记评委：{result}。")


class SeatTurn(RoundTurn):
    """Pages about one seat."""

    model = AppraisalAssessor

    def get_queryset(self):
        """With what the page names."""
        return AppraisalAssessor.objects.select_related("round__scheme", "panel__method", "user", "organization")

    def round_of(self):
        """The seat's round."""
        return self.object.round

    def get_cancel_url(self):
        """The seat."""
        return reverse("cadres:appraisal-assessor-detail", args=[self.object.pk])

    def get_done(self, result):
        """To the seats."""
        row = self.object.round
        return Outcome(f"{row.get_absolute_url()}?tab=seats", f"已办理：{self.object}。")


class AssessorUpdateView(SeatTurn, ScopedUpdateView):
    form_class, permission = SeatForm, SEAT


class AssessorUnseatView(SeatTurn, ActionView):
    form_class, permission, title, tone = UnseatForm, SEAT, "除名评委", "danger"

    def preview(self, form):
        """What goes with the seat."""
        return [f"除名{self.object}，其已给的{self.object.scores.count()}项评分一并删除。"]


class AssessorUnlinkView(SeatTurn, ActionView):
    form_class, permission, title = EndLinkForm, SEAT, "停用评分链接"

    def preview(self, form):
        """One sentence."""
        return [f"{self.object}的评分链接停用，已给的评分保留。"]


class AssessorLinkView(SeatTurn, Page):
    """Makes the link and shows it this once: it is stored as a digest alone."""

    permission = SEAT
    template_name = "cadres/appraisal/link.html"

    def open(self):
        """The seat through the door."""
        self.object = get_permitted_or_404(self.get_queryset(), self.kwargs["pk"], self.request.user, SEAT)

    def get_title(self):
        """Whose link."""
        return f"评分链接：{self.object}"

    def get_crumbs(self):
        """The seat."""
        return [(str(self.object), self.get_cancel_url())]

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """What it is, before it is made."""
        return render(request, self.template_name, self.get_context() | {"address": "", "refusal": ""})

    def post(self, request, *args, **kwargs) -> HttpResponse:
        """The link, not to be kept by the browser."""
        try:
            token = give_link(self.object, actor=request.user)
        except ValidationError as error:
            context = self.get_context() | {"address": "", "refusal": "；".join(error.messages)}
            return render(request, self.template_name, context)
        address = request.build_absolute_uri(reverse("scoring:own", args=[token]))
        response = render(request, self.template_name, self.get_context() | {"address": address, "refusal": ""})
        response["Cache-Control"] = "no-store"
        return response
