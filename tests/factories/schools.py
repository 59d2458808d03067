"""League schools, their classes and surveys, and the mechanisms of Party and League."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from organizations.models import (
    BodySeat,
    JointSurvey,
    LeagueClass,
    LeagueSchool,
    LeagueTeacher,
    LeagueTopic,
    PartyInclusion,
    PolicyDocument,
    RelationSurvey,
    SurveyVisit,
)


class RelationSurveyFactory(DjangoModelFactory):
    class Meta:
        model = RelationSurvey

    surveyed_on = date(2023, 4, 10)
    surveyor = "测试员"
    result = "clear"


class LeagueSchoolFactory(DjangoModelFactory):
    """`LeagueSchoolFactory(unit=school)`."""

    class Meta:
        model = LeagueSchool

    name = factory.LazyAttribute(lambda row: f"{row.unit.name}团校")
    founded_on = date(2023, 3, 1)
    head_name = "校长甲"
    head_role = "党支部书记"


class LeagueTeacherFactory(DjangoModelFactory):
    class Meta:
        model = LeagueTeacher

    name = factory.Sequence(lambda n: f"教师{n}")
    starts_on = date(2023, 3, 1)


class LeagueTopicFactory(DjangoModelFactory):
    class Meta:
        model = LeagueTopic

    code = factory.Sequence(lambda n: f"T{n}")
    title = factory.Sequence(lambda n: f"测试专题{n}")
    source = "测试"


class LeagueClassFactory(DjangoModelFactory):
    class Meta:
        model = LeagueClass

    held_on = date(2023, 9, 20)
    topic = factory.LazyFunction(lambda: LeagueTopic.objects.order_by("code").first())
    minutes = 90
    teacher = "教师甲"
    audience = "before_admission"
    attendance = 40


class PolicyDocumentFactory(DjangoModelFactory):
    class Meta:
        model = PolicyDocument

    title = factory.Sequence(lambda n: f"测试文件{n}")
    issuers = "测试单位"
    kind = "party_building"
    entered_on = date(2023, 5, 4)


class BodySeatFactory(DjangoModelFactory):
    class Meta:
        model = BodySeat

    body = factory.Sequence(lambda n: f"测试领导小组{n}")
    role = "成员单位"
    held_by = "团县委书记"
    entered_on = date(2023, 5, 4)


class JointSurveyFactory(DjangoModelFactory):
    class Meta:
        model = JointSurvey

    held_on = date(2023, 6, 1)
    organizers = "组织部、团县委"
    visited = "甲镇"


class SurveyVisitFactory(DjangoModelFactory):
    """`SurveyVisitFactory(joint_survey=survey, unit=school)`, or with `organization=`."""

    class Meta:
        model = SurveyVisit

    org_path = factory.LazyAttribute(
        lambda visit: visit.organization.path if getattr(visit, "organization", None) else visit.unit.org_path
    )
    findings = "团员档案不全"


class PartyInclusionFactory(DjangoModelFactory):
    class Meta:
        model = PartyInclusion

    year = 2023
