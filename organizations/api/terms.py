"""Terms, elections, extensions and the health card over the API."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from league.core.api import ScopedViewSet
from league.core.api.viewsets import Creates, Updates, demand
from league.core.dates import today
from organizations.api.serializers import RegisterSerializer
from organizations.enums import ElectionAction, SeatPosition, TermState
from organizations.filters.terms import (
    EVERYTHING,
    DueFilter,
    ElectionFilter,
    ExtensionFilter,
    TermFilter,
)
from organizations.forms.fields import day_asked
from organizations.models import (
    Election,
    ElectionSeat,
    Extension,
    OrganizationVersion,
    Term,
    TermRules,
    with_terms,
)
from organizations.models.term import days_left, due_on, with_work
from organizations.services.elections import DAYS, FIELDS, PLAN, STEPS, Seat, plan_election
from organizations.services.extensions import FIELDS as EXTENSION_FIELDS
from organizations.services.extensions import grant_extension, withdraw_extension
from organizations.services.terms import FIELDS as TERM_FIELDS
from organizations.services.terms import add_term, correct_term

STEP_FIELDS = tuple(dict.fromkeys(name for names in FIELDS.values() for name in names))


class TermStateSerializer(serializers.Serializer):
    """An organisation's term on the asked day."""

    organization = serializers.IntegerField(source="subject_id", label="团组织")
    organization_code = serializers.CharField(source="subject.code", label="团组织编码")
    name = serializers.CharField(label="全称")
    state = serializers.ChoiceField(TermState.choices, source="term_state", label="届期状态")
    term = serializers.IntegerField(source="term_id", label="届", allow_null=True)
    number = serializers.IntegerField(source="term_number", label="届次", allow_null=True)
    starts_on = serializers.DateField(source="term_starts_on", label="任期起", allow_null=True)
    years = serializers.IntegerField(source="term_years", label="任期（年）", allow_null=True)
    due_on = serializers.SerializerMethodField(label="届满日")
    days_left = serializers.SerializerMethodField(label="剩余天数")
    extended_until = serializers.DateField(label="已批准延期至", allow_null=True)
    election_state = serializers.CharField(source="in_work", label="换届办理", allow_null=True)

    @extend_schema({"type": "string", "format": "date", "nullable": True})
    def get_due_on(self, row) -> date | None:
        """By the rule of the asked day."""
        return due_on(row)

    @extend_schema({"type": "integer", "nullable": True})
    def get_days_left(self, row) -> int | None:
        """Negative after the due day."""
        return days_left(row)


class TermSerializer(RegisterSerializer):
    organization_code = serializers.CharField(source="organization.code", read_only=True, label="团组织编码")
    reason = serializers.CharField(write_only=True, required=False, label="更正理由")

    class Meta:
        model = Term
        fields = ["id", "organization", "organization_code", *TERM_FIELDS, "ends_on", "election", "revision", "reason"]
        read_only_fields = ["ends_on", "election", "revision"]


class ElectionSeatSerializer(RegisterSerializer):
    class Meta:
        model = ElectionSeat
        fields = ["position", "name", "votes", "elected"]


class ElectionSerializer(RegisterSerializer):
    organization_code = serializers.CharField(source="organization.code", read_only=True, label="团组织编码")
    state_label = serializers.CharField(source="get_state_display", read_only=True, label="状态名称")
    number = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=999, label="拟选届次")
    seat_rows = ElectionSeatSerializer(many=True, read_only=True, label="选举名单")

    class Meta:
        model = Election
        fields = [
            "id", "organization", "organization_code", "state", "state_label", *STEP_FIELDS, "seat_rows", "revision",
        ]  # fmt: skip
        read_only_fields = ["state", "revision", *(name for name in STEP_FIELDS if name not in PLAN)]


class StepSeatSerializer(serializers.Serializer):
    """A line of the meeting's record."""

    position = serializers.ChoiceField(SeatPosition.choices, label="职务")
    name = serializers.CharField(max_length=50, label="姓名")
    votes = serializers.IntegerField(min_value=0, label="赞成票")
    elected = serializers.BooleanField(default=False, label="当选")


class ElectionStepSerializer(serializers.ModelSerializer):
    """One step: the action, and the fields it writes; what is missing is refused by name."""

    action = serializers.ChoiceField(ElectionAction.choices, label="办理动作")
    seat_list = StepSeatSerializer(many=True, required=False, label="候选人得票和当选")
    reason = serializers.CharField(required=False, max_length=200, label="退回理由")

    class Meta:
        model = Election
        fields = ["action", *STEP_FIELDS, "seat_list", "reason"]
        extra_kwargs = {name: {"required": False} for name in STEP_FIELDS}


class ExtensionSerializer(RegisterSerializer):
    organization = serializers.PrimaryKeyRelatedField(source="term.organization", read_only=True, label="团组织")

    class Meta:
        model = Extension
        fields = ["id", "term", "organization", *EXTENSION_FIELDS, "granted_on", "withdrawn_at", "withdraw_reason"]
        read_only_fields = ["granted_on", "withdrawn_at", "withdraw_reason"]


def refuse_future(data: dict, names) -> None:
    """The record says what has happened."""
    late = {name: "日期不能晚于今天。" for name in names if data.get(name) and data[name] > today()}
    if late:
        raise ValidationError(late)


class AnyStateFilter(DueFilter):
    """As the list, but every state unless one is asked for."""

    def filter_queryset(self, queryset):
        self.form.cleaned_data["state"] = self.form.cleaned_data.get("state") or EVERYTHING
        return super().filter_queryset(queryset)


class TermStateViewSet(ScopedViewSet):
    """届期状态 of every organisation on a day (``?on=``, today without it)."""

    model, serializer_class, filterset_class = OrganizationVersion, TermStateSerializer, AnyStateFilter
    select_related = ("subject",)
    ordering = ("path",)

    def get_queryset(self):
        """The organisations of that day with their terms."""
        if getattr(self, "swagger_fake_view", False):
            return super().get_queryset()
        day = day_asked(self.request)
        rules = TermRules.on(day)
        return with_work(with_terms(super().get_queryset().on(day), on=day, rules=rules), rules=rules)


class TermViewSet(Creates, Updates, ScopedViewSet):
    """届."""

    model, serializer_class, filterset_class = Term, TermSerializer, TermFilter
    select_related = ("organization",)
    add_permission, change_permission = "organizations.add_term", "organizations.correct_term"

    def create_object(self, data, actor):
        """Add one whose election was not kept here."""
        organization = data.pop("organization")
        data.pop("reason", None)
        demand(actor, self.add_permission, organization)
        refuse_future(data, ("starts_on", "meeting_on"))
        return add_term(organization, fields=data, actor=actor)

    def update_object(self, obj, data, actor):
        """Correct it."""
        data.pop("organization", None)
        refuse_future(data, ("starts_on", "meeting_on"))
        reason = data.pop("reason", "")
        if not reason:
            raise ValidationError({"reason": "请写明更正理由。"})
        return correct_term(obj, changes=data, reason=reason, actor=actor)


class ElectionViewSet(Creates, ScopedViewSet):
    """换届. A post plans one; its steps are taken at ``steps/``."""

    model, serializer_class, filterset_class = Election, ElectionSerializer, ElectionFilter
    select_related = ("organization",)
    add_permission = "organizations.plan_election"

    def get_queryset(self):
        """With the list of candidates."""
        return super().get_queryset().prefetch_related("seat_rows")

    def create_object(self, data, actor):
        """Open the dossier."""
        organization = data.pop("organization")
        demand(actor, self.add_permission, organization)
        return plan_election(organization, fields=data, actor=actor)

    @extend_schema(request=ElectionStepSerializer, responses=ElectionSerializer)
    @action(detail=True, methods=["post"])
    def steps(self, request, pk=None):
        """Take one step."""
        election = self.get_object()
        serializer = ElectionStepSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        data = dict(serializer.validated_data)
        step = ElectionAction(data.pop("action"))
        demand(request.user, f"organizations.{step}_election", election)
        refuse_future(data, (*DAYS, "cancelled_on"))
        arguments = (
            {} if step == ElectionAction.STEP_BACK else {"fields": {n: data[n] for n in FIELDS[step] if n in data}}
        )
        if step == ElectionAction.HOLD:
            arguments["seats"] = [Seat(**line) for line in data.get("seat_list", [])]
        if step == ElectionAction.STEP_BACK:
            arguments["reason"] = data.get("reason", "")
        election = STEPS[step](election, actor=request.user, **arguments)
        return Response(self.get_serializer(self.get_queryset().get(pk=election.pk)).data)


class ExtensionWithdrawSerializer(serializers.Serializer):
    """Why an extension is withdrawn."""

    reason = serializers.CharField(max_length=200, label="撤销理由")


class ExtensionViewSet(Creates, ScopedViewSet):
    """延期换届. Never edited: withdrawn and granted anew."""

    model, serializer_class, filterset_class = Extension, ExtensionSerializer, ExtensionFilter
    select_related = ("term__organization",)
    add_permission = "organizations.grant_extension"

    def create_object(self, data, actor):
        """Register both approvals for the running term."""
        organization = data.pop("term").organization
        demand(actor, self.add_permission, organization)
        refuse_future(data, ("party_approved_on", "league_approved_on"))
        return grant_extension(organization, fields=data, actor=actor)

    @extend_schema(request=ExtensionWithdrawSerializer, responses=ExtensionSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request, pk=None):
        """撤销登记."""
        extension = self.get_object()
        demand(request.user, "organizations.withdraw_extension", extension)
        serializer = ExtensionWithdrawSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        reason = serializer.validated_data["reason"]
        return Response(
            self.get_serializer(
                withdraw_extension(extension, reason=reason, at=timezone.now(), actor=request.user)
            ).data
        )
