"""What is done to the tree, over the API: each action first as a preview, if asked, then for good."""

from dataclasses import asdict

from django.core.exceptions import ValidationError
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.response import Response

from league.core.api import ScopedViewSet
from league.core.api.viewsets import demand
from organizations.api.serializers import (
    DissolveSerializer,
    OrganizationSerializer,
    PreviewSerializer,
    RenameSerializer,
    RestructuringSerializer,
    SplitSerializer,
    TargetSerializer,
    UndoSerializer,
)
from organizations.filters import RestructuringFilter
from organizations.forms.organizations import RenameForm
from organizations.forms.restructurings import DissolveForm, MergeForm, MoveForm, SplitByCodesForm, UndoForm
from organizations.models import Restructuring

OUTCOME = PolymorphicProxySerializer(
    component_name="RestructuringOutcome",
    serializers=[RestructuringSerializer, PreviewSerializer],
    resource_type_field_name=None,
)
RENAMED = PolymorphicProxySerializer(
    component_name="RenameOutcome", serializers=[OrganizationSerializer, PreviewSerializer],
    resource_type_field_name=None,
)  # fmt: skip


def carry_out(view, form_class, permission: str, data: dict, answer) -> Response:
    """The page's form on the view's object: its preview, or what `answer` makes of the outcome."""
    obj = view.get_object()
    demand(view.request.user, permission, obj)
    form = form_class(data, user=view.request.user, obj=obj)
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    if data.get("preview") in {True, "true", "1"}:
        return Response(asdict(form.preview()))
    return answer(form.perform(view.request.user))


def made(change: Restructuring) -> Response:
    """A new adjustment."""
    return Response(RestructuringSerializer(change).data, status=status.HTTP_201_CREATED)


class Restructures:
    """The actions on one organisation."""

    @extend_schema(request=TargetSerializer, responses=OUTCOME)
    @action(detail=True, methods=["post"], filterset_class=None)
    def move(self, request, pk=None):
        """划转."""
        return carry_out(self, MoveForm, "organizations.move_organization", request.data, made)

    @extend_schema(request=TargetSerializer, responses=OUTCOME)
    @action(detail=True, methods=["post"], filterset_class=None)
    def merge(self, request, pk=None):
        """合并."""
        return carry_out(self, MergeForm, "organizations.merge_organization", request.data, made)

    @extend_schema(request=DissolveSerializer, responses=OUTCOME)
    @action(detail=True, methods=["post"], filterset_class=None)
    def dissolve(self, request, pk=None):
        """撤销."""
        return carry_out(self, DissolveForm, "organizations.dissolve_organization", request.data, made)

    @extend_schema(request=SplitSerializer, responses=OUTCOME)
    @action(detail=True, methods=["post"], filterset_class=None)
    def split(self, request, pk=None):
        """分设."""
        demand(request.user, "organizations.split_organization", self.get_object())
        serializer = SplitSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        data = dict(serializer.validated_data)
        data["unit"] = data.pop("name")
        for name in ("children", "units"):
            data[name] = "\n".join(data.get(name, ()))
        return carry_out(self, SplitByCodesForm, "organizations.split_organization", data, made)

    @extend_schema(request=RenameSerializer, responses=RENAMED)
    @action(detail=True, methods=["post"], filterset_class=None)
    def rename(self, request, pk=None):
        """更名."""
        return carry_out(self, RenameForm, "organizations.rename_organization", request.data, self._renamed)

    def _renamed(self, organization) -> Response:
        return Response(self.get_serializer(organization).data)


class RestructuringViewSet(ScopedViewSet):
    """组织调整."""

    model, serializer_class, filterset_class = Restructuring, RestructuringSerializer, RestructuringFilter
    select_related = ("organization", "target")

    @extend_schema(request=UndoSerializer, responses=OUTCOME)
    @action(detail=True, methods=["post"], filterset_class=None)
    def undo(self, request, pk=None):
        """撤回."""
        return carry_out(self, UndoForm, "organizations.undo_restructuring", request.data, self._undone)

    def _undone(self, change: Restructuring) -> Response:
        return Response(self.get_serializer(change).data)
