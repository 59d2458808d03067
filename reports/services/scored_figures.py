"""Figures that appraisals score by: what may be chosen, and an organisation's figure of a day with the rows behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.urls import reverse

from cadres.figures import Choice, Taken
from organizations.models import Organization
from reports.indicators import REGISTRY
from reports.models import Snapshot
from reports.services.catalogue import Catalogue
from reports.services.figures import Figure, read_figures


class ScoredFigures:
    """The provider that `cadres.figures` asks."""

    def choices(self) -> list[Choice]:
        """All built-in figures, in the order of the yearbook; own indicators may be redefined and are no measure."""
        return [
            Choice(figure.code, f"{figure.group}：{figure.label}", figure.unit, figure.never_scored)
            for figure in REGISTRY
        ]

    def take(self, codes: Iterable[str], organizations: Iterable[int], on: date) -> Mapping[tuple[str, int], Taken]:
        """The figures of the newest snapshot that had been counted up to the day, of the longest period."""
        codes, organizations = [code for code in codes if code in REGISTRY], list(organizations)
        snapshot = snapshot_up_to(on)
        if snapshot is None:
            nothing = Taken(None, f"没有截至{on:%Y-%m-%d}或以前的统计，请先统计该期")
            return {(code, node): nothing for code in codes for node in organizations}
        nodes = dict(Organization.objects.filter(pk__in=organizations).order_by().values_list("pk", "code"))
        found = read_figures(snapshot, nodes, codes, Catalogue())
        return {(code, pk): taken(found[pk][code], node) for pk, node in nodes.items() for code in codes}


def snapshot_up_to(on: date) -> Snapshot | None:
    """The newest version of what was counted last up to that day; of several periods ending on it the longest."""
    shown = Snapshot.objects.shown().filter(as_of__lte=on).select_related("period")
    latest = shown.order_by("-as_of").values_list("as_of", flat=True).first()
    rows = list(shown.filter(as_of=latest).order_by("period__code", "-version")) if latest else []
    return min(rows, key=lambda row: (len(row.period.code), row.period.code, -row.version), default=None)


def taken(figure: Figure, node: str) -> Taken:
    """A figure as the sheet keeps it: its text with what went into it, and the page of its rows."""
    query = {"node": node, "period": figure.snapshot.period.code}
    text = f"{figure.text}{figure.unit}" if figure.value is not None else figure.note
    if figure.whole is not None and figure.value is not None:
        text += f"（{figure.part}/{figure.whole}）"
    return Taken(
        None if figure.value is None else Decimal(figure.value),
        f"{text}，截至{figure.snapshot.as_of:%Y-%m-%d}",
        reverse("reports:figure-detail", args=[figure.code], query=query),
        figure.snapshot.fingerprint,
    )
