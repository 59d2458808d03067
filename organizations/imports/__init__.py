"""What the register takes from workbooks; importing the package registers the nouns."""

from organizations.imports.divisions import DivisionImport
from organizations.imports.head_counts import HeadCountImport
from organizations.imports.homes import HomeImport
from organizations.imports.mechanisms import (
    BodySeatImport,
    JointSurveyImport,
    PartyInclusionImport,
    PolicyDocumentImport,
)
from organizations.imports.organizations import OrganizationImport
from organizations.imports.schools import (
    LeagueClassImport,
    LeagueSchoolImport,
    LeagueTeacherImport,
    RelationSurveyImport,
)
from organizations.imports.survey_visits import SurveyVisitImport
from organizations.imports.terms import TermImport
from organizations.imports.units import UnitImport

__all__ = [
    "BodySeatImport",
    "DivisionImport",
    "HeadCountImport",
    "HomeImport",
    "JointSurveyImport",
    "LeagueClassImport",
    "LeagueSchoolImport",
    "LeagueTeacherImport",
    "OrganizationImport",
    "PartyInclusionImport",
    "PolicyDocumentImport",
    "RelationSurveyImport",
    "SurveyVisitImport",
    "TermImport",
    "UnitImport",
]
