"""The vocabularies of what happens, a file for each circle of nouns."""

from activities.enums.activities import ActivityAction, ActivityKind, ActivityState, Attendance, Audience, Topic
from activities.enums.learning import Channel, NameState
from activities.enums.media import MediaKind, MediaLevel

__all__ = [
    "ActivityAction",
    "ActivityKind",
    "ActivityState",
    "Attendance",
    "Audience",
    "Channel",
    "MediaKind",
    "MediaLevel",
    "NameState",
    "Topic",
]
