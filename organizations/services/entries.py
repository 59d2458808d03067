"""Entering, changing and removing one row of a record kept by hand: checked, audited, with its revision."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models, transaction

from league.core.audit import Entry, record, record_many
from organizations.services.records import describe, enqueue_refresh

Check = Callable[[models.Model], None]


def add_entry(
    entry: models.Model,
    *,
    action: str,
    fields: Iterable[str],
    check: Check | None = None,
    reason: str = "",
    document: str = "",
    actor,
) -> models.Model:
    """Write a new row and say in the log what its `fields` hold. `check` raises ValidationError."""
    with transaction.atomic():
        entry.full_clean()
        if check:
            check(entry)
        entry.save(force_insert=True)
        record(actor, action, entry, after=describe(entry, fields), reason=reason, document=document)
        enqueue_refresh()
    return entry


def change_entry(
    entry: models.Model,
    *,
    action: str,
    changes: dict[str, Any],
    allowed: Iterable[str],
    check: Check | None = None,
    reason: str = "",
    document: str = "",
    actor,
) -> models.Model:
    """Change fields of a row; nothing is written when nothing differs."""
    with transaction.atomic():
        entry = type(entry).objects.select_for_update(of=("self",)).get(pk=entry.pk)
        changes = {name: value for name, value in changes.items() if getattr(entry, name) != value}
        if not changes:
            return entry
        unknown = changes.keys() - set(allowed)
        if unknown:
            raise ValueError(f"not changed by this service: {sorted(unknown)}")
        before = describe(entry, changes)
        for name, value in changes.items():
            setattr(entry, name, value)
        entry.full_clean()
        if check:
            check(entry)
        entry.revision += 1
        entry.save()
        record(
            actor, action, entry, before=before, after=describe(entry, changes), reason=reason, document=document
        )  # fmt: skip
        enqueue_refresh()
    return entry


@transaction.atomic
def add_entries(model: type[models.Model], entries: list[models.Model], *, action: str, fields: Iterable[str], actor):
    """Write many new rows of one kind at once; the caller has checked them."""
    names = list(fields)
    written = model.objects.bulk_create(entries, batch_size=500)
    record_many(actor, action, [Entry(entry, None, describe(entry, names)) for entry in written])
    enqueue_refresh()
    return written


def remove_entry(entry: models.Model, *, action: str, fields: Iterable[str], reason: str, actor) -> None:
    """Take out what was entered by mistake; the log keeps it."""
    with transaction.atomic():
        entry = type(entry).objects.select_for_update(of=("self",)).get(pk=entry.pk)
        record(actor, action, entry, before=describe(entry, fields), reason=reason)
        entry.delete()
        enqueue_refresh()
