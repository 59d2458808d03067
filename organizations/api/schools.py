"""League schools and mechanisms over the API."""

from rest_framework import serializers

from league.core.api import ScopedViewSet
from league.core.api.viewsets import Creates, Updates, demand
from organizations.api.organizations import not_after_today
from organizations.api.serializers import RegisterSerializer
from organizations.filters import schools as filters
from organizations.models import (
    BodySeat,
    JointSurvey,
    LeagueClass,
    LeagueSchool,
    PartyInclusion,
    PolicyDocument,
    RelationSurvey,
    SurveyVisit,
)
from organizations.services.league_classes import FIELDS as CLASS_FIELDS
from organizations.services.league_classes import change_class, record_class
from organizations.services.league_schools import PLAIN, change_league_school, found_league_school
from organizations.services.mechanisms import FIELDS
from organizations.services.relation_surveys import FIELDS as SURVEY_FIELDS
from organizations.services.relation_surveys import change_survey, record_survey
from organizations.services.survey_visits import CHANGED


class RelationSurveySerializer(RegisterSerializer):
    unit_code = serializers.CharField(source="unit.code", read_only=True, label="学校编码")

    class Meta:
        model = RelationSurvey
        fields = ["id", "unit", "unit_code", *SURVEY_FIELDS, "revision"]
        read_only_fields = ["revision"]


class LeagueSchoolSerializer(RegisterSerializer):
    unit_code = serializers.CharField(source="unit.code", read_only=True, label="学校编码")

    class Meta:
        model = LeagueSchool
        fields = ["id", "unit", "unit_code", *PLAIN, "closed_on", "revision"]
        read_only_fields = ["closed_on", "revision"]


class LeagueClassSerializer(RegisterSerializer):
    topic_title = serializers.CharField(source="topic.title", read_only=True, label="专题名称")

    class Meta:
        model = LeagueClass
        fields = ["id", "league_school", *CLASS_FIELDS, "topic_title", "revision"]
        read_only_fields = ["revision"]


class MechanismSerializer(RegisterSerializer):
    """Read only; `missing` names what the row lacks."""

    missing = serializers.ListField(child=serializers.CharField(), read_only=True, label="缺项")


class PolicyDocumentSerializer(MechanismSerializer):
    class Meta:
        model = PolicyDocument
        fields = ["id", *(name for name in FIELDS[PolicyDocument] if name != "file"), "missing", "revision"]


class BodySeatSerializer(MechanismSerializer):
    class Meta:
        model = BodySeat
        fields = ["id", *FIELDS[BodySeat], "ends_on", "missing", "revision"]


class JointSurveySerializer(MechanismSerializer):
    class Meta:
        model = JointSurvey
        fields = ["id", *FIELDS[JointSurvey], "missing", "revision"]


class SurveyVisitSerializer(RegisterSerializer):
    held_on = serializers.DateField(source="joint_survey.held_on", read_only=True, label="调研日期")

    class Meta:
        model = SurveyVisit
        fields = ["id", "joint_survey", "held_on", "unit", "organization", *CHANGED, "revision"]


class PartyInclusionSerializer(MechanismSerializer):
    class Meta:
        model = PartyInclusion
        fields = ["id", *FIELDS[PartyInclusion], "missing", "revision"]


class AboutSchoolViewSet(Creates, Updates, ScopedViewSet):
    """The right to enter is asked for the row's owner; the owner of a row stays; no day lies ahead."""

    owner = "unit"

    def create_object(self, data, actor):
        """登记."""
        owner = data.pop(self.owner)
        demand(actor, self.add_permission, owner)
        self.refuse_future(data)
        return self.enter(owner, data, actor)

    def update_object(self, obj, data, actor):
        """更正."""
        self.refuse_future(data)
        data.pop(self.owner, None)
        return self.correct(obj, data, actor)

    def refuse_future(self, data) -> None:
        """The register says what is."""
        for name, value in data.items():
            if name.endswith("_on"):
                not_after_today(value)


class RelationSurveyViewSet(AboutSchoolViewSet):
    """团组织关系摸底."""

    model, serializer_class, filterset_class = RelationSurvey, RelationSurveySerializer, filters.RelationSurveyFilter
    select_related = ("unit",)
    add_permission = "organizations.add_relation_survey"
    change_permission = "organizations.change_relation_survey"

    def enter(self, unit, data, actor):
        """登记."""
        return record_survey(unit, fields=data, actor=actor)

    def correct(self, obj, data, actor):
        """更正."""
        return change_survey(obj, changes=data, actor=actor)


class LeagueSchoolViewSet(AboutSchoolViewSet):
    """团校."""

    model, serializer_class, filterset_class = LeagueSchool, LeagueSchoolSerializer, filters.LeagueSchoolFilter
    select_related = ("unit",)
    add_permission = "organizations.found_league_school"
    change_permission = "organizations.change_league_school"

    def enter(self, unit, data, actor):
        """成立."""
        return found_league_school(unit, fields=data, actor=actor)

    def correct(self, obj, data, actor):
        """更正."""
        return change_league_school(obj, changes=data, actor=actor)


class LeagueClassViewSet(AboutSchoolViewSet):
    """团课."""

    owner = "league_school"
    model, serializer_class, filterset_class = LeagueClass, LeagueClassSerializer, filters.LeagueClassFilter
    select_related = ("league_school__unit", "topic")
    add_permission = "organizations.add_league_class"
    change_permission = "organizations.change_league_class"

    def enter(self, league_school, data, actor):
        """登记."""
        return record_class(league_school, fields=data, actor=actor)

    def correct(self, obj, data, actor):
        """更正."""
        return change_class(obj, changes=data, actor=actor)


class PolicyDocumentViewSet(ScopedViewSet):
    """政策文件."""

    model, serializer_class, filterset_class = PolicyDocument, PolicyDocumentSerializer, filters.PolicyDocumentFilter


class BodySeatViewSet(ScopedViewSet):
    """领导机构席位."""

    model, serializer_class, filterset_class = BodySeat, BodySeatSerializer, filters.BodySeatFilter


class JointSurveyViewSet(ScopedViewSet):
    """联合调研."""

    model, serializer_class, filterset_class = JointSurvey, JointSurveySerializer, filters.JointSurveyFilter


class SurveyVisitViewSet(ScopedViewSet):
    """联合调研的走访点."""

    model, serializer_class, filterset_class = SurveyVisit, SurveyVisitSerializer, filters.SurveyVisitFilter
    select_related = ("joint_survey",)


class PartyInclusionViewSet(ScopedViewSet):
    """纳入党建."""

    model, serializer_class, filterset_class = PartyInclusion, PartyInclusionSerializer, filters.PartyInclusionFilter
