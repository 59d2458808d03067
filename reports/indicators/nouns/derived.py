"""Expressions behind derived fields: portable SQL over the row, for the context's day."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import (
    BooleanField,
    Case,
    Count,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from organizations.models import HomeVersion, OrganizationVersion, UnitVersion
from reports.indicators.bands import whole_years
from reports.indicators.base import Context

Derived = Callable[[Context], object]


def years_since(column: str) -> Derived:
    """Whole years since the day in the column, on the day of the figure."""
    return lambda context: whole_years(column, context.on)


def holds(condition: Q) -> Derived:
    """Whether a condition holds; a flag is never unknown."""
    return lambda context: as_flag(condition)


def as_flag(condition):
    """A condition as a column that is true or false, never NULL."""
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def organization_then(outer: str, column: str) -> Derived:
    """A column of the organisation as it stood on the day."""
    return _then(OrganizationVersion, outer, column)


def unit_then(outer: str, column: str) -> Derived:
    """A column of the unit as it stood on the day."""
    return _then(UnitVersion, outer, column)


def home_then(outer: str, column: str) -> Derived:
    """A column of the home as it stood on the day."""
    return _then(HomeVersion, outer, column)


def _then(model, outer: str, column: str) -> Derived:
    return lambda context: Subquery(
        model.objects.on(context.on).filter(subject=OuterRef(outer)).order_by().values(column)[:1]
    )


def how_many(rows: QuerySet, by: str):
    """How many of the rows (already tied to the outer one) there are; zero, not NULL, where there is none."""
    counted = rows.order_by().values(by).annotate(found=Count("pk")).values("found")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))
