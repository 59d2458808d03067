"""The column 联合覆盖单位: which other units a joint organisation covers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from league.core.bulk import insert_rows
from league.core.dates import UNKNOWN_START
from league.core.importing.lookups import chunked
from league.core.importing.rows import Row
from organizations.enums import OrganizationKind
from organizations.models import Coverage, Organization

FIELDS = ("organization_id", "unit_id", "starts_on", "ends_on")


def present_covers(ids: Iterable[int]) -> dict[int, str]:
    """By organisation, the codes of the units it covers without an end, as the column writes them."""
    found: dict[int, list[str]] = {}
    for chunk in chunked(ids):
        rows = Coverage.objects.filter(organization__in=chunk, ends_on__isnull=True).order_by()
        for pk, code in rows.values_list("organization_id", "unit__code"):
            found.setdefault(pk, []).append(code)
    return {pk: "、".join(sorted(codes)) for pk, codes in found.items()}


def codes_of(value) -> set[str]:
    """The codes in a cell's value."""
    return set(value.split("、")) if value else set()


def check_covers(importer, plan) -> None:
    """Only covering kinds cover, and only units that have no organisation of their own."""
    covers, kind, unit = (importer.positions[name] for name in ("covers", "kind", "unit"))
    begun: dict[str, list[Row]] = {}
    for row in plan.rows:
        if row.key is None or not row.values[covers] or not row.sound(covers):
            continue
        present = codes_of(row.current.values[covers]) if row.current else set()
        if row.final(kind) and row.final(kind) not in OrganizationKind.covering:
            row.refuse(covers, f"{OrganizationKind(row.final(kind)).label}不作为联合团组织覆盖单位")
        for code in codes_of(row.values[covers]) - present:
            begun.setdefault(code, []).append(row)
            found = plan.found["covers"][code]
            if found.facts[1] and found.facts[1] <= plan.context.effective_on:
                row.refuse(covers, f"“{found.label}”（{code}）已于{found.facts[1]}注销，不能覆盖")
            if row.final(unit) == code:
                row.refuse(covers, f"“{found.label}”（{code}）就是该组织的所在单位，不需要联合覆盖")
    for code, name in hosts(importer, plan, set(begun)):
        for row in begun[code]:
            if name != row.final(importer.positions["name"]):
                row.refuse(covers, f"单位{code}已有自己的团组织“{name}”，不需要联合覆盖")


def hosts(importer, plan, codes: set[str]) -> Iterable[tuple[str, str]]:
    """(unit's code, organisation's name) of units that have an organisation of their own, here or in the file."""
    name, kind, unit, dissolved = (importer.positions[field] for field in ("name", "kind", "unit", "dissolved_on"))
    for row in plan.rows:
        if row.final(unit) in codes and row.final(kind) in OrganizationKind.covering and not row.final(dissolved):
            yield row.final(unit), str(row.final(name))
    own = Organization.objects.filter(dissolved_on__isnull=True, kind__in=OrganizationKind.covering).order_by()
    for chunk in chunked(codes):
        for code, organization, title in own.filter(unit__code__in=chunk).values_list("unit__code", "code", "name"):
            if organization not in plan.by_key:
                yield code, title


def write_covers(importer, plan, new: list[Row], changed: list[Row]) -> dict[str, Any]:
    """Begin and end coverages; return what an undo needs: whose they are, and the changed organisations' former ones."""
    covers, founded, dissolved = (importer.positions[name] for name in ("covers", "founded_on", "dissolved_on"))
    on = plan.context.effective_on
    rows = [
        (row.pk, plan.found["covers"][code].pk, row.values[founded] or UNKNOWN_START, row.values[dissolved] or None)
        for row in new
        for code in sorted(codes_of(row.values[covers]))
    ]
    moved = [row for row in changed if row.changes(covers)]
    before = _all_of([row.pk for row in moved])
    for row in moved:
        wanted, present = codes_of(row.values[covers]), codes_of(row.current.values[covers])
        rows += [(row.pk, plan.found["covers"][code].pk, on, None) for code in sorted(wanted - present)]
        ended = Coverage.objects.filter(organization=row.pk, unit__code__in=present - wanted, ends_on__isnull=True)
        ended.filter(starts_on__gte=on).delete()
        ended.update(ends_on=on)
    insert_rows(Coverage, ["organization", "unit", "starts_on", "ends_on"], rows)
    return {"owners": [row.pk for row in (*new, *moved)], "before": before}


def _all_of(ids: list[int]) -> list[list]:
    return [
        list(values)
        for chunk in chunked(ids)
        for values in Coverage.objects.filter(organization__in=chunk).order_by("pk").values_list(*FIELDS)
    ]


def take_back_covers(journal: dict[str, Any]) -> None:
    """Coverages of the organisations are again what they were before the import."""
    for chunk in chunked(journal["owners"]):
        Coverage.objects.filter(organization__in=chunk).delete()
    insert_rows(Coverage, ["organization", "unit", "starts_on", "ends_on"], journal["before"])
