"""The worklist of the branches' health card over the API."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from league.core.api import ScopedViewSet
from league.core.api.viewsets import Creates, Updates, demand
from organizations.api.serializers import RegisterSerializer
from organizations.api.terms import refuse_future
from organizations.filters.terms import HealthCaseFilter
from organizations.models import HealthCase
from organizations.services.health_cases import OPENING, PLANNED, assign_case, close_case, open_case


class HealthCaseSerializer(RegisterSerializer):
    organization_code = serializers.CharField(source="organization.code", read_only=True, label="团组织编码")
    check_label = serializers.CharField(source="get_check_code_display", read_only=True, label="体检项目名称")

    class Meta:
        model = HealthCase
        fields = [
            "id", "organization", "organization_code", "check_label", *OPENING, "closed_on", "outcome", "quiet_until",
            "revision",
        ]  # fmt: skip
        read_only_fields = ["closed_on", "outcome", "quiet_until", "revision"]
        extra_kwargs = {"responsible": {"required": False}}


class HealthCaseCloseSerializer(serializers.Serializer):
    """What closing a case by hand says."""

    on = serializers.DateField(label="销号日期")
    outcome = serializers.CharField(max_length=200, label="整改情况")
    quiet_until = serializers.DateField(required=False, allow_null=True, default=None, label="暂不再列至")


class AnyCaseFilter(HealthCaseFilter):
    """As the list, but every state unless one is asked for."""

    def filter_queryset(self, queryset):
        self.form.cleaned_data["state"] = self.form.cleaned_data.get("state") or "all"
        return super().filter_queryset(queryset)


class HealthCaseViewSet(Creates, Updates, ScopedViewSet):
    """体检问题."""

    model, serializer_class, filterset_class = HealthCase, HealthCaseSerializer, AnyCaseFilter
    select_related = ("organization",)
    add_permission, change_permission = "organizations.open_health_case", "organizations.assign_health_case"

    def create_object(self, data, actor):
        """Open one by hand."""
        organization = data.pop("organization")
        demand(actor, self.add_permission, organization)
        refuse_future(data, ("opened_on",))
        return open_case(organization, fields=data, actor=actor)

    def update_object(self, obj, data, actor):
        """Say who answers for it until when."""
        return assign_case(obj, changes={name: data[name] for name in PLANNED if name in data}, actor=actor)

    @extend_schema(request=HealthCaseCloseSerializer, responses=HealthCaseSerializer)
    @action(detail=True, methods=["post"])
    def close(self, request, pk=None):
        """销号 by hand."""
        case = self.get_object()
        demand(request.user, "organizations.close_health_case", case)
        serializer = HealthCaseCloseSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        refuse_future(serializer.validated_data, ("on",))
        return Response(self.get_serializer(close_case(case, **serializer.validated_data, actor=request.user)).data)
