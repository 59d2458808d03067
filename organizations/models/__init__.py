from organizations.models.division import Division
from organizations.models.head_count import HeadCount
from organizations.models.organization import (
    Coverage,
    Organization,
    OrganizationVersion,
)
from organizations.models.restructuring import Restructuring
from organizations.models.rule import Rule
from organizations.models.unit import Unit, UnitVersion

__all__ = [
    "Coverage",
    "Division",
    "HeadCount",
    "Organization",
    "OrganizationVersion",
    "Restructuring",
    "Rule",
    "Unit",
    "UnitVersion",
]
