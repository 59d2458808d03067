"""What a draft would count, by the very code that fills a period, and nothing is written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from time import perf_counter

from django.db import connection
from django.utils.functional import cached_property

from league.core.dates import Period
from organizations.enums import OrganizationKind
from organizations.models import Organization, OrganizationVersion
from reports.indicators.base import Context, Declaration, Indicator
from reports.indicators.own.declarations import Edition, Slice, declare
from reports.indicators.own.sentences import sentence
from reports.indicators.own.spec import Spec
from reports.indicators.settings import settings_on
from reports.models import Snapshot, StatPeriod
from reports.services.catalogue import Catalogue
from reports.services.counting import count_all
from reports.services.figures import Figure, make_figure
from reports.services.moment import one_moment

ROWS_SHOWN = 10


class Draftbook(Catalogue):
    """A catalogue that holds one draft."""

    def __init__(self, edition: Edition):
        self.declared = declare(edition)

    _versions = ()

    @cached_property
    def _own(self) -> dict[str, Declaration]:
        return {one.code: one for one in self.declared}

    def groups(self, code: str) -> list[Declaration]:
        """The draft's groups."""
        depth = code.count(".") + 2
        return [one for one in self.declared if one.code.startswith(f"{code}.by.") and one.code.count(".") == depth]


@dataclass
class Preview:
    """The draft's figure of the county, of each group that has one, and of each organisation below, as of a day.

    `rows` are those that count; None where the question cannot be answered. `milliseconds` is what counting took.
    """

    sentence: str
    figure: Figure
    groups: list[tuple[str, Figure]]
    children: list[tuple[object, Figure]]
    rows: object
    as_of: date
    milliseconds: int


def preview(spec: Spec, *, root: Organization, name: str, unit: str, decimals: int, on: date) -> Preview:
    """Count the draft for every node as of `on` in the year that contains it; `root` is the county."""
    began = perf_counter()
    edition = Edition(0, 0, name or "预览", sentence(spec), unit, decimals, spec, "预览")
    book = Draftbook(edition)
    stored = [one for one in book.declared if isinstance(one, Indicator)]
    keys = {one.code: at for at, one in enumerate(stored)}
    with one_moment():
        context = Context(on, Period.year_of(on), settings_on(on))
        counted = count_all(stored, keys, context)
        values = stored_values(keys)
        below = OrganizationVersion.objects.on(on).filter(parent=root).exclude(kind__in=OrganizationKind.cells)
        places = list(Organization.objects.filter(pk__in=below.values("subject")).order_by("code"))
    snapshot = Snapshot(
        period=StatPeriod(code=context.period.code), as_of=on, counted=list(keys), gaps=counted.gaps, own_versions={}
    )

    def figure(code: str, node: Organization) -> Figure:
        return make_figure(code, values.get(node.pk, {}), snapshot, book)

    named = [(one.label.removeprefix(f"{edition.name}："), figure(one.code, root)) for one in book.groups(edition.code)]
    rows = None if counted.gaps else Slice(spec).rows("fit", context)
    return Preview(
        sentence=edition.definition,
        figure=figure(edition.code, root),
        groups=[one for one in named if one[1].value],
        children=[(place, figure(edition.code, place)) for place in places],
        rows=rows,
        as_of=on,
        milliseconds=round((perf_counter() - began) * 1000),
    )


def stored_values(keys: dict[str, int]) -> dict[int, dict[str, int]]:
    """{organisation id: {code: value}} from the work tables."""
    codes = {number: code for code, number in keys.items()}
    found: dict[int, dict[str, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT organization_id, indicator_id, sum(value) FROM work_count WHERE depth IS NOT NULL"
            " GROUP BY organization_id, indicator_id"
        )
        for node, number, value in cursor.fetchall():
            found[node][codes[number]] = int(value)
    return found
