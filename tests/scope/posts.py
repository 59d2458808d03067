"""Posts, the establishment and elected names at every node of the matrix."""

from cadres.models import ElectedSeat
from organizations.models import Organization
from tests.factories.cadres import PersonFactory
from tests.factories.elections import ElectionFactory, ElectionSeatFactory
from tests.factories.posts import (
    DeclaredStaffFactory,
    EstablishmentFactory,
    PostChangeFactory,
    PostFactory,
    SeatMatchFactory,
)


def fill_posts(world, node: str, organization: Organization, mark: str) -> None:
    """One row of everything, each with the node's mark in its texts."""
    person = PersonFactory(organization=organization, name=mark)
    election = ElectionFactory(organization=organization, state="confirmed", papers=True, remark=mark)
    seat = ElectionSeatFactory(election=election, name=mark)
    rows = (
        PostFactory(person=person, organization=organization, village_role=mark, document=mark, remark=mark),
        PostChangeFactory(organization=organization, summary=mark, reason=mark, document=mark),
        EstablishmentFactory(organization=organization, document=mark, remark=mark),
        DeclaredStaffFactory(organization=organization, source=mark),
        SeatMatchFactory(seat=seat, person=person),
        ElectedSeat.objects.get(pk=seat.pk),
    )
    for row in rows:
        world.add(node, row)
