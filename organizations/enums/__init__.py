"""The vocabularies of the register and of what stands on it, a file for each circle of nouns."""

from organizations.enums.homes import (
    CheckItem,
    HomeAction,
    HomeBase,
    HomeIdleness,
    HomeKind,
    HomeState,
    PhotoSubject,
    Tick,
)
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
from organizations.enums.schools import ClassAudience, DocumentKind, Inclusion, SurveyResult
from organizations.enums.terms import (
    CaseState,
    ElectionAction,
    ElectionState,
    HealthCheck,
    MeetingForm,
    SeatPosition,
    TermClass,
    TermState,
)
from organizations.enums.visits import VisitAction, VisitOutcome, VisitState

__all__ = [
    "CaseState",
    "CheckItem",
    "ClassAudience",
    "DivisionLevel",
    "DocumentKind",
    "ElectionAction",
    "ElectionState",
    "HeadCountKind",
    "HealthCheck",
    "HomeAction",
    "HomeBase",
    "HomeIdleness",
    "HomeKind",
    "HomeState",
    "Inclusion",
    "MeetingForm",
    "OrganizationKind",
    "PhotoSubject",
    "RestructuringKind",
    "RuleSeverity",
    "SeatPosition",
    "StatField",
    "SurveyResult",
    "TermClass",
    "TermState",
    "Tick",
    "TwoNew",
    "UnitKind",
    "VisitAction",
    "VisitOutcome",
    "VisitState",
]
