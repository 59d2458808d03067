"""Vacancies, the handover of a secretary with its guide, and elected names to be matched with people."""

from __future__ import annotations

from django.shortcuts import render

from cadres.filters.posts import SeatFilter, VacancyFilter
from cadres.forms.secretaries import HandoverForm, MatchForm
from cadres.models import ElectedSeat, Post
from cadres.models.vacancy import asked, led_organizations, with_secretary
from cadres.services.elected_posts import namesakes
from cadres.services.guides import guide_for
from cadres.tables.posts import SeatTable, VacancyTable
from cadres.views.posts import neighbours
from league.core.dates import today
from league.core.submissions import Outcome
from league.core.views import ActionView, ScopedDetailView, ScopedListView
from organizations.forms.fields import day_asked
from organizations.models import Organization, OrganizationVersion
from organizations.views.actions import ServiceView, TurnTaking


class VacancyListView(ScopedListView):
    model, table_class, filterset_class = OrganizationVersion, VacancyTable, VacancyFilter
    title, noun, permission = "书记空缺", "cadres:vacancy", "cadres.view_vacancy"
    intro = (
        "“空缺”是登记过书记、离任后没有接任；“不详”是从未登记过书记，两者不同；“已选出待对应”只差把当选人对应到人员。"
    )
    empty = "没有书记空缺的团组织。"

    def get_queryset(self):
        """The whole scope on the day asked; the filter keeps what nobody leads."""
        on = day_asked(self.request)
        return asked(with_secretary(led_organizations(on=on).visible_to(self.request.user), on=on), on=on)

    def get_links(self):
        """The other lists."""
        return neighbours("vacancy-list")


class SecretaryChangeView(ServiceView):
    model, form_class, permission = Organization, HandoverForm, "cadres.hand_over_secretary"
    title, submit_label, tone = "书记交接", "确认交接", "danger"
    template_name = "cadres/posts/handover.html"

    def get_context(self):
        """Who sits now."""
        held = Post.objects.secretaries().held(on=today()).filter(organization=self.object)
        sitting = held.select_related("person", "organization").first()
        return super().get_context() | {"sitting": sitting}

    def get_cancel_url(self):
        """Back to the organisation's posts."""
        return f"{self.object.get_absolute_url()}?tab=posts"

    def get_done(self, result):
        """On to what was done, from where the guide is printed."""
        return Outcome(result.get_absolute_url(), f"已办理：{result}。请打印接任指南。")


class GuideView(ScopedDetailView):
    """接任指南 on one page, made for the printer."""

    model = Organization
    permission = "cadres.view_guide"
    template_name = "cadres/posts/guide.html"

    def get_title(self):
        """The organisation in the heading."""
        return f"接任指南：{self.object}"

    def get_crumbs(self):
        """The organisation above."""
        return [(str(self.object), self.object.get_absolute_url())]

    def get(self, request, *args, **kwargs):
        """As of the day asked, today without one."""
        guide = guide_for(self.object, on=day_asked(request))
        return render(request, self.template_name, self.get_context() | {"guide": guide})


class SeatListView(ScopedListView):
    model, table_class, filterset_class = ElectedSeat, SeatTable, SeatFilter
    title, noun, permission = "当选待对应", "cadres:seat", "cadres.view_post"
    intro = "换届名单只有姓名。把每个当选人对应到人员：批复前对应的，批复时即任职；批复后对应的，随即登记任职。"
    empty = "当选人都已对应。"

    def get_links(self):
        """The other lists."""
        return neighbours("seat-list")


class SeatMatchView(TurnTaking, ActionView):
    model, form_class, permission = ElectedSeat, MatchForm, "cadres.match_seat"
    title, submit_label = "对应人员", "确认对应"
    template_name = "cadres/posts/match.html"

    def get_queryset(self):
        """Only the elected of meetings that were held."""
        return ElectedSeat.objects.named().select_related("election__organization")

    def node(self):
        """The organisation of the election."""
        return self.object.election.organization

    def get_context(self):
        """Who the name may mean."""
        people = namesakes(self.object, self.request.user)[:20]
        return super().get_context() | {"people": list(people), "here": self.object.election.organization_id}

    def get_cancel_url(self):
        """Back to the dossier."""
        return f"{self.object.election.get_absolute_url()}?tab=people"

    def preview(self, form):
        """What it would do."""
        return form.sentences()

    def get_done(self, result):
        """On to the dossier's list."""
        return Outcome(f"{result.get_absolute_url()}?tab=people", f"已对应：{self.object}。")
