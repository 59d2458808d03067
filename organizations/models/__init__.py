from organizations.models.division import Division
from organizations.models.election import Election, ElectionSeat
from organizations.models.extension import Extension
from organizations.models.head_count import HeadCount
from organizations.models.health_case import HealthCase
from organizations.models.organization import (
    Coverage,
    Organization,
    OrganizationVersion,
)
from organizations.models.restructuring import Restructuring
from organizations.models.rule import Rule
from organizations.models.term import Term, TermRules, with_terms
from organizations.models.unit import Unit, UnitVersion

__all__ = [
    "Coverage",
    "Division",
    "Election",
    "ElectionSeat",
    "Extension",
    "HeadCount",
    "HealthCase",
    "Organization",
    "OrganizationVersion",
    "Restructuring",
    "Rule",
    "Term",
    "TermRules",
    "Unit",
    "UnitVersion",
    "with_terms",
]
