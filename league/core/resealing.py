"""Changing the key of personal values: everything sealed under an older key is sealed again under the first one."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models, transaction

from league.core.bulk import read_rows, update_rows
from league.core.crypto import EncryptedField, is_current, keyed_hash
from league.core.importing import keeping
from league.core.importing.lookups import chunked
from league.core.models import ImportBatch

ROWS_AT_ONCE = 500


def sealed_models() -> Iterator[tuple[type[models.Model], list[EncryptedField]]]:
    """Every model with sealed fields."""
    for model in apps.get_models():
        if fields := [field for field in model._meta.local_concrete_fields if isinstance(field, EncryptedField)]:
            yield model, fields


def reseal_rows() -> int:
    """Seal and hash the stale rows again; return how many. May be interrupted and repeated."""
    count = 0
    for model, fields in sealed_models():
        raw = read_rows(model, ["id", *(field.name for field in fields)])
        stale = [pk for pk, *values in raw if not all(is_current(value) for value in values if value)]
        for chunk in chunked(stale):
            for start in range(0, len(chunk), ROWS_AT_ONCE):
                count += _reseal(model, fields, chunk[start : start + ROWS_AT_ONCE])
    return count


@transaction.atomic
def _reseal(model: type[models.Model], fields: list[EncryptedField], keys: list[int]) -> int:
    rows = list(model._base_manager.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    hashed = [field for field in fields if field.hash_field]
    update_rows(
        model,
        [*(field.name for field in fields), *(field.hash_field for field in hashed)],
        (
            (
                row.pk,
                *(getattr(row, field.name) for field in fields),
                *(keyed_hash(getattr(row, field.name), field.context) for field in hashed),
            )
            for row in rows
        ),
    )
    return len(rows)


def reseal_files() -> int:
    """The same for the files of imports."""
    count = 0
    for batch in ImportBatch.objects.order_by("pk").iterator():
        stale = [file for file in (batch.file, batch.preview, batch.journal) if file and not keeping.is_current(file)]
        former = [(file.storage, file.name) for file in stale]
        for file in stale:
            keeping.keep(file, file.name.rsplit("/", 1)[-1], keeping.kept(file))
        batch.save(update_fields=["file", "preview", "journal"])
        for storage, name in former:
            storage.delete(name)
        count += len(stale)
    return count
