"""The vocabularies of people and of what they hold, a file for each circle of nouns."""

from cadres.enums.consultations import AppointmentFinding, ConsultationState, OpinionSide, Verdict
from cadres.enums.nationalities import Nationality
from cadres.enums.people import Degree, Education, PoliticalStatus, Sex
from cadres.enums.posts import (
    PostChangeKind,
    PostDuty,
    PostEnding,
    PostMode,
    PostSelection,
    PostTitle,
    StaffCategory,
    Staffing,
    Vacancy,
    VillageSeat,
)
from cadres.enums.recommendations import RecommendationAction, RecommendationKind, RecommendationState
from cadres.enums.recruitment import (
    ApplicationAction,
    ApplicationState,
    DriveAction,
    DriveKind,
    DriveState,
    HomeCondition,
    StudyLevel,
)
from cadres.enums.trainings import TrainingKind

__all__ = [
    "ApplicationAction",
    "ApplicationState",
    "AppointmentFinding",
    "ConsultationState",
    "Degree",
    "DriveAction",
    "DriveKind",
    "DriveState",
    "Education",
    "HomeCondition",
    "Nationality",
    "OpinionSide",
    "PoliticalStatus",
    "PostChangeKind",
    "PostDuty",
    "PostEnding",
    "PostMode",
    "PostSelection",
    "PostTitle",
    "RecommendationAction",
    "RecommendationKind",
    "RecommendationState",
    "Sex",
    "StaffCategory",
    "Staffing",
    "StudyLevel",
    "TrainingKind",
    "Vacancy",
    "Verdict",
    "VillageSeat",
]
