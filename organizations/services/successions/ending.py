"""Rows that end with their organisation."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Greatest

from organizations.services.records import chinese_date
from organizations.services.successions.base import Succession, chunks


class Ends(Succession):
    """Rows that end with the organisation, on the same day. `starts` and `ends` name their half-open stretch.

    `also`: values written with the end. `late`: rows that began later end on their own first day; otherwise they
    forbid the change.
    """

    def __init__(
        self, key, model, field, counted, *, rows: Q | None = None, starts: str = "starts_on", ends: str = "ends_on",
        also: dict[str, Any] | None = None, late: bool = False,
    ):  # fmt: skip
        super().__init__(key, model, field, counted, rows=rows)
        self.starts, self.ends, self.also, self.late = starts, ends, also or {}, late

    def held(self, ending):
        running = Q(**{f"{self.ends}__isnull": True}) | Q(**{f"{self.ends}__gt": ending.on})
        return super().held(ending).filter(running).select_related(self.field)

    def preview(self, ending, preview):
        held = list(self.held(ending))
        if held:
            preview.effects.append(f"{self.counted.format(len(held))}自该日起终止。")
        late = [row for row in held if (getattr(row, self.starts) or date.min) >= ending.on and not self.late]
        for row in late[:3]:
            preview.blockers.append(
                f"“{row}”自{chinese_date(getattr(row, self.starts))}起，生效日期必须晚于它，请先更正或改用较晚的日期。"
            )

    def perform(self, ending):
        rows = list(self.held(ending))
        kept = [[row.pk, *(getattr(row, name) for name in (self.ends, *self.also))] for row in rows]
        end = Greatest(F(self.starts), ending.on) if self.late else ending.on
        self._write([row.pk for row in rows], {self.ends: end, **self.also})
        ending.log("succession.ended", rows)
        return kept

    def _write(self, keys: list[int], values: dict[str, Any]) -> None:
        if any(each.name == "revision" for each in self.model._meta.concrete_fields):
            values = values | {"revision": F("revision") + 1}
        for chunk in chunks(keys):
            self.model.objects.filter(pk__in=chunk).update(**values)

    def restore(self, ending, kept):
        for pk, *former in kept:
            self._write([pk], dict(zip((self.ends, *self.also), former, strict=True)))
        rows = self.model.objects.filter(pk__in=self.keys(kept)).select_related(self.field).order_by("pk")
        ending.log("succession.restored", rows)

    def keys(self, kept):
        return [pk for pk, *_ in kept]

    def done(self, kept):
        return f"{self.counted.format(len(kept))}终止" if kept else ""
