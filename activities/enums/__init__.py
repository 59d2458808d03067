"""The vocabularies of what happens, a file for each circle of nouns."""

from activities.enums.activities import ActivityAction, ActivityKind, ActivityState, Attendance, Audience, Topic

__all__ = [
    "ActivityAction",
    "ActivityKind",
    "ActivityState",
    "Attendance",
    "Audience",
    "Topic",
]
