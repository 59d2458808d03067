"""Recording many head-counts at once. A count is never edited: one for the same day supersedes it, a later one ends it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from league.core.audit import Entry, record_many
from league.core.bulk import allocate_ids, insert_rows, update_rows
from league.core.importing.lookups import chunked
from league.core.importing.subjects import subject_class
from organizations.enums import HeadCountKind
from organizations.models import HeadCount
from organizations.services.records import enqueue_refresh

Counted = subject_class(HeadCount)
COLUMNS = ("id", "unit", "organization", "org_path", "kind", "counted_on", "ends_on", "value", "source")


class Count(NamedTuple):
    """A number to be recorded. Of `unit` and `organization` (keys) one is None; `ends_on` is the day on which the
    subject itself ended; `subject` its name for the audit log."""

    unit: int | None
    organization: int | None
    org_path: str
    kind: str
    counted_on: date
    value: int
    source: str
    subject: str
    ends_on: date | None = None

    @property
    def series(self) -> tuple:
        """What is counted where: each count of a series ends the one before."""
        return self.unit, self.organization, self.kind


class Recorded(NamedTuple):
    """What was written: (key, end) of new counts, keys of superseded ones, (key, old end, new end) of shortened ones."""

    added: list[tuple[int, date | None]]
    superseded: list[int]
    ended: list[tuple[int, date | None, date | None]]


class _Standing(NamedTuple):
    pk: int
    ends_on: date | None
    value: int
    source: str


@transaction.atomic
def record_head_counts(
    counts: Iterable[Count], *, actor, action: str = "head_count.recorded", batch: UUID | None = None, **words: Any
) -> Recorded:
    """Record counts in a few statements, however many they are; what is recorded already is left out.

    The caller holds the lock of the tree's root and has checked that the subjects lived on the days. `words` fill the
    action's sentence.
    """
    counts = list(counts)
    standing = _standing(counts)
    fresh: list[Count] = []
    superseded: dict[Count, _Standing] = {}
    for count in counts:
        old = standing.get(count.series, {}).get(count.counted_on)
        if old is None or (old.value, old.source) != (count.value, count.source):
            fresh.append(count)
            if old:
                superseded[count] = old
    for chunk in chunked(old.pk for old in superseded.values()):
        HeadCount.objects.filter(pk__in=chunk).update(superseded_at=Now())
    ids = allocate_ids(HeadCount, len(fresh))
    for pk, count in zip(ids, fresh, strict=True):
        days = standing.setdefault(count.series, {})
        days[count.counted_on] = _Standing(pk, count.ends_on, count.value, count.source)
    ends = dict(_ends(standing, {count.series for count in fresh}))
    added = [(pk, ends.pop(pk, (None, count.ends_on))[1]) for pk, count in zip(ids, fresh, strict=True)]
    _write(fresh, added)
    update_rows(HeadCount, ["ends_on"], [(pk, new) for pk, (_, new) in ends.items()])
    entries = (_entry(pk, count, superseded.get(count)) for pk, count in zip(ids, fresh, strict=True))
    record_many(actor, action, entries, batch=batch, **words)
    enqueue_refresh()
    return Recorded(added, [old.pk for old in superseded.values()], [(pk, *days) for pk, days in ends.items()])


def _standing(counts: list[Count]) -> dict[tuple, dict[date, _Standing]]:
    """By series and day, the counts of the subjects that are not superseded; locked."""
    found: dict[tuple, dict[date, _Standing]] = {}
    for link, keys in (
        ("unit", {count.unit for count in counts}),
        ("organization", {count.organization for count in counts}),
    ):
        for chunk in chunked(keys - {None}):
            rows = HeadCount.objects.filter(**{f"{link}__in": chunk}, superseded_at__isnull=True).order_by()
            rows = rows.select_for_update(of=("self",), no_key=True)
            for unit, organization, kind, day, *rest in rows.values_list(
                "unit_id", "organization_id", "kind", "counted_on", "pk", "ends_on", "value", "source"
            ):
                found.setdefault((unit, organization, kind), {})[day] = _Standing(*rest)
    return found


def _ends(standing: dict, series: set[tuple]) -> Iterator[tuple[int, tuple[date | None, date | None]]]:
    """(key, (end as it was, end as it must be)) of the counts of these series whose end is not the next count's day."""
    for one in series:
        days = standing[one]
        ordered = sorted(days)
        for day, following in zip(ordered, [*ordered[1:], None], strict=True):
            count = days[day]
            if following and count.ends_on != following:
                yield count.pk, (count.ends_on, following)


def _write(counts: list[Count], added: list[tuple[int, date | None]]) -> None:
    insert_rows(
        HeadCount,
        COLUMNS,
        [
            (pk, count.unit, count.organization, count.org_path, count.kind, count.counted_on, ends_on, count.value, count.source)
            for (pk, ends_on), count in zip(added, counts, strict=True)
        ],
    )  # fmt: skip


def _entry(pk: int, count: Count, superseded: _Standing | None) -> Entry:
    label = f"{count.subject} {count.counted_on} {HeadCountKind(count.kind).label}"
    before = {"人数": superseded.value, "数据来源": superseded.source} if superseded else None
    return Entry(Counted(pk, label, count.org_path), before, {"人数": count.value, "数据来源": count.source})


def head_counts_touched(recorded: Recorded) -> int:
    """How many of the written counts were corrected, removed or shortened by somebody else since."""
    expected = dict(recorded.added) | {pk: new for pk, _, new in recorded.ended}
    untouched = 0
    for chunk in chunked(expected):
        rows = HeadCount.objects.filter(pk__in=chunk, superseded_at__isnull=True).order_by()
        rows = rows.select_for_update(of=("self",), no_key=True)
        untouched += sum(expected[pk] == ends_on for pk, ends_on in rows.values_list("pk", "ends_on"))
    return len(expected) - untouched


@transaction.atomic
def take_back_head_counts(recorded: Recorded, *, actor, action: str, batch: UUID | None = None, **words: Any) -> None:
    """Undo `record_head_counts`; the caller has asked `head_counts_touched`."""
    for chunk in chunked(pk for pk, _ in recorded.added):
        counts = HeadCount.objects.filter(pk__in=chunk).select_related("unit", "organization").order_by("pk")
        record_many(actor, action, [Entry(count) for count in counts], batch=batch, **words)
        HeadCount.objects.filter(pk__in=chunk).delete()
    for chunk in chunked(recorded.superseded):
        HeadCount.objects.filter(pk__in=chunk).update(superseded_at=None)
    update_rows(HeadCount, ["ends_on"], [(pk, old) for pk, old, _ in recorded.ended])
    enqueue_refresh()
