"""The pages of visits to couriers: the list, and a tab under each activity."""

from __future__ import annotations

from django.urls import reverse

from activities.filters.service import CourierVisitFilter
from activities.forms.service_teams import CourierVisitAddForm, CourierVisitForm, CourierVisitRemoveForm
from activities.models import Activity, CourierVisit
from activities.tables.service import CourierVisitTable
from activities.views.activities import ActivityTurn
from league.core.submissions import Outcome
from league.core.views import ActionView, ScopedListView, ScopedUpdateView
from organizations.views.actions import TurnTaking


class CourierVisitListView(ScopedListView):
    model, table_class, filterset_class = CourierVisit, CourierVisitTable, CourierVisitFilter
    title, noun, permission = "走访新就业群体", "activities:courier-visit", "activities.view_courier_visit"
    intro = "在走访活动的页面登记，只计人数，不写姓名；各次“本年首次走访”相加，才是一年里走访的人数。"


class CourierVisitAddView(ActivityTurn, ScopedUpdateView):
    form_class, permission = CourierVisitAddForm, "activities.add_courier_visit"

    def get_title(self):
        """At which activity."""
        return f"登记走访新就业群体：{self.object}"

    def get_done(self, result):
        """To the visits of the activity."""
        return Outcome(result.get_absolute_url(), f"已登记：{result.company}{result.persons}人。")


class VisitTurn(TurnTaking):
    """A visit stands at the activity's organiser."""

    model = CourierVisit

    def get_queryset(self):
        """With the organisation whose tree is locked."""
        return CourierVisit.objects.select_related("activity__organization")

    def node(self):
        """The organiser."""
        return self.object.activity.organization


class CourierVisitUpdateView(VisitTurn, ScopedUpdateView):
    form_class, permission = CourierVisitForm, "activities.change_courier_visit"


class CourierVisitRemoveView(VisitTurn, ActionView):
    form_class, permission, title = CourierVisitRemoveForm, "activities.remove_courier_visit", "删去误登的走访"
    submit_label, tone = "确认删去", "danger"

    def preview(self, form):
        """One sentence."""
        return [f"从“{self.object.activity}”中删去走访{self.object.company}的{self.object.persons}人。"]

    def get_done(self, result):
        """Back to the visits of the activity."""
        return Outcome(f"{result.get_absolute_url()}?tab=couriers", "已删去。")


def visits_of(page) -> dict:
    """The tab of an activity: what it says of couriers, and what the user may do about it."""
    activity: Activity = page.object
    user = page.request.user
    rows = list(activity.courier_visits.order_by("company"))
    for row in rows:
        row.activity = activity
    change = user.has_perm("activities.add_courier_visit", activity)
    return {
        "visits": rows,
        "change": change,
        "add_url": reverse("activities:courier-visit-add", args=[activity.pk]) if change else "",
    }
