"""Consultation, recommendation to the Party, training and the working calendar over the API."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from cadres.enums import ConsultationState, RecommendationAction
from cadres.filters import development as filters
from cadres.models import (
    CalendarDay,
    Consultation,
    ConsultationOpinion,
    Recommendation,
    TrainingCourse,
    TrainingRecord,
)
from cadres.services.consultations import FIELDS as CONSULTATION
from cadres.services.consultations import OPINION, ask_consultation, change_consultation
from cadres.services.recommendations import FIELDS as STEPS
from cadres.services.recommendations import PLAN, propose_recommendation, take_step
from cadres.services.trainings import COURSE, RECORD, add_course, add_records, change_course, change_record
from league.core.api import ScopedViewSet
from league.core.api.viewsets import Creates, Updates, demand
from league.core.dates import today
from organizations.api.organizations import not_after_today
from organizations.api.serializers import RegisterSerializer

WRITTEN = tuple(dict.fromkeys(name for names in STEPS.values() for name in names if name not in PLAN))


def refuse_future(data: dict, *, but: tuple[str, ...] = ()) -> None:
    """The register says what is; a notice alone is announced before it ends."""
    for name, value in data.items():
        if name.endswith(("_on", "_from", "_to")) and value and name not in but:
            not_after_today(value)


class ConsultationSerializer(RegisterSerializer):
    person_name = serializers.CharField(source="person.name", read_only=True, label="拟任人选姓名")
    organization_code = serializers.CharField(source="organization.code", read_only=True, label="拟任团组织编码")
    state = serializers.SerializerMethodField(label="协管状态")
    finding = serializers.CharField(source="appointment", read_only=True, label="任职核对")

    class Meta:
        model = Consultation
        fields = [
            "id", "person_name", "organization_code", *CONSULTATION, "due_on", "is_due_estimated", "state", "answer",
            "answered_on", "answered_by", "appointed_on", "appointment_document", "finding", "withdrawn_on",
            "withdraw_reason", "revision",
        ]  # fmt: skip
        read_only_fields = [
            "due_on", "is_due_estimated", "answer", "answered_on", "answered_by", "appointed_on",
            "appointment_document", "withdrawn_on", "withdraw_reason", "revision",
        ]  # fmt: skip

    @extend_schema_field(serializers.ChoiceField(ConsultationState.choices))
    def get_state(self, row) -> str:
        """Today's."""
        return row.state_on(today()).value


class ConsultationOpinionSerializer(RegisterSerializer):
    class Meta:
        model = ConsultationOpinion
        fields = ["id", "consultation", "side", *OPINION, "revision"]
        read_only_fields = ["side", "revision"]


class RecommendationSerializer(RegisterSerializer):
    person_name = serializers.CharField(source="person.name", read_only=True, label="推荐人选姓名")
    organization_code = serializers.CharField(source="organization.code", read_only=True, label="推荐团支部编码")
    state_label = serializers.CharField(source="get_state_display", read_only=True, label="状态名称")

    class Meta:
        model = Recommendation
        fields = [
            "id", "organization", "organization_code", "person", "person_name", "state", "state_label", "renews",
            *PLAN, *WRITTEN, "expires_on", "revision",
        ]  # fmt: skip
        read_only_fields = ["state", "renews", *WRITTEN, "expires_on", "revision"]


class StepSerializer(RegisterSerializer):
    """Which step, the fields that it writes, and the reason where it is a step back."""

    action = serializers.ChoiceField(RecommendationAction.choices, write_only=True, label="步骤")
    reason = serializers.CharField(write_only=True, required=False, default="", label="理由")

    class Meta:
        model = Recommendation
        fields = ["action", *PLAN, *WRITTEN, "reason"]


class TrainingCourseSerializer(RegisterSerializer):
    organization_code = serializers.CharField(source="organization.code", read_only=True, label="主办团组织编码")

    class Meta:
        model = TrainingCourse
        fields = ["id", "organization", "organization_code", *COURSE, "revision"]
        read_only_fields = ["revision"]


class TrainingRecordSerializer(RegisterSerializer):
    person_name = serializers.CharField(source="person.name", read_only=True, label="参训人员姓名")
    course_code = serializers.CharField(source="course.code", read_only=True, label="培训编码")

    class Meta:
        model = TrainingRecord
        fields = ["id", "course", "course_code", "person", "person_name", *RECORD, "revision"]
        read_only_fields = ["revision"]
        extra_kwargs = {"hours": {"required": False}}


class CalendarDaySerializer(RegisterSerializer):
    class Meta:
        model = CalendarDay
        fields = ["id", "day", "is_working", "reason", "revision"]


class ConsultationViewSet(Creates, Updates, ScopedViewSet):
    """干部协管. Only the county's staff and the Party's reviewer read it."""

    model, serializer_class, filterset_class = Consultation, ConsultationSerializer, filters.ConsultationFilter
    select_related = ("person", "organization")
    add_permission, change_permission = "cadres.add_consultation", "cadres.change_consultation"

    def create_object(self, data, actor):
        """登记征求意见."""
        demand(actor, self.add_permission, data["organization"])
        refuse_future(data)
        return ask_consultation(fields={name: data.get(name, "") for name in CONSULTATION}, actor=actor)

    def update_object(self, obj, data, actor):
        """更正."""
        refuse_future(data)
        return change_consultation(obj, changes=data, actor=actor)


class ConsultationOpinionViewSet(ScopedViewSet):
    """协管往来意见."""

    model, serializer_class = ConsultationOpinion, ConsultationOpinionSerializer
    filterset_class = filters.ConsultationOpinionFilter


class RecommendationViewSet(Creates, ScopedViewSet):
    """推优入党. A dossier moves by its steps; each is asked for by the state machine and by the rules."""

    model, serializer_class, filterset_class = Recommendation, RecommendationSerializer, filters.RecommendationFilter
    select_related = ("person", "organization")
    add_permission = "cadres.propose_recommendation"

    def create_object(self, data, actor):
        """提出人选."""
        organization, person = data.pop("organization"), data.pop("person")
        demand(actor, self.add_permission, organization)
        refuse_future(data)
        fields = {name: data[name] for name in PLAN if name in data}
        return propose_recommendation(organization, person=person, fields=fields, actor=actor)

    @extend_schema(request=StepSerializer, responses=RecommendationSerializer)
    @action(detail=True, methods=["post"])
    def step(self, request, pk=None) -> Response:
        """办理一步: `action` and the fields that it writes."""
        row = self.get_object()
        demand(request.user, "cadres.view_recommendation", row)
        serializer = StepSerializer(row, data=request.data, partial=True, context=self.get_serializer_context())
        serializer.is_valid(raise_exception=True)
        data = dict(serializer.validated_data)
        if "action" not in data:
            raise serializers.ValidationError({"action": "请写明办理哪一步。"})
        step, reason = RecommendationAction(data.pop("action")), data.pop("reason", "")
        demand(request.user, f"cadres.{step}_recommendation", row)
        if foreign := data.keys() - set(STEPS[step]):
            raise serializers.ValidationError(dict.fromkeys(sorted(foreign), "这一步不填写该项。"))
        refuse_future(data, but=("publicity_from", "publicity_to"))
        done = take_step(row, step, fields=data, reason=reason, actor=request.user)
        return Response(self.get_serializer(done).data)


class TrainingCourseViewSet(Creates, Updates, ScopedViewSet):
    """培训班."""

    model, serializer_class, filterset_class = TrainingCourse, TrainingCourseSerializer, filters.TrainingCourseFilter
    select_related = ("organization",)
    add_permission, change_permission = "cadres.add_training_course", "cadres.change_training_course"

    def create_object(self, data, actor):
        """登记."""
        organization = data.pop("organization")
        demand(actor, self.add_permission, organization)
        return add_course(organization, fields=data, actor=actor)

    def update_object(self, obj, data, actor):
        """更正; who holds the course stays."""
        data.pop("organization", None)
        return change_course(obj, changes=data, actor=actor)


class TrainingRecordViewSet(Creates, Updates, ScopedViewSet):
    """参训记录."""

    model, serializer_class, filterset_class = TrainingRecord, TrainingRecordSerializer, filters.TrainingRecordFilter
    select_related = ("person", "course")
    add_permission, change_permission = "cadres.add_training_record", "cadres.change_training_record"

    def create_object(self, data, actor):
        """列入名单; the right is asked for the course."""
        course, person = data.pop("course"), data.pop("person")
        demand(actor, self.add_permission, course)
        return add_records(course, people=[person], fields=data, actor=actor)[0]

    def update_object(self, obj, data, actor):
        """更正."""
        changes = {name: value for name, value in data.items() if name in RECORD}
        return change_record(obj, changes=changes, actor=actor)


class CalendarDayViewSet(ScopedViewSet):
    """工作日调整."""

    model, serializer_class, filterset_class = CalendarDay, CalendarDaySerializer, filters.CalendarDayFilter
