"""Keeping the past of things with a life in time (`Versioned`): the only code that writes their versions.

All functions take many things of one model at once and cost the same few statements for one as for ten thousand.
They are called by services, inside the service's transaction, after the things themselves were written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import connection, models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.lookups import IsNull

from league.core.bulk import insert_rows
from league.core.models import Versioned

CHUNK = 900


class VersionConflict(ValueError):
    """A change is dated before the stretch it would end; the message is Chinese and fit to be shown."""


def _version_model(subject: Versioned):
    return subject._meta.get_field("versions").related_model


def _columns(version_model, names: Sequence[str]) -> list[str]:
    return ["subject", *names, "valid_from", "valid_to"]


def _state(subject: Versioned) -> list:
    """The versioned fields as column values (primary keys of what they refer to)."""
    return [getattr(subject, subject._meta.get_field(name).attname) for name in subject.versioned_fields]


def open_versions(stretches: Iterable[tuple[Versioned, date, date | None]]) -> None:
    """Begin the life of new things: (thing, first day, day after the last or None)."""
    stretches = list(stretches)
    if not stretches:
        return
    model = _version_model(stretches[0][0])
    rows = ([subject.pk, *_state(subject), starts, ends] for subject, starts, ends in stretches)
    insert_rows(model, _columns(model, stretches[0][0].versioned_fields), rows)


def change_versions(subjects: Sequence[Versioned], *, on: date) -> None:
    """From that day the things are as they stand now: end their open stretch and begin another.

    A second change on the same day replaces the first. Raise VersionConflict when the open stretch of one of them
    begins later than `on`.
    """
    for start in range(0, len(subjects), CHUNK):
        chunk = subjects[start : start + CHUNK]
        model = _version_model(chunk[0])
        current = model.objects.filter(subject__in=[subject.pk for subject in chunk], valid_to__isnull=True)
        late = current.filter(valid_from__gt=on).select_related("subject").first()
        if late:
            raise VersionConflict(f"{late.subject}的现状自{late.valid_from}起，变更日期{on}不能早于它。")
        current.filter(valid_from=on).delete()
        current.update(valid_to=on)
        insert_rows(
            model,
            _columns(model, chunk[0].versioned_fields),
            ([subject.pk, *_state(subject), on, None] for subject in chunk),
        )


def correct_versions(subjects: Sequence[Versioned]) -> None:
    """The open stretch was recorded wrongly: it takes the things' present values, its dates stay."""
    for subject in subjects:
        values = dict(zip(_attnames(type(subject)), _state(subject), strict=True))
        subject.versions.filter(valid_to__isnull=True).update(**values)


def _attnames(model: type[Versioned]) -> list[str]:
    return [model._meta.get_field(name).attname for name in model.versioned_fields]


def close_versions(subjects: Sequence[Versioned], *, on: date) -> None:
    """End the things' lives: the day is the first on which they no longer exist."""
    for start in range(0, len(subjects), CHUNK):
        chunk = subjects[start : start + CHUNK]
        current = _version_model(chunk[0]).objects.filter(
            subject__in=[subject.pk for subject in chunk], valid_to__isnull=True
        )
        late = current.filter(valid_from__gte=on).select_related("subject").first()
        if late:
            raise VersionConflict(f"{late.subject}的现状自{late.valid_from}起，结束日期{on}必须晚于它。")
        current.update(valid_to=on)


def reopen_versions(subjects: Sequence[Versioned], *, ended_on: date) -> None:
    """Take back an end: the stretch that was closed on that day is open again."""
    if subjects:
        ids = [subject.pk for subject in subjects]
        _version_model(subjects[0]).objects.filter(subject__in=ids, valid_to=ended_on).update(valid_to=None)


def touch(queryset) -> int:
    """Count a write on every row: whoever edits an older revision is told."""
    return queryset.update(revision=F("revision") + 1)


def change_versions_of(queryset: QuerySet, *, on: date) -> None:
    """As `change_versions`, for all rows of a queryset in a few statements: a subtree may hold a hundred thousand.

    Every row must have an open stretch.
    """
    version_model = queryset.model._meta.get_field("versions").related_model
    current = _open_stretches(queryset)
    late = current.filter(valid_from__gt=on).select_related("subject").first()
    if late:
        raise VersionConflict(f"{late.subject}的现状自{late.valid_from}起，变更日期{on}不能早于它。")
    current.filter(valid_from=on).delete()
    current.update(valid_to=on)
    rows = queryset.order_by().annotate(since=Value(on, models.DateField()))
    select, parameters = rows.values_list("pk", *_attnames(queryset.model), "since").query.sql_with_params()
    quote = connection.ops.quote_name
    names = ["subject", *queryset.model.versioned_fields, "valid_from"]
    columns = ", ".join(quote(version_model._meta.get_field(name).column) for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(version_model._meta.db_table)} ({columns}) {select}",
            parameters,
        )


def take_back_versions_of(queryset: QuerySet, *, on: date) -> None:
    """Take back a change of that day, after the rows themselves were put back.

    The open stretches that began on `on` take the rows' present values; where the stretch before says the same, the
    two become one again.
    """
    names = _attnames(queryset.model)
    present = queryset.model.objects.filter(pk=OuterRef("subject_id"))
    began = _open_stretches(queryset).filter(valid_from=on)
    began.update(**{name: Subquery(present.values(name)[:1]) for name in names})
    before = began.model.objects.filter(subject=OuterRef("subject"), valid_to=on)
    for name in names:
        neither = Q(**{f"{name}__isnull": True}) & Q(IsNull(OuterRef(name), True))
        before = before.filter(Q(**{name: OuterRef(name)}) | neither)
    needless = list(began.filter(Exists(before)).values_list("subject", flat=True))
    for start in range(0, len(needless), CHUNK):
        chunk = needless[start : start + CHUNK]
        began.model.objects.filter(subject__in=chunk, valid_to__isnull=True, valid_from=on).delete()
        began.model.objects.filter(subject__in=chunk, valid_to=on).update(valid_to=None)


def _open_stretches(queryset: QuerySet) -> QuerySet:
    version_model = queryset.model._meta.get_field("versions").related_model
    return version_model.objects.filter(subject__in=queryset.order_by().values("pk"), valid_to__isnull=True)
