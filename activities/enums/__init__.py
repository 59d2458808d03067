"""The vocabularies of what happens, a file for each circle of nouns."""

from activities.enums.activities import ActivityAction, ActivityKind, ActivityState, Attendance, Audience, Topic
from activities.enums.funds import (
    Asset,
    CareKind,
    DonorKind,
    GrantAction,
    GrantState,
    GrantUse,
    MatchState,
    Raiser,
    RecipientKind,
)
from activities.enums.honours import FederationPost, HonourKind, HonourLevel, HonourStanding, Sector
from activities.enums.learning import Channel, NameState
from activities.enums.media import MediaKind, MediaLevel
from activities.enums.needs import NeedAction, NeedCategory, NeedState, RaiserKind
from activities.enums.service_teams import CourierTrade, TeamRole
from activities.enums.volunteers import CheckInSource, Direction, Doubt, DoubtState, SignUpAction, SignUpState, TeamKind

__all__ = [
    "ActivityAction",
    "ActivityKind",
    "ActivityState",
    "Asset",
    "Attendance",
    "Audience",
    "CareKind",
    "Channel",
    "CheckInSource",
    "CourierTrade",
    "Direction",
    "DonorKind",
    "Doubt",
    "DoubtState",
    "FederationPost",
    "GrantAction",
    "GrantState",
    "GrantUse",
    "HonourKind",
    "HonourLevel",
    "HonourStanding",
    "MatchState",
    "MediaKind",
    "MediaLevel",
    "NameState",
    "NeedAction",
    "NeedCategory",
    "NeedState",
    "Raiser",
    "RaiserKind",
    "RecipientKind",
    "Sector",
    "SignUpAction",
    "SignUpState",
    "TeamKind",
    "TeamRole",
    "Topic",
]
