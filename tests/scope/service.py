"""Service teams, yard meetings, needs, visits, honours and the federation at every node of the matrix."""

from organizations.models import Organization
from tests.factories.activities import ActivityFactory
from tests.factories.cadres import PersonFactory
from tests.factories.organizations import UnitFactory
from tests.factories.service import (
    CourierVisitFactory,
    FederationMemberFactory,
    HonourFactory,
    HonourTermFactory,
    NeedFactory,
    NeedStepFactory,
    ServiceTeamFactory,
    ServiceTeamMemberFactory,
    YardMeetingFactory,
    YardMeetingPhotoFactory,
    YouthFederationFactory,
)


def fill_service(world, node: str, organization: Organization, mark: str) -> None:
    """One row of everything, each with the node's mark in its texts."""
    unit = UnitFactory(responsible=organization, name=mark)
    team = ServiceTeamFactory(organization=organization, unit=unit, name=mark, duties=mark, search_key=mark)
    member = ServiceTeamMemberFactory(team=team, person=PersonFactory(organization=organization))
    meeting = YardMeetingFactory(
        organization=organization, unit=unit, team=team, title=mark, host=mark, minutes=mark, search_key=mark
    )
    photo = YardMeetingPhotoFactory(meeting=meeting, caption=mark)
    need = NeedFactory(
        organization=organization, unit=unit, meeting=meeting, title=mark, detail=mark, owner_name=mark, search_key=mark
    )
    NeedStepFactory(need=need, remark=mark)
    visit = CourierVisitFactory(activity=ActivityFactory(organization=organization, kind="visit"), company=mark)
    honour = HonourFactory(organization=organization, holder_name=mark, name=mark, issuer=mark, search_key=mark)
    HonourTermFactory(honour=honour)
    federation = YouthFederationFactory(organization=organization, name=mark)
    sitting = FederationMemberFactory(federation=federation, employer=mark, member_name=mark)
    for row in (team, member, meeting, photo, need, visit, honour, federation, sitting):
        world.add(node, row)
