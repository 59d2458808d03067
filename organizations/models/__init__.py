from organizations.models.body_seat import BodySeat
from organizations.models.division import Division
from organizations.models.election import Election, ElectionSeat
from organizations.models.extension import Extension
from organizations.models.head_count import HeadCount
from organizations.models.health_case import HealthCase
from organizations.models.home import HomePeriod, HomeVersion, YouthHome
from organizations.models.home_check import HomeCheck, HomeCheckItem
from organizations.models.home_month import HomeMonth
from organizations.models.home_photo import HomePhoto
from organizations.models.home_visit import HomeVisit
from organizations.models.joint_survey import JointSurvey
from organizations.models.league_class import LeagueClass, LeagueTopic
from organizations.models.league_school import LeagueSchool, LeagueTeacher
from organizations.models.organization import (
    Coverage,
    Organization,
    OrganizationVersion,
)
from organizations.models.party_inclusion import PartyInclusion
from organizations.models.policy_document import PolicyDocument
from organizations.models.relation_survey import RelationSurvey
from organizations.models.restructuring import Restructuring
from organizations.models.rule import Rule
from organizations.models.school import School
from organizations.models.survey_visit import SurveyVisit
from organizations.models.term import Term, TermRules, with_terms
from organizations.models.unit import Unit, UnitVersion

__all__ = [
    "BodySeat",
    "Coverage",
    "Division",
    "Election",
    "ElectionSeat",
    "Extension",
    "HeadCount",
    "HealthCase",
    "HomeCheck",
    "HomeCheckItem",
    "HomeMonth",
    "HomePeriod",
    "HomePhoto",
    "HomeVersion",
    "HomeVisit",
    "JointSurvey",
    "LeagueClass",
    "LeagueSchool",
    "LeagueTeacher",
    "LeagueTopic",
    "Organization",
    "OrganizationVersion",
    "PartyInclusion",
    "PolicyDocument",
    "RelationSurvey",
    "Restructuring",
    "Rule",
    "School",
    "SurveyVisit",
    "Term",
    "TermRules",
    "Unit",
    "UnitVersion",
    "YouthHome",
    "with_terms",
]
