"""League schools and mechanisms at every node of the matrix."""

from django.core.files.base import ContentFile

from organizations.models import Organization, School
from tests.factories.organizations import UnitFactory
from tests.factories.schools import (
    BodySeatFactory,
    JointSurveyFactory,
    LeagueClassFactory,
    LeagueSchoolFactory,
    LeagueTeacherFactory,
    PartyInclusionFactory,
    PolicyDocumentFactory,
    RelationSurveyFactory,
    SurveyVisitFactory,
)


def fill_schools(world, node: str, organization: Organization, mark: str) -> None:
    """One row of everything, each with the node's mark in its texts."""
    unit = UnitFactory(
        responsible=organization, division=organization.division, kind="junior_school", name=f"{mark}中学",
        search_key=mark,
    )  # fmt: skip
    league_school = LeagueSchoolFactory(unit=unit, name=f"{mark}团校", head_name=mark)
    document = PolicyDocumentFactory(
        organization=organization, title=mark, issuers=mark, file=ContentFile(b"%PDF-", name="canary.pdf")
    )
    survey = JointSurveyFactory(organization=organization, organizers=mark, visited=mark)
    rows = (
        School.objects.get(pk=unit.pk),
        league_school,
        RelationSurveyFactory(unit=unit, surveyor=mark, remark=mark),
        LeagueTeacherFactory(league_school=league_school, name=mark),
        LeagueClassFactory(league_school=league_school, teacher=mark, material=mark),
        document,
        BodySeatFactory(organization=organization, body=mark, document=document),
        survey,
        SurveyVisitFactory(joint_survey=survey, unit=unit, findings=mark),
        PartyInclusionFactory(organization=organization, document=document),
    )
    for row in rows:
        world.add(node, row)
