"""A row's past for people: each audit event as a sentence, with old and new values by the fields' labels."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from league.core.cells import as_text
from league.core.models import AuditEvent


class Change(NamedTuple):
    """One field's old and new value in words."""

    label: str
    old: str
    new: str


class Happening(NamedTuple):
    """One event as a person reads it."""

    at: datetime
    actor: str
    sentence: str
    reason: str
    document: str
    changes: list[Change]


def history_of(obj: models.Model, *, limit: int) -> list[Happening]:
    """The newest events about a row."""
    return in_words(list(AuditEvent.objects.about(obj)[:limit]), type(obj))


def in_words(events: list[AuditEvent], model: type[models.Model]) -> list[Happening]:
    """Events about rows of one model. Names of referred rows are read in one query for each field."""
    names = _names(events, model)
    return [
        Happening(
            event.at,
            event.actor_name,
            event.sentence,
            event.reason,
            event.document,
            [
                Change(_label(model, name), _value(model, name, old, names), _value(model, name, new, names))
                for name, old, new in _in_field_order(event.changes, model)
            ],
        )
        for event in events
    ]


def _field(model, name: str) -> models.Field | None:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _in_field_order(changes, model):
    """The order of the form; the database keeps the names in an order of its own."""
    places = {field.name: place for place, field in enumerate(model._meta.fields)}
    return sorted(changes, key=lambda change: places.get(change[0], len(places)))


def _label(model, name: str) -> str:
    field = _field(model, name)
    return str(getattr(field, "verbose_name", name)) if field is not None else name


def _names(events, model) -> dict[str, dict[int, str]]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for event in events:
        for name, old, new in event.changes:
            field = _field(model, name)
            if field is not None and field.is_relation and field.related_model is not None:
                wanted[name] |= {value for value in (old, new) if isinstance(value, int)}
    return {
        name: {row.pk: str(row) for row in model._meta.get_field(name).related_model._base_manager.filter(pk__in=keys)}
        for name, keys in wanted.items()
        if keys
    }


def _value(model, name: str, value: Any, names) -> str:
    if isinstance(value, int) and value in names.get(name, {}):
        return names[name][value]
    if isinstance(value, list):
        return "、".join(map(as_text, value))
    field = _field(model, name)
    labels = dict(getattr(field, "flatchoices", None) or ())
    return as_text(labels.get(value, value)) if not isinstance(value, dict) else as_text(value)
