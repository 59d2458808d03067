"""What the page of a single cell shows."""

from __future__ import annotations

from datetime import date

from organizations.models import Coverage, HeadCount, Organization


def branch_facts(node: Organization, *, on: date) -> dict:
    """The cell's host unit, the units it covers jointly, and the head-counts in force on that day."""
    node = Organization.objects.select_related("unit", "parent").get(pk=node.pk)
    counts = HeadCount.objects.in_force(on=on)
    own = counts.filter(organization=node) | counts.filter(unit=node.unit_id, unit__isnull=False)
    return {
        "branch": node,
        "coverages": list(Coverage.objects.on(on).filter(organization=node).select_related("unit")),
        "head_counts": list(own.select_related("unit", "organization").order_by("kind", "-counted_on")),
    }
