"""Needs over the API: read, raised, corrected, and moved by one step at a time. Who raised one is in no answer, and is
not taken here."""

from django.core.exceptions import ValidationError
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from activities.enums import NeedAction
from activities.filters.service import NeedFilter
from activities.models import Need, NeedStep
from activities.services.need_moves import Step, move_need
from activities.services.needs import CHANGED, FIELDS, SEALED, change_need, raise_need
from league.core.api import ScopedViewSet
from league.core.api.viewsets import Creates, Updates, demand
from league.core.dates import today
from league.core.scoping import ancestor_ids
from organizations.api.serializers import RegisterSerializer
from organizations.models import Organization

PLAIN = [name for name in FIELDS if name not in SEALED]


class NeedStepSerializer(serializers.ModelSerializer):
    class Meta:
        model = NeedStep
        fields = ["action", "state", "owner", "owner_name", "due_on", "done_on", "remark"]
        read_only_fields = fields


class NeedSerializer(RegisterSerializer):
    steps = NeedStepSerializer(many=True, read_only=True, label="办理经过")

    class Meta:
        model = Need
        fields = [
            "id", "code", "organization", *PLAIN, "state", "owner", "owner_name", "due_on", "outcome", "reopened", "steps",
            "revision",
        ]  # fmt: skip
        read_only_fields = ["code", "state", "owner", "owner_name", "due_on", "outcome", "reopened", "revision"]


class NeedMoveSerializer(serializers.Serializer):
    """One step: what its page asks for. `owner` is the code of the need's own organisation or of one over it."""

    action = serializers.ChoiceField(NeedAction.choices, label="办理事项")
    done_on = serializers.DateField(label="办理日期")
    remark = serializers.CharField(max_length=500, required=False, default="", label="说明")
    owner = serializers.CharField(required=False, label="责任团组织编码")
    owner_name = serializers.CharField(max_length=50, required=False, default="", label="责任人")
    due_on = serializers.DateField(required=False, allow_null=True, default=None, label="办理期限")


class NeedViewSet(Creates, Updates, ScopedViewSet):
    """急难愁盼诉求."""

    model, serializer_class, filterset_class = Need, NeedSerializer, NeedFilter
    add_permission, change_permission = "activities.add_need", "activities.change_need"

    def get_queryset(self):
        """With the steps of each."""
        return super().get_queryset().prefetch_related("steps")

    def create_object(self, data, actor):
        """登记 for the organisation that collected it."""
        organization = data.pop("organization")
        demand(actor, self.add_permission, organization)
        return raise_need(organization, fields=data, on=today(), actor=actor)

    def update_object(self, obj, data, actor):
        """更正; where and when it was raised stays."""
        changes = {name: value for name, value in data.items() if name in CHANGED}
        return change_need(obj, changes=changes, actor=actor)

    @extend_schema(request=NeedMoveSerializer, responses=NeedSerializer)
    @action(detail=True, methods=["post"], url_path="steps", filterset_class=None)
    def move(self, request, pk=None):
        """Take one step."""
        need = self.get_object()
        serializer = NeedMoveSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        data = dict(serializer.validated_data)
        step = NeedAction(data.pop("action"))
        demand(request.user, step.permission, need)
        owner = owner_of(need, data.pop("owner", ""))
        move_need(need, Step(step, owner=owner, **data), on=today(), actor=request.user)
        return Response(self.get_serializer(self.get_queryset().get(pk=need.pk)).data)


def owner_of(need: Need, code: str) -> Organization | None:
    """The organisation of that code at or over the need's own; None without a code."""
    if not code:
        return None
    owner = Organization.objects.filter(pk__in=ancestor_ids(need.org_path), code=code).first()
    if owner is None:
        raise ValidationError({"owner": f"“{code}”不是收集团组织本级或上级的编码。"})
    return owner
