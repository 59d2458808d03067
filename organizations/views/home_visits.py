"""The pages of visits to homes."""

from django.urls import reverse

from league.core.dates import today
from league.core.submissions import Outcome
from league.core.tables import Column
from league.core.views import ActionView, Link, ScopedCreateView, ScopedDetailView, ScopedListView, ScopedUpdateView
from league.core.views.photos import TakesPhotos
from organizations.enums import VisitOutcome, VisitState
from organizations.filters.home_visits import HomeVisitFilter
from organizations.forms.home_visits import (
    VisitAssignForm,
    VisitChangeForm,
    VisitCloseForm,
    VisitRecordForm,
    VisitWithdrawForm,
)
from organizations.models import HomeVisit
from organizations.services.home_visits import reasons_of
from organizations.tables.homes import HomeVisitTable
from organizations.views.actions import TurnTaking
from organizations.views.home_photos import with_repeats

ICONS = {"record": "clipboard-check", "close": "check2-square", "withdraw": "arrow-counterclockwise"}


class HomeVisitListView(ScopedListView):
    model, table_class, filterset_class = HomeVisit, HomeVisitTable, HomeVisitFilter
    title, noun = "走访任务", "organizations:home-visit"
    permission = "organizations.view_home"
    intro = "闲置的阵地由谁、在哪天以前上门，查到什么，结果怎样。"

    def get_links(self):
        """New ones come from the idle list."""
        url = reverse("organizations:home-visit-assign")
        return [Link("安排走访", url, "plus-lg", "primary", "organizations.assign_home_visit")]

    def get_crumbs(self):
        """The list of homes above."""
        return [("青年阵地", reverse("organizations:home-list"))]


class HomeVisitDetailView(ScopedDetailView):
    model = HomeVisit
    permission = "organizations.view_home"
    template_name = "organizations/homes/visit.html"
    select_related = ("home__responsible",)
    facts = (
        Column("home", "青年阵地", link=True),
        Column("state", "进度", kind="badge", choices=VisitState),
        Column("reasons", "走访原因"),
        Column("owner", "责任人"),
        Column("assigned_on", "安排日期", kind="date"),
        Column("due_on", "走访期限", kind="date"),
        Column("visited_on", "走访日期", kind="date"),
        Column("visitor", "走访人"),
        Column("finding", "走访情况"),
        Column("outcome", "结论", kind="badge", choices=VisitOutcome),
        Column("closed_on", "办结（撤回）日期", kind="date"),
        Column("remark", "备注"),
    )

    def get_crumbs(self):
        """The list, and the home."""
        return [
            ("走访任务", reverse("organizations:home-visit-list")),
            (str(self.object.home), self.object.home.get_absolute_url()),
        ]

    def get_links(self):
        """What may be done now."""
        args, stage = [self.object.pk], self.object.stage
        links = [
            Link(action.label, reverse(f"organizations:home-visit-{action.value}", args=args), ICONS[action.value],
                 "primary" if number == 0 else "outline-secondary", action.permission)
            for number, action in enumerate(stage.actions)
        ]  # fmt: skip
        if stage.actions:
            url = reverse("organizations:home-visit-update", args=args)
            links.append(Link("调整安排", url, "pencil", permission="organizations.change_home_visit"))
        return links

    def get_context(self):
        """Whether it is late, and what was photographed."""
        photos = self.object.photos.order_by("pk")
        return super().get_context() | {
            "late": self.object.is_late(today()),
            "photos": with_repeats(photos, self.request.user),
        }


class VisitAssignView(ScopedCreateView):
    model, form_class, permission = HomeVisit, VisitAssignForm, "organizations.assign_home_visit"
    title, submit_label = "安排走访", "安排所选阵地的走访"
    template_name = "organizations/homes/visit_assign.html"

    def get_crumbs(self):
        """The idle list."""
        return [("闲置清单", reverse("organizations:home-idle"))]

    def get_cancel_url(self):
        """Back to the idle list."""
        return reverse("organizations:home-idle")

    def get_done(self, result):
        """To the task, or to the list of them."""
        if len(result) == 1:
            return Outcome(result[0].get_absolute_url(), f"已安排：{result[0]}。")
        return Outcome(reverse("organizations:home-visit-list"), f"已安排{len(result)}项走访任务。")


class VisitTurn(TurnTaking):
    """A visit stands at the organisation that answers for its home."""

    model = HomeVisit

    def get_queryset(self):
        """With the organisation whose tree is locked."""
        return HomeVisit.objects.select_related("home__responsible")

    def node(self):
        """The organisation that answers for the home."""
        return self.object.home.responsible

    def get_crumbs(self):
        """The list above."""
        return [("走访任务", reverse("organizations:home-visit-list"))]


class VisitUpdateView(VisitTurn, ScopedUpdateView):
    form_class, permission = VisitChangeForm, "organizations.change_home_visit"

    def get_title(self):
        """The task in the heading."""
        return f"调整安排：{self.object}"


class VisitRecordView(TakesPhotos, VisitTurn, ScopedUpdateView):
    form_class, permission = VisitRecordForm, "organizations.record_home_visit"
    template_name = "organizations/homes/visit_form.html"
    submit_label = "提交走访情况"
    done = "已登记：{object}。"

    def get_title(self):
        """The home in the heading."""
        return f"登记走访：{self.object.home}"

    def get_initial(self):
        """Today, by whom it was given to."""
        return {"visited_on": today(), "visitor": self.object.owner} | super().get_initial()


class VisitCloseView(VisitTurn, ActionView):
    form_class, permission = VisitCloseForm, "organizations.close_home_visit"
    title, submit_label, done = "办结走访", "确认办结", "已办结：{object}。"

    def preview(self, form):
        """What it ends with; what still stands is said."""
        outcome = VisitOutcome(form.cleaned_data["outcome"]).label
        sentences = [f"办结{self.object}，结论为“{outcome}”。"]
        if standing := reasons_of([self.object.home], on=today()).get(self.object.home_id):
            sentences.append(f"请注意：“{self.object.home}”今天仍有{standing}的情形，办结后仍在闲置清单中。")
        return sentences


class VisitWithdrawView(VisitTurn, ActionView):
    form_class, permission = VisitWithdrawForm, "organizations.withdraw_home_visit"
    title, submit_label, done, tone = "撤回走访", "确认撤回", "已撤回：{object}。", "danger"

    def preview(self, form):
        """One sentence."""
        return [f"撤回{self.object}，不再要求{self.object.owner}上门。"]
