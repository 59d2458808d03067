"""Rows that go on under another organisation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from league.core.models import Versioned
from league.core.versions import change_versions_of, take_back_versions_of
from organizations.models import Organization
from organizations.services.records import chinese_date
from organizations.services.successions.base import Ending, Succession, chunks


class Passes(Succession):
    """Rows that the heir takes over from that day, with their copied path and their past.

    `followers`: (model, key to the row) of rows that copy the row's path. `apart`: fields by which the heir may not
    hold two; such a row stays. `sentence` takes {rows} and {heir}.
    """

    def __init__(
        self, key, model, field, counted, *, rows: Q | None = None, apart: tuple[str, ...] = (),
        followers: tuple[tuple[type[models.Model], str], ...] = (), sentence: str = "{rows}移交“{heir}”。",
    ):  # fmt: skip
        super().__init__(key, model, field, counted, rows=rows)
        self.apart, self.followers, self.sentence = apart, followers, sentence
        self.names = {each.name for each in model._meta.concrete_fields}

    def _alike(self, ending: Ending) -> Exists:
        same = {name: OuterRef(name) for name in self.apart}
        return Exists(self.model.objects.filter(**{self.field: ending.heir}, **same))

    def passing(self, ending: Ending) -> QuerySet:
        """What the heir takes."""
        held = self.held(ending)
        return held.exclude(self._alike(ending)) if self.apart else held

    def preview(self, ending, preview):
        passing = self.passing(ending)
        number = passing.count()
        if number:
            rows = self.counted.format(number)
            preview.effects.append(self.sentence.format(rows=rows, heir=ending.heir))
        if self.apart and (left := self.held(ending).filter(self._alike(ending)).count()):
            rows = self.counted.format(left)
            preview.warnings.append(f"“{ending.heir}”已有同名的，{rows}保留在“{ending.organization}”名下。")
        if number and issubclass(self.model, Versioned):
            versions = self.model._meta.get_field("versions").related_model.objects
            late = versions.filter(
                subject__in=passing.order_by().values("pk"), valid_to__isnull=True, valid_from__gt=ending.on
            )
            for version in late.select_related("subject").order_by("pk")[:3]:
                preview.blockers.append(
                    f"“{version.subject}”的现状自{chinese_date(version.valid_from)}起，生效日期不能早于它。"
                )

    def hand(self, keys: list[int], heir: Organization, *, on: date, taking_back: bool = False) -> None:
        """Give the rows to that organisation as of the day."""
        fresh: dict[str, Any] = {self.field: heir}
        if "org_path" in self.names:
            fresh["org_path"] = heir.path
        if "revision" in self.names:
            fresh["revision"] = F("revision") + 1
        for chunk in chunks(keys):
            rows = self.model.objects.filter(pk__in=chunk)
            rows.update(**fresh)
            for model, link in self.followers:
                model.objects.filter(**{f"{link}__in": chunk}).update(org_path=heir.path)
            if issubclass(self.model, Versioned):
                (take_back_versions_of if taking_back else change_versions_of)(rows, on=on)

    def perform(self, ending):
        keys = list(self.passing(ending).values_list("pk", flat=True))
        self.hand(keys, ending.heir, on=ending.on)
        ending.log("succession.passed", self._fresh(keys), heir=str(ending.heir))
        return keys

    def restore(self, ending, kept):
        self.hand(kept, ending.organization, on=ending.on, taking_back=True)
        ending.log("succession.restored", self._fresh(kept))

    def _fresh(self, keys: list[int]) -> Iterator[models.Model]:
        for chunk in chunks(keys):
            yield from self.model.objects.filter(pk__in=chunk).select_related(self.field).order_by("pk")

    def keys(self, kept):
        return kept

    def done(self, kept):
        return f"{self.counted.format(len(kept))}移交" if kept else ""

    def disturbances(self, heir, kept):
        for chunk in chunks(kept):
            # Rows that are gone count as changed too.
            if self.model.objects.filter(pk__in=chunk, **{self.field: heir}).count() != len(chunk):
                name = self.model._meta.verbose_name
                return [f"移交的{name}后来又作了变更，不能撤回，请先恢复后一次变更。"]
        return []
