"""What changed between two versions of a period."""

from __future__ import annotations

from dataclasses import dataclass

from organizations.models import Organization
from reports.indicators.registry import REGISTRY
from reports.models import Snapshot, SnapshotValue


@dataclass(frozen=True)
class Difference:
    """One stored figure of one organisation that the correction changed."""

    organization: Organization
    code: str
    old: int
    new: int

    @property
    def label(self) -> str:
        """The figure's name; its code when it is no longer declared."""
        return REGISTRY[self.code].label if self.code in REGISTRY else self.code

    @property
    def change(self) -> str:
        """``+3`` or ``-1``."""
        return f"{self.new - self.old:+d}"


def differences(older: Snapshot, newer: Snapshot, *, user) -> list[Difference]:
    """Every value inside the user's scope that differs, by organisation and figure."""
    old, new = _values(older, user), _values(newer, user)
    changed = sorted(key for key in old.keys() | new.keys() if old.get(key, 0) != new.get(key, 0))
    organizations = Organization.objects.in_bulk({node for node, _ in changed})
    found = [
        Difference(organizations[node], code, old.get((node, code), 0), new.get((node, code), 0))
        for node, code in changed
    ]
    order = {declared.code: place for place, declared in enumerate(REGISTRY)}
    return sorted(found, key=lambda one: (one.organization.path, order.get(one.code, len(order))))


def _values(snapshot: Snapshot, user) -> dict[tuple[int, str], int]:
    rows = SnapshotValue.objects.visible_to(user).filter(snapshot=snapshot).order_by()
    return {
        (node, code): value for node, code, value in rows.values_list("organization_id", "indicator__code", "value")
    }
