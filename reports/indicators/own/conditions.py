"""Conditions as Q objects, in three values: a row fits, does not fit, or nobody can tell.

Nobody can tell when a field that decides is unknown. Nothing here negates what may be NULL: each of the three is said
in its own words, so that SQL's own third value never gets into it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_

from django.db.models import Q

from reports.indicators.base import Context
from reports.indicators.nouns import Field, Kind
from reports.indicators.nouns.base import NEVER
from reports.indicators.own.spec import Condition

NOTHING = Q(pk__in=[])


def unknown(field: Field) -> Q:
    """Nobody knows the field's value."""
    if field.unknown is NEVER:
        return NOTHING
    if field.unknown is None:
        return Q(**{f"{field.column}__isnull": True})
    return Q(**{field.column: field.unknown})


def known(field: Field) -> Q:
    """Somebody knows it."""
    if field.unknown is NEVER:
        return Q()
    present = Q(**{f"{field.column}__isnull": False})
    return present if field.unknown is None else present & ~unknown(field)


def fits(condition: Condition, context: Context) -> Q:
    """The row fits."""
    if condition.operator.code == "blank":
        return unknown(condition.field)
    if condition.operator.code == "filled":
        return known(condition.field)
    return known(condition.field) & _match(condition, context)


def fails(condition: Condition, context: Context) -> Q:
    """The row does not fit."""
    if condition.operator.code == "blank":
        return known(condition.field)
    if condition.operator.code == "filled":
        return unknown(condition.field)
    return known(condition.field) & ~_match(condition, context)


def open_to_doubt(condition: Condition) -> bool:
    """Whether there may be rows that nobody can judge by it."""
    return condition.field.unknown is not NEVER and condition.operator.code not in ("blank", "filled")


def _match(condition: Condition, context: Context) -> Q:
    column, code, values = condition.field.column, condition.operator.code, condition.values
    match condition.field.kind, code:
        case Kind.FLAG, _:
            return Q(**{column: code == "yes"})
        case Kind.CHOICE, "out":
            return ~Q(**{f"{column}__in": values})
        case _, "in" | "eq":
            return Q(**{f"{column}__in": values})
        case _, "ge":
            return Q(**{f"{column}__gte": values[0]})
        case _, "le":
            return Q(**{f"{column}__lte": values[0]})
    return Q(**{f"{column}__gte": context.period.first, f"{column}__lte": context.on})


def all_fit(conditions: Iterable[Condition], context: Context) -> Q:
    """Every condition fits."""
    return reduce(and_, (fits(each, context) for each in conditions), Q())


def any_fails(conditions: Iterable[Condition], context: Context) -> Q:
    """At least one does not fit, whatever is unknown of the others."""
    return reduce(or_, (fails(each, context) for each in conditions), NOTHING)


def undecided(conditions: Iterable[Condition], context: Context) -> Q:
    """None fails, and at least one cannot be told."""
    conditions = list(conditions)
    possible = reduce(and_, (_possible(each, context) for each in conditions), Q())
    doubts = (unknown(each.field) for each in conditions if open_to_doubt(each))
    return possible & reduce(or_, doubts, NOTHING)


def _possible(condition: Condition, context: Context) -> Q:
    fitting = fits(condition, context)
    return fitting | unknown(condition.field) if open_to_doubt(condition) else fitting
