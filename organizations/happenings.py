"""What happened at homes, month by month: the monthly records, and what an app above knows of single occasions.

Activities lie above the register, which does not know them: they say through `register_happening` in which way they ask
whether something took place. A month counts once, whether it was recorded by hand, by occasion, or both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import add

from django.db.models import Case, Exists, IntegerField, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest

from league.core.dates import add_months
from organizations.models import HomeMonth

ACTIVITIES, ATTENDANCES = "activities", "attendances"


@dataclass(frozen=True)
class Happening:
    """Conditions on rows of HomeVersion. `within(column, first, last)`: on one of the days something took place at the
    home, for `attendances` with a record of who came. `latest(on)`: a subquery of the last such day."""

    within: Callable[[str, date, date], Exists]
    latest: Callable[[date], Subquery]


HAPPENINGS: list[Happening] = []


def register_happening(happening: Happening) -> None:
    """Called once by each app above that knows what takes place at homes."""
    HAPPENINGS.append(happening)


def last_months(on: date, count: int) -> list[date]:
    """First days of the last `count` whole months on that day, the latest first; a month is whole on its last day."""
    following = (on + timedelta(days=1)).replace(day=1)
    return [add_months(following, -step) for step in range(1, count + 1)]


def happened(column: str, first: date, last: date) -> Q:
    """Condition on rows of HomeVersion: something took place on one of the days. A monthly record says in which month:
    the benefit of the doubt goes to its days."""
    recorded = HomeMonth.objects.filter(
        home=OuterRef("subject"), month__range=(first.replace(day=1), last), **{f"{column}__gt": 0}
    )
    condition = Q(Exists(recorded.order_by()))
    for happening in HAPPENINGS:
        condition |= Q(happening.within(column, first, last))
    return condition


def months_with(column: str, on: date, count: int):
    """Of the last `count` whole months, in how many something of that column took place at the home; an expression."""
    each = [
        Case(
            When(happened(column, month, add_months(month, 1) - timedelta(days=1)), then=1),
            default=0,
            output_field=IntegerField(),
        )
        for month in last_months(on, count)
    ]
    return reduce(add, each, Value(0))


def last_active(on: date):
    """The last month or day on which something took place at the home; an expression, empty where nothing is known."""
    months = HomeMonth.objects.filter(home=OuterRef("subject"), activities__gt=0, month__lte=on).order_by()
    recorded = Subquery(months.values("home").annotate(last=Max("month")).values("last"))
    others = [happening.latest(on) for happening in HAPPENINGS]
    return reduce(lambda one, other: Coalesce(Greatest(one, other), one, other), others, recorded)
