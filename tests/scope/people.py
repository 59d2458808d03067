"""People at every node of the matrix."""

from organizations.models import Organization
from tests.factories.cadres import PersonDistinctionFactory, PersonFactory, PersonMergeFactory


def fill_people(world, node: str, organization: Organization, mark: str) -> None:
    """A person, a merger and a pair told apart, each with the node's mark in its texts."""
    person = PersonFactory(organization=organization, name=mark, school=mark, remark=mark, phone="13800005678")
    dropped = PersonFactory(organization=organization, name=f"{mark}乙")
    merger = PersonMergeFactory(kept=person, dropped=dropped, reason=mark, merged_by=world.cast.staff)
    namesake = PersonFactory(organization=organization, name=mark)
    apart = PersonDistinctionFactory(first=person, second=namesake, reason=mark, marked_by=world.cast.staff)
    for row in (person, merger, apart):
        world.add(node, row)
