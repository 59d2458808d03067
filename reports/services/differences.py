"""What changed between two versions of a period."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from organizations.models import Organization
from reports.models import Snapshot, SnapshotValue
from reports.services.catalogue import Catalogue, root_of


@dataclass(frozen=True)
class Difference:
    """One stored figure of one organisation that the correction changed."""

    organization: Organization
    code: str
    label: str
    old: int | Decimal
    new: int | Decimal

    @property
    def change(self) -> str:
        """``+3`` or ``-1``."""
        return f"{self.new - self.old:+}"


def differences(older: Snapshot, newer: Snapshot, *, user) -> list[Difference]:
    """Every value inside the user's scope that differs, by organisation and figure; of figures both versions counted."""
    catalogue = Catalogue()
    both = set(older.counted) & set(newer.counted) if older.counted and newer.counted else None
    old, new = _values(older, user), _values(newer, user)
    changed = sorted(
        (node, code)
        for node, code in old.keys() | new.keys()
        if old.get((node, code), 0) != new.get((node, code), 0) and (both is None or code in both)
    )
    organizations = Organization.objects.in_bulk({node for node, _ in changed})
    found = [
        Difference(
            organizations[node],
            code,
            _label(code, older, newer, catalogue),
            *(_shown(code, values.get((node, code), 0), newer, catalogue) for values in (old, new)),
        )
        for node, code in changed
    ]
    order = {declared.code: place for place, declared in enumerate(catalogue)}
    return sorted(found, key=lambda one: (one.organization.path, order.get(one.code, len(order))))


def _shown(code: str, stored: int, newer: Snapshot, catalogue: Catalogue) -> int | Decimal:
    """The stored number in the figure's unit; as it is when the figure is no longer declared."""
    return catalogue.in_snapshot(code, newer).shown(stored) if code in catalogue else stored


def _label(code: str, older: Snapshot, newer: Snapshot, catalogue: Catalogue) -> str:
    """The figure's name, its code when it is no longer declared; with a word when its definition changed as well."""
    label = catalogue.in_snapshot(code, newer).label if code in catalogue else code
    before, after = older.own_versions.get(root_of(code)), newer.own_versions.get(root_of(code))
    return label if before == after else f"{label}（口径由第{before}版改为第{after}版）"


def _values(snapshot: Snapshot, user) -> dict[tuple[int, str], int]:
    rows = SnapshotValue.objects.visible_to(user).filter(snapshot=snapshot).order_by()
    return {
        (node, code): value for node, code, value in rows.values_list("organization_id", "indicator__code", "value")
    }
