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
from organizations.enums.terms import (
    ElectionAction,
    ElectionState,
    HealthCheck,
    MeetingForm,
    SeatPosition,
    TermClass,
    TermState,
)

__all__ = [
    "DivisionLevel",
    "ElectionAction",
    "ElectionState",
    "HeadCountKind",
    "HealthCheck",
    "MeetingForm",
    "OrganizationKind",
    "RestructuringKind",
    "RuleSeverity",
    "SeatPosition",
    "StatField",
    "TermClass",
    "TermState",
    "TwoNew",
    "UnitKind",
]
