"""Keeping the past of things with a life in time (`Versioned`): the only code that writes their versions.

All functions take many things of one model at once and cost the same few statements for one as for ten thousand.
They are called by services, inside the service's transaction, after the things themselves were written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import F

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
    return [
        getattr(subject, subject._meta.get_field(name).attname)
        for name in subject.versioned_fields
    ]


def open_versions(stretches: Iterable[tuple[Versioned, date, date | None]]) -> None:
    """Begin the life of new things: (thing, first day, day after the last or None)."""
    stretches = list(stretches)
    if not stretches:
        return
    model = _version_model(stretches[0][0])
    rows = (
        [subject.pk, *_state(subject), starts, ends]
        for subject, starts, ends in stretches
    )
    insert_rows(model, _columns(model, stretches[0][0].versioned_fields), rows)


def change_versions(subjects: Sequence[Versioned], *, on: date) -> None:
    """From that day the things are as they stand now: end their open stretch and begin another.

    A second change on the same day replaces the first. Raise VersionConflict when the open stretch of one of them
    begins later than `on`.
    """
    for start in range(0, len(subjects), CHUNK):
        chunk = subjects[start : start + CHUNK]
        model = _version_model(chunk[0])
        current = model.objects.filter(
            subject__in=[subject.pk for subject in chunk], valid_to__isnull=True
        )
        late = current.filter(valid_from__gt=on).select_related("subject").first()
        if late:
            raise VersionConflict(
                f"{late.subject}的现状自{late.valid_from}起，变更日期{on}不能早于它。"
            )
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
        values = dict(zip(_attnames(subject), _state(subject), strict=True))
        subject.versions.filter(valid_to__isnull=True).update(**values)


def _attnames(subject: Versioned) -> list[str]:
    return [subject._meta.get_field(name).attname for name in subject.versioned_fields]


def close_versions(subjects: Sequence[Versioned], *, on: date) -> None:
    """End the things' lives: the day is the first on which they no longer exist."""
    for start in range(0, len(subjects), CHUNK):
        chunk = subjects[start : start + CHUNK]
        current = _version_model(chunk[0]).objects.filter(
            subject__in=[subject.pk for subject in chunk], valid_to__isnull=True
        )
        late = current.filter(valid_from__gte=on).select_related("subject").first()
        if late:
            raise VersionConflict(
                f"{late.subject}的现状自{late.valid_from}起，结束日期{on}必须晚于它。"
            )
        current.update(valid_to=on)


def reopen_versions(subjects: Sequence[Versioned], *, ended_on: date) -> None:
    """Take back an end: the stretch that was closed on that day is open again."""
    if subjects:
        ids = [subject.pk for subject in subjects]
        _version_model(subjects[0]).objects.filter(
            subject__in=ids, valid_to=ended_on
        ).update(valid_to=None)


def touch(queryset) -> int:
    """Count a write on every row: whoever edits an older revision is told."""
    return queryset.update(revision=F("revision") + 1)
