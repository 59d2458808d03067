"""The calendar of elections: a month as a grid, and the same entries as a file for other calendars."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from league.core.dates import add_months, today
from league.core.exporter import named
from league.core.views import Link
from league.core.views.base import Page
from organizations.exports.calendar import ICS, write_calendar
from organizations.services.calendars import entries_between
from organizations.views.terms import due_crumbs

# Entries of one day shown in the grid; the rest is unfolded.
SHOWN = 4
BACK, AHEAD = timedelta(days=90), timedelta(days=550)


class MonthView(Page):
    """``?month=2026-11``: entries with a `day` as a grid of weeks. A subclass names its `route` and its entries."""

    route = ""

    def entries(self, first: date, last: date) -> list:
        """What falls on the days [first, last]."""
        raise NotImplementedError(f"{type(self).__name__}.entries")

    def month_links(self) -> list[Link]:
        """The months beside this one."""
        here = reverse(self.route)
        before, after = (add_months(self.first, step) for step in (-1, 1))
        return [
            Link("上月", f"{here}?month={before:%Y-%m}", "chevron-left"),
            Link("下月", f"{here}?month={after:%Y-%m}", "chevron-right"),
        ]

    @property
    def first(self) -> date:
        """First day of the asked month; this month without one."""
        try:
            return date.fromisoformat(f"{self.request.GET.get('month', '')}-01")
        except ValueError:
            return today().replace(day=1)

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """Weeks of days with their entries."""
        if not 1950 <= self.first.year <= 2150:
            raise Http404("没有这个月份。")
        weeks = calendar.Calendar().monthdatescalendar(self.first.year, self.first.month)
        entries = self.entries(weeks[0][0], weeks[-1][-1])
        by_day: dict[date, list] = {}
        for entry in entries:
            by_day.setdefault(entry.day, []).append(entry)
        context = self.get_context() | {
            "month": self.first,
            "weeks": [[self._day(day, by_day.get(day, [])) for day in week] for week in weeks],
            "names": "一二三四五六日",
            "count": sum(entry.day.month == self.first.month for entry in entries),
        }
        return render(request, self.template_name, context)

    def _day(self, day: date, entries: list) -> dict:
        return {
            "date": day,
            "inside": day.month == self.first.month,
            "is_today": day == today(),
            "entries": entries[:SHOWN],
            "more": entries[SHOWN:],
        }


class CalendarView(MonthView):
    """What is due in elections."""

    title = "换届日历"
    permission = "organizations.view_term"
    template_name = "organizations/terms/calendar.html"
    route = "organizations:term-calendar"

    def get_crumbs(self):
        """The list above."""
        return due_crumbs()

    def get_links(self):
        """The months beside this one, and the file."""
        file = Link("下载日历文件", reverse("organizations:term-calendar-file"), "calendar-plus")
        return [*self.month_links(), file]

    def entries(self, first, last):
        """In the user's scope, as of today."""
        return entries_between(self.request.user, first, last, on=today())


class CalendarFileView(Page):
    """The entries of the user's scope from three months ago to a year and a half ahead, as .ics."""

    permission = "organizations.view_term"

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """The file."""
        day = today()
        entries = entries_between(request.user, day - BACK, day + AHEAD, on=day)
        text = write_calendar(
            entries, name="换届日历", host=request.get_host().split(":")[0], at=timezone.now(),
            address=request.build_absolute_uri,
        )  # fmt: skip
        return named(HttpResponse(text, content_type=ICS), "换届日历.ics")
