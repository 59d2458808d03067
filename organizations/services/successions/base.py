"""The registry of what becomes of a noun's rows when their organisation ends, and the kinds that write nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q, QuerySet

from league.core.audit import Entry, record_many
from organizations.models import Organization
from organizations.services.previews import Preview, listed
from organizations.services.records import chinese_date

CHUNK = 500
REGISTRY: dict[str, Succession] = {}


@dataclass(frozen=True)
class Ending:
    """An organisation ends on that day, the first on which it no longer exists; `heir` answers for what it held."""

    organization: Organization
    heir: Organization
    on: date
    reason: str = ""
    document: str = ""
    batch: UUID | None = None
    actor: Any = None

    def log(self, action: str, rows: Iterable[models.Model], **words: Any) -> None:
        """One line in the log for each row."""
        entries = [Entry(row) for row in rows]
        if entries:
            record_many(
                self.actor, action, entries, reason=self.reason, document=self.document, batch=self.batch,
                on=chinese_date(self.on), organization=str(self.organization), **words,
            )  # fmt: skip


class Succession:
    """Base: `model` and `field` are the key to the organisation, `counted` is "{} 个任职".

    What `perform` returns is kept as JSON and given to the others when the change is taken back.
    """

    def __init__(self, key: str, model: type[models.Model], field: str, counted: str, *, rows: Q | None = None):
        self.key, self.model, self.field, self.counted = key, model, field, counted
        self.rows = rows if rows is not None else Q()

    def held(self, ending: Ending) -> QuerySet:
        """The rows concerned, in a fixed order."""
        return self.model.objects.filter(self.rows, **{self.field: ending.organization}).order_by("pk")

    def preview(self, ending: Ending, preview: Preview) -> None:
        """Add sentences of what would happen, and what forbids it."""

    def perform(self, ending: Ending) -> Any:
        """Do it, inside the service's transaction; return what `restore` needs."""

    def restore(self, ending: Ending, kept: Any) -> None:
        """Put everything back as it was."""

    def keys(self, kept: Any) -> list[int]:
        """Primary keys of the rows that were changed."""
        return []

    def done(self, kept: Any) -> str:
        """What was done, for the page of the adjustment; empty when there was nothing."""
        return ""

    def disturbances(self, heir: int, kept: Any) -> list[str]:
        """Why it cannot be put back, beside changes that the log tells of; `heir` is a primary key."""
        return []

    def touched(self, kept: Any) -> Q:
        """Events of the log about the changed rows."""
        return Q(object_type=self.model._meta.label_lower, object_id__in=self.keys(kept))


def register(succession: Succession) -> Succession:
    """Make the noun take part in every merger and dissolution."""
    if succession.key in REGISTRY:
        raise ValueError(f"registered twice: {succession.key}")
    REGISTRY[succession.key] = succession
    return succession


def kept_in(effects: dict[str, Any]) -> Iterator[tuple[Succession, Any]]:
    """Each declaration with what an adjustment kept of it."""
    return ((succession, effects[key]) for key, succession in REGISTRY.items() if key in effects)


def done(effects: dict[str, Any]) -> list[str]:
    """What an adjustment did to each noun, in words."""
    return [sentence for succession, kept in kept_in(effects) if (sentence := succession.done(kept))]


def chunks(keys: list[int]) -> Iterator[list[int]]:
    """Lists short enough for one statement."""
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


class Stays(Succession):
    """Rows that tell what happened: they stay with the organisation that ended. Without `counted` nothing is said."""

    def preview(self, ending, preview):
        number = self.held(ending).count() if self.counted else 0
        if number:
            preview.effects.append(f"{self.counted.format(number)}的记录保留在“{ending.organization}”名下，供查考。")


class Refuses(Succession):
    """Rows that somebody has to settle first; `remedy` says how."""

    def __init__(self, key, model, field, counted, remedy: str, *, rows: Q | None = None):
        super().__init__(key, model, field, counted, rows=rows)
        self.remedy = remedy

    def preview(self, ending, preview):
        rows = self.held(ending).select_related(self.field)
        names = [str(row) for row in rows]
        if names:
            preview.blockers.append(
                f"“{ending.organization}”还有{self.counted.format(len(names))}：{listed(names)}，{self.remedy}。"
            )


class Follows(Succession):
    """Rows that hang on rows which pass: nothing is written, the preview says that they go along. `field` leads from
    the row to the organisation through them."""

    def __init__(self, key, model, field, counted, along: str, *, rows: Q | None = None):
        super().__init__(key, model, field, counted, rows=rows)
        self.along = along

    def preview(self, ending, preview):
        if number := self.held(ending).count():
            preview.effects.append(f"{self.counted.format(number)}随{self.along}移交“{ending.heir}”，记录不变。")
