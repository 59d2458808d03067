"""What the register takes from workbooks; importing the package registers the nouns."""

from organizations.imports.divisions import DivisionImport
from organizations.imports.head_counts import HeadCountImport
from organizations.imports.homes import HomeImport
from organizations.imports.organizations import OrganizationImport
from organizations.imports.schools import LeagueClassImport, LeagueSchoolImport, RelationSurveyImport
from organizations.imports.terms import TermImport
from organizations.imports.units import UnitImport

__all__ = [
    "DivisionImport",
    "HeadCountImport",
    "HomeImport",
    "LeagueClassImport",
    "LeagueSchoolImport",
    "OrganizationImport",
    "RelationSurveyImport",
    "TermImport",
    "UnitImport",
]
