"""Organisations and what is done to the tree, over the API."""

from dataclasses import asdict

from django.core.exceptions import ValidationError
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, PolymorphicProxySerializer, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.response import Response

from league.core.access import narrowed
from league.core.api import ScopedViewSet
from league.core.api.viewsets import Creates, Updates, demand
from league.core.dates import today
from organizations.api.serializers import (
    DissolveSerializer,
    OrganizationSerializer,
    OrganizationVersionSerializer,
    PreviewSerializer,
    RestructuringSerializer,
    TargetSerializer,
)
from organizations.filters import OrganizationFilter, RestructuringFilter
from organizations.forms.fields import day_asked
from organizations.forms.restructurings import DissolveForm, MergeForm, MoveForm
from organizations.models import Organization, OrganizationVersion, Restructuring
from organizations.services.organizations import (
    CORRECTED,
    RESTATED,
    change_organization,
    found_organization,
)

OUTCOME = PolymorphicProxySerializer(
    component_name="RestructuringOutcome",
    serializers=[RestructuringSerializer, PreviewSerializer],
    resource_type_field_name=None,
)
DAY = OpenApiParameter("on", OpenApiTypes.DATE, description="统计日期，默认今天")


def not_after_today(day) -> None:
    """The register says what is."""
    if day and day > today():
        raise ValidationError({"on": "日期不能晚于今天。"})


class OrganizationViewSet(Creates, Updates, ScopedViewSet):
    """团组织."""

    model, serializer_class, filterset_class = Organization, OrganizationSerializer, OrganizationFilter
    select_related = ("parent",)
    add_permission = "organizations.add_organization"
    change_permission = "organizations.change_organization"

    def create_object(self, data, actor):
        """Found it; the right is asked for the parent."""
        data.pop("on", None)
        parent, reason = data.pop("parent"), data.pop("reason", "")
        demand(actor, self.add_permission, parent)
        not_after_today(data.get("founded_on"))
        return found_organization(parent=parent, fields=data, reason=reason, actor=actor)

    def update_object(self, obj, data, actor):
        """Correct or change it; the parent changes by a move only."""
        if data.pop("parent", obj.parent) != obj.parent:
            raise ValidationError({"parent": "上级组织只能通过划转变更。"})
        on, reason = data.pop("on", None), data.pop("reason", "")
        not_after_today(on)
        if data.keys() & {*RESTATED, *CORRECTED}:
            demand(actor, "organizations.restate_organization", obj)
        return change_organization(obj, changes=data, on=on, reason=reason, actor=actor)

    @extend_schema(parameters=[DAY], responses=OrganizationVersionSerializer(many=True))
    @action(detail=False, pagination_class=ScopedViewSet.pagination_class, filterset_class=None)
    def tree(self, request):
        """The tree as it stood on ``?on=``, flat, in path order."""
        rows = OrganizationVersion.objects.on(day_asked(request)).order_by("path")
        page = self.paginate_queryset(narrowed(rows, request.user))
        return self.get_paginated_response(OrganizationVersionSerializer(page, many=True).data)

    @extend_schema(responses=OrganizationVersionSerializer(many=True))
    @action(detail=True, filterset_class=None, pagination_class=None)
    def versions(self, request, pk=None):
        """沿革 of one organisation."""
        rows = self.get_object().versions.order_by("valid_from")
        return Response(OrganizationVersionSerializer(rows, many=True).data)

    @extend_schema(request=TargetSerializer, responses=OUTCOME)
    @action(detail=True, methods=["post"], filterset_class=None)
    def move(self, request, pk=None):
        """划转."""
        return self._restructure(request, MoveForm, "organizations.move_organization")

    @extend_schema(request=TargetSerializer, responses=OUTCOME)
    @action(detail=True, methods=["post"], filterset_class=None)
    def merge(self, request, pk=None):
        """合并."""
        return self._restructure(request, MergeForm, "organizations.merge_organization")

    @extend_schema(request=DissolveSerializer, responses=OUTCOME)
    @action(detail=True, methods=["post"], filterset_class=None)
    def dissolve(self, request, pk=None):
        """撤销."""
        return self._restructure(request, DissolveForm, "organizations.dissolve_organization")

    def _restructure(self, request, form_class, permission: str) -> Response:
        organization = self.get_object()
        demand(request.user, permission, organization)
        form = form_class(request.data, user=request.user, obj=organization)
        if not form.is_valid():
            raise ValidationError(form.errors.as_data())
        if request.data.get("preview") in {True, "true", "1"}:
            return Response(asdict(form.preview()))
        change = form.perform(request.user)
        return Response(RestructuringSerializer(change).data, status=status.HTTP_201_CREATED)


class RestructuringViewSet(ScopedViewSet):
    """组织调整."""

    model, serializer_class, filterset_class = Restructuring, RestructuringSerializer, RestructuringFilter
