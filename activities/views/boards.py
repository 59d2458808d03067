"""Activities as a board of states and as a calendar."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime

from activities.enums import ActivityState
from activities.models import Activity
from activities.views.activities import other_views
from league.core.access import narrowed
from league.core.views import Link
from league.core.views.base import Page
from organizations.views.term_calendar import MonthView

SHOWN = 12


class Lane(NamedTuple):
    """A column of the board: the state, its latest activities, and how many there are."""

    state: ActivityState
    rows: list
    count: int
    url: str


class ActivityBoardView(Page):
    """Every state as a column."""

    title, permission = "活动看板", "activities.view_activity"
    template_name = "activities/activities/board.html"

    def get_links(self):
        """The other views."""
        return other_views("board")

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """The latest of each state in the user's scope."""
        rows = narrowed(Activity.objects.all(), request.user)
        here = reverse("activities:activity-list")
        lanes = []
        counts = dict(rows.order_by().values_list("state").annotate(count=Count("pk")))
        for state in ActivityState:
            latest = (
                rows.filter(state=state)
                .with_person_times()
                .select_related("organization")
                .order_by("-starts_at", "code")[:SHOWN]
            )
            lanes.append(Lane(state, list(latest), counts.get(state.value, 0), f"{here}?state={state}"))
        return render(request, self.template_name, self.get_context() | {"lanes": lanes})


class Entry(NamedTuple):
    """An activity on its day."""

    day: date
    at: str
    label: str
    url: str
    tone: str
    hint: str


def hour_of(activity: Activity) -> str:
    """09:00; 全天 where nobody wrote down the hour."""
    return f"{activity.opening:%H:%M}" if isinstance(activity.opening, datetime) else "全天"


class ActivityCalendarView(MonthView):
    """``?month=2026-11``; what was cancelled is left out."""

    title, permission = "活动日历", "activities.view_activity"
    template_name = "activities/activities/calendar.html"
    route = "activities:activity-calendar"

    def get_links(self) -> list[Link]:
        """The months beside this one, and the other views."""
        return [*self.month_links(), *other_views("calendar")]

    def entries(self, first: date, last: date) -> list[Entry]:
        """Activities that begin on these days, by the hour."""
        rows = narrowed(Activity.objects.exclude(state=ActivityState.CANCELLED), self.request.user)
        rows = rows.beginning_within(first, last).select_related("organization")
        return [
            Entry(
                localtime(row.starts_at).date(), hour_of(row), row.title, row.get_absolute_url(),
                row.stage.tone, f"{row.organization}，{row.stage.label}",
            )
            for row in rows.order_by("starts_at", "code")
        ]  # fmt: skip
