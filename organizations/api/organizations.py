"""Organisations over the API."""

from django.core.exceptions import ValidationError
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.response import Response

from league.core.access import narrowed
from league.core.api import ScopedViewSet
from league.core.api.viewsets import Creates, Updates, demand
from league.core.dates import today
from organizations.api.restructurings import Restructures
from organizations.api.serializers import OrganizationSerializer, OrganizationVersionSerializer
from organizations.filters import OrganizationFilter
from organizations.forms.fields import day_asked
from organizations.models import Organization, OrganizationVersion
from organizations.services.organizations import (
    CORRECTED,
    RESTATED,
    change_organization,
    found_organization,
)

DAY = OpenApiParameter("on", OpenApiTypes.DATE, description="统计日期，默认今天")


def demand_basis(actor, permission: str, obj, changes: dict, reason: str) -> None:
    """What the page of registered facts asks as well: the right to restate, and a reason."""
    if any(getattr(obj, name) != value for name, value in changes.items()):
        demand(actor, permission, obj)
        if not reason.strip():
            raise ValidationError({"reason": "变更或更正登记事项须写明事由。"})


def not_after_today(day) -> None:
    """The register says what is."""
    if day and day > today():
        raise ValidationError({"on": "日期不能晚于今天。"})


class OrganizationViewSet(Restructures, Creates, Updates, ScopedViewSet):
    """团组织."""

    model, serializer_class, filterset_class = Organization, OrganizationSerializer, OrganizationFilter
    select_related = ("parent",)
    add_permission = "organizations.add_organization"
    change_permission = "organizations.change_organization"

    def create_object(self, data, actor):
        """Found it; the right is asked for the parent."""
        data.pop("on", None)
        data.pop("document", None)
        parent, reason = data.pop("parent"), data.pop("reason", "")
        demand(actor, self.add_permission, parent)
        not_after_today(data.get("founded_on"))
        return found_organization(parent=parent, fields=data, reason=reason, actor=actor)

    def update_object(self, obj, data, actor):
        """Correct or change it; the parent changes by a move only."""
        if data.pop("parent", obj.parent) != obj.parent:
            raise ValidationError({"parent": "上级组织只能通过划转变更。"})
        on, reason, document = data.pop("on", None), data.pop("reason", ""), data.pop("document", "")
        not_after_today(on)
        registered = {name: data[name] for name in (*RESTATED, *CORRECTED) if name in data}
        demand_basis(actor, "organizations.restate_organization", obj, registered, reason)
        return change_organization(obj, changes=data, on=on, reason=reason, document=document, actor=actor)

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
