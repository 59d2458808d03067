"""Terms, elections and the health card at every node of the matrix."""

from datetime import date

from organizations.models import Organization
from tests.factories.elections import (
    ElectionFactory,
    ElectionSeatFactory,
    ExtensionFactory,
    HealthCaseFactory,
    TermFactory,
)


def fill_elections(world, node: str, organization: Organization, mark: str) -> None:
    """One row of everything, each with the node's mark in its texts."""
    term = TermFactory(organization=organization, document=mark, source=mark)
    election = ElectionFactory(
        organization=organization, state="held", papers=True, meeting_place=mark, chair=mark, remark=mark,
        approver=mark, planned_on=date(2025, 3, 1),
    )  # fmt: skip
    rows = (
        term,
        election,
        ElectionSeatFactory(election=election, name=mark),
        ExtensionFactory(term=term, reason=mark),
        HealthCaseFactory(organization=organization, owner=mark, remark=mark),
    )
    for row in rows:
        world.add(node, row)
