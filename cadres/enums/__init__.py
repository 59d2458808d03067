"""The vocabularies of people and of what they hold, a file for each circle of nouns."""

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

__all__ = [
    "Degree",
    "Education",
    "Nationality",
    "PoliticalStatus",
    "PostChangeKind",
    "PostDuty",
    "PostEnding",
    "PostMode",
    "PostSelection",
    "PostTitle",
    "Sex",
    "StaffCategory",
    "Staffing",
    "Vacancy",
    "VillageSeat",
]
