"""The vocabularies of the register and of what stands on it, a file for each circle of nouns."""

from organizations.enums.register import (
    DivisionLevel,
    HeadCountKind,
    OrganizationKind,
    RestructuringKind,
    RuleSeverity,
    StatField,
    TwoNew,
    UnitKind,
)

__all__ = [
    "DivisionLevel",
    "HeadCountKind",
    "OrganizationKind",
    "RestructuringKind",
    "RuleSeverity",
    "StatField",
    "TwoNew",
    "UnitKind",
]
