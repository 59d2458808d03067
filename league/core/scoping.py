"""The one door: which rows a user may see, as ranges of the organisation tree's paths.

A path is ``/1/23/456/`` (primary keys from the root down). A subtree is the half-open range from its path to
the same path with its last character replaced by the next one; LIKE is never used, it cannot use the index.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.lookups import GreaterThanOrEqual, LessThan


def upper_bound(path: str) -> str:
    """Return the smallest string above every path of the subtree: '0' follows '/' in byte order."""
    return path[:-1] + "0"


class Unindexed(Func):
    """The column itself, kept from SQLite's planner: it knows no histogram, takes the path's index for any range, and
    then sorts a whole county's rows to show fifty. PostgreSQL decides by its statistics."""

    template = "%(expressions)s"
    arity = 1

    def as_sqlite(self, compiler, connection):
        """SQLite's unary plus: a term that no index serves."""
        return self.as_sql(compiler, connection, template="+%(expressions)s")


def subtree(path: str, lookup: str = "path") -> Q:
    """Rows whose path column `lookup` lies in the subtree of `path`, the node itself included."""
    if path.count("/") == 2:
        # A whole tree: the range leaves out next to nothing, so its index helps nobody.
        column = Unindexed(F(lookup))
        return Q(GreaterThanOrEqual(column, path), LessThan(column, upper_bound(path)))
    return Q(**{f"{lookup}__gte": path, f"{lookup}__lt": upper_bound(path)})


def ancestor_ids(path: str, *, with_self: bool = True) -> list[int]:
    """Primary keys on the way from the root to the node, in that order."""
    ids = [int(part) for part in path.split("/") if part]
    return ids if with_self else ids[:-1]


def is_within(path: str, ancestor: str) -> bool:
    """Whether `path` is `ancestor` or lies below it."""
    return path.startswith(ancestor)


@dataclass(frozen=True)
class Scope:
    """The subtrees a user may see on the day of the request."""

    paths: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.paths)

    def q(self, lookup: str | None) -> Q:
        """Condition on the path column `lookup`; None marks reference data, open to every holder of a grant."""
        if not self.paths:
            return Q(pk__in=[])
        if lookup is None:
            return Q()
        return reduce(or_, (subtree(path, lookup) for path in self.paths))

    def covers(self, path: str) -> bool:
        """Whether a row at `path` is inside the scope."""
        return any(is_within(path, own) for own in self.paths)


class ScopedQuerySet(models.QuerySet):
    """Base of every queryset that reaches a user. The model names its path column in ``scope_path``."""

    def visible_to(self, user):
        """Rows inside the user's scope; none without a grant."""
        return self.filter(user.scope.q(self.model.scope_path))

    def below(self, path: str):
        """Rows of one subtree, the node's own included."""
        return self.filter(subtree(path, self.model.scope_path))


class OpenBelowQuerySet(ScopedQuerySet):
    """Rows of an organisation that are open to all below it: a county's programmes, series and rules of its own."""

    def visible_to(self, user):
        """Rows inside the scope, and those of the organisations above it."""
        scope = user.scope
        if not scope:
            return self.none()
        above = {key for path in scope.paths for key in ancestor_ids(path)}
        return self.filter(scope.q(self.model.scope_path) | Q(organization__in=above))


def path_carriers() -> list[type[models.Model]]:
    """Models that carry a copy of an organisation's path in ``org_path`` and follow it when it moves.

    The audit log keeps the path of its day and is left out (``path_follows_moves = False``).
    """
    from django.apps import apps

    return [
        model
        for model in apps.get_models()
        if any(field.name == "org_path" for field in model._meta.local_concrete_fields)
        and getattr(model, "path_follows_moves", True)
    ]
