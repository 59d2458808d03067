"""What the lists and the API may be narrowed by, a file for each circle of nouns."""

from organizations.filters.register import (
    CoverageFilter,
    DivisionFilter,
    HeadCountFilter,
    OrganizationFilter,
    RestructuringFilter,
    RuleFilter,
    UnitFilter,
    day_of,
)

__all__ = [
    "CoverageFilter",
    "DivisionFilter",
    "HeadCountFilter",
    "OrganizationFilter",
    "RestructuringFilter",
    "RuleFilter",
    "UnitFilter",
    "day_of",
]
