from activities.models.activity import Activity, ActivityAudience, ActivityReach, ActivityTopic
from activities.models.activity_photo import ActivityPhoto
from activities.models.activity_sample import ActivitySample, SampledActivity
from activities.models.aid_case import AidCase
from activities.models.bank_line import BankLine
from activities.models.check_in import AttendanceDoubt, CheckIn
from activities.models.courier_visit import CourierVisit
from activities.models.donation import Donation, GiftUse
from activities.models.fund import Fund
from activities.models.grant import Grant, GrantRecipient
from activities.models.honour import Honour, HonourTerm
from activities.models.learning_record import LearningRecord
from activities.models.learning_series import LearningSeries
from activities.models.media_item import MediaItem, MediaReading
from activities.models.need import Need, NeedStep
from activities.models.platform_name import PlatformName
from activities.models.programme import Programme
from activities.models.service_team import ServiceTeam, ServiceTeamMember
from activities.models.sign_up import SignUp, VolunteerCall
from activities.models.volunteer import VillageService, Volunteer
from activities.models.volunteer_certificate import VolunteerCertificate
from activities.models.volunteer_team import TeamVillage, VolunteerTeam
from activities.models.yard_meeting import YardMeeting, YardMeetingPhoto
from activities.models.youth_federation import FederationMember, YouthFederation

__all__ = [
    "Activity",
    "ActivityAudience",
    "ActivityPhoto",
    "ActivityReach",
    "ActivitySample",
    "ActivityTopic",
    "AidCase",
    "AttendanceDoubt",
    "BankLine",
    "CheckIn",
    "CourierVisit",
    "Donation",
    "FederationMember",
    "Fund",
    "GiftUse",
    "Grant",
    "GrantRecipient",
    "Honour",
    "HonourTerm",
    "LearningRecord",
    "LearningSeries",
    "MediaItem",
    "MediaReading",
    "Need",
    "NeedStep",
    "PlatformName",
    "Programme",
    "SampledActivity",
    "ServiceTeam",
    "ServiceTeamMember",
    "SignUp",
    "TeamVillage",
    "VillageService",
    "Volunteer",
    "VolunteerCall",
    "VolunteerCertificate",
    "VolunteerTeam",
    "YardMeeting",
    "YardMeetingPhoto",
    "YouthFederation",
]
