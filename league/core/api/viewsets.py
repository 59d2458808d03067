"""The API's one door: rows by visible_to, writes by services."""

from __future__ import annotations

from django.db import transaction
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import status
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from league.core.access import narrowed
from league.core.api.errors import Overtaken
from league.core.filters import ReferenceFilter, ScopedFilterSet

# In the schema a reference is the code one types.
extend_schema_field(OpenApiTypes.STR)(ReferenceFilter)


class ScopedViewSet(ReadOnlyModelViewSet):
    """Declare `model`, `serializer_class`, `filterset_class`, `select_related`, `ordering`.

    For writing use ``class UnitViewSet(Creates, Updates, ScopedViewSet)`` with `add_permission`, `change_permission`
    and methods ``create_object(data, actor)`` and ``update_object(obj, data, actor)`` that call services.
    """

    model = None
    filterset_class: type[ScopedFilterSet] | None = None
    select_related: tuple[str, ...] = ()
    ordering: tuple[str, ...] = ()
    permission_classes = [IsAuthenticated]
    lookup_value_regex = r"\d+"

    def get_queryset(self):
        """The rows of the user's scope; an empty queryset for the schema."""
        rows = self.model._default_manager.select_related(*self.select_related)
        rows = rows.order_by(*(self.ordering or self.model._meta.ordering), "pk")
        if getattr(self, "swagger_fake_view", False):
            return rows.none()
        return narrowed(rows, self.request.user)


class Creates:
    """Adds POST to a ScopedViewSet."""

    add_permission = ""

    def create(self, request, *args, **kwargs) -> Response:
        """Make a new row by its service."""
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        demand(request.user, self.add_permission)
        obj = self.create_object(serializer.validated_data, request.user)
        return Response(self.get_serializer(obj).data, status=status.HTTP_201_CREATED)


class Updates:
    """Adds PATCH to a ScopedViewSet; `revision` in the body makes an overtaken write answer 409."""

    change_permission = ""

    def partial_update(self, request, *args, **kwargs) -> Response:
        """Change a row by its service."""
        obj = self.get_object()
        demand(request.user, self.change_permission, obj)
        revision = request.data.get("revision")
        if revision is not None and str(revision) != str(obj.revision):
            raise Overtaken
        serializer = self.get_serializer(obj, data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        with transaction.atomic():
            before = obj.revision
            obj = self.update_object(obj, serializer.validated_data, request.user)
            # The service waited for its lock: somebody else may have written since the row was read.
            if revision is not None and obj.revision > before + 1:
                raise Overtaken
        return Response(self.get_serializer(obj).data)


def demand(user, permission: str, obj=None) -> None:
    """PermissionDenied when the user may not."""
    if not permission or not user.has_perm(permission, obj):
        raise PermissionDenied
