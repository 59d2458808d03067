"""Who sees what of an appraisal, and that a published round is written no more.

A scheme and its rounds stand at the office that appraises. Below it one reads what is issued and one's own sheets, and
the result from the day it is announced.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from cadres.enums import RoundState
from league.core.scoping import Scope, ScopedQuerySet, ancestor_ids

FROZEN = "该轮考核已公布或取消，内容不再变更；确需更正的，由考核单位登记更正，另成一版。"


def of_offices_above(scope: Scope, key: str) -> Q:
    """Rows whose office, in the column `key`, is one of those above the scope's nodes."""
    above = {pk for path in scope.paths for pk in ancestor_ids(path, with_self=False)}
    return Q(**{f"{key}__in": above})


class FreezingQuerySet(ScopedQuerySet):
    """Rows that belong to a round: refused to be written once it is published or cancelled, whichever way the write
    comes. The model names the way to the round's state in ``frozen_by``; what follows the register (a moved
    organisation, merged people) stands in ``follows`` and is let through.

    The model's ``base_manager_name`` must be its queryset's manager: then an instance's own `save` passes here too.
    """

    def _demand_living(self, fields) -> None:
        if set(fields) <= set(self.model.follows):
            return
        if self.filter(**{f"{self.model.frozen_by}__in": RoundState.frozen}).exists():
            raise ValidationError(FROZEN, code="frozen")

    def update(self, **kwargs):
        """As ever, for rounds that are under way."""
        self._demand_living(kwargs)
        return super().update(**kwargs)

    update.alters_data = True

    def _update(self, values):
        self._demand_living(field.name for field, _, _ in values)
        return super()._update(values)

    def delete(self):
        """As ever, for rounds that are under way."""
        self._demand_living({""})
        return super().delete()

    delete.alters_data = True

    def _insert(self, objs, fields, **kwargs):
        self.demand_open(objs)
        return super()._insert(objs, fields, **kwargs)

    def demand_open(self, objs) -> None:
        """Refuse new rows of a round that is published or cancelled."""
        name, _, rest = self.model.frozen_by.partition("__")
        if not rest:
            return
        key = self.model._meta.get_field(name)
        owners = {getattr(obj, key.attname) for obj in objs}
        owner_rows = key.related_model._base_manager.filter(pk__in=owners, **{f"{rest}__in": RoundState.frozen})
        if owner_rows.exists():
            raise ValidationError(FROZEN, code="frozen")


class Freezing(models.Model):
    """Mixed into every model of a round."""

    frozen_by = "round__state"
    follows: tuple[str, ...] = ()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def delete(self, *args, **kwargs):
        """An instance is deleted past its queryset; it asks the same."""
        type(self)._base_manager.filter(pk=self.pk)._demand_living({""})
        return super().delete(*args, **kwargs)
