"""The columns of the lists, a file for each circle of nouns."""

from organizations.tables.register import (
    CoverageTable,
    DivisionTable,
    HeadCountTable,
    OrganizationTable,
    RestructuringTable,
    RuleTable,
    UnitTable,
)

__all__ = [
    "CoverageTable",
    "DivisionTable",
    "HeadCountTable",
    "OrganizationTable",
    "RestructuringTable",
    "RuleTable",
    "UnitTable",
]
