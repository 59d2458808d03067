"""The past of many versioned rows as plain lists: read at once, changed in memory, written as a difference.

For imports only; services use `league.core.versions`, whose rules these functions keep.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from league.core.bulk import insert_rows
from league.core.importing.lookups import chunked
from league.core.models import Versioned
from league.core.versions import VersionConflict


@dataclass(frozen=True)
class Stretch:
    """One version: its key (None while it is not written), its half-open period, its fields as column values."""

    pk: int | None
    starts: date
    ends: date | None
    state: tuple


def attnames(model: type[Versioned]) -> list[str]:
    """Columns of the versioned fields."""
    return [model._meta.get_field(name).attname for name in model.versioned_fields]


def version_model(model: type[Versioned]):
    """The model of the versions."""
    return model._meta.get_field("versions").related_model


def read(model: type[Versioned], ids: Iterable[int]) -> dict[int, list[Stretch]]:
    """The stretches of each row, earliest first."""
    found: dict[int, list[Stretch]] = {}
    versions = version_model(model).objects
    for chunk in chunked(ids):
        rows = versions.filter(subject__in=chunk).order_by("subject_id", "valid_from")
        for pk, subject, starts, ends, *state in rows.values_list(
            "pk", "subject_id", "valid_from", "valid_to", *attnames(model)
        ):
            found.setdefault(subject, []).append(Stretch(pk, starts, ends, tuple(state)))
    return found


def revised(stretches: list[Stretch], *, starts: date, state: tuple, on: date) -> list[Stretch]:
    """The stretches with the first one beginning at `starts`, and the row being as in `state` from `on`.

    Raise VersionConflict when a later stretch stands in the way.
    """
    first, *rest = stretches
    if first.starts != starts:
        if first.ends and first.ends <= starts:
            raise VersionConflict(f"{first.ends}已有沿革变更，开始日期{starts}必须早于它")
        first = replace(first, pk=None, starts=starts)
    *earlier, last = [first, *rest]
    if last.state == state:
        return [*earlier, last]
    if last.starts > on:
        raise VersionConflict(f"现状自{last.starts}起，生效日期{on}不能早于它")
    if last.starts == on:
        return [*earlier, replace(last, pk=None, state=state)]
    return [*earlier, replace(last, pk=None, ends=on), Stretch(None, on, last.ends, state)]


def write(model: type[Versioned], before: dict[int, list[Stretch]], after: dict[int, list[Stretch]]) -> None:
    """Make the stretches of the rows in `after` what they are there; what stayed the same keeps its key."""
    versions = version_model(model)
    kept = {stretch.pk for stretches in after.values() for stretch in stretches}
    gone = [stretch.pk for subject in after for stretch in before.get(subject, ()) if stretch.pk not in kept]
    for chunk in chunked(gone):
        versions.objects.filter(pk__in=chunk).delete()
    fresh = [
        (subject, stretch.starts, stretch.ends, *stretch.state)
        for subject, stretches in after.items()
        for stretch in stretches
        if stretch.pk is None
    ]
    insert_rows(versions, ["subject", "valid_from", "valid_to", *model.versioned_fields], fresh)


def as_json(stretches: list[Stretch]) -> list[Any]:
    """Stretches as the journal keeps them."""
    return [[str(s.starts), str(s.ends) if s.ends else None, list(s.state)] for s in stretches]


def from_json(entries: list[Any]) -> list[Stretch]:
    """Stretches of the journal, to be written anew."""
    return [
        Stretch(None, date.fromisoformat(starts), date.fromisoformat(ends) if ends else None, tuple(state))
        for starts, ends, state in entries
    ]
