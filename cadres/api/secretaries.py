"""The handover of a secretary, and elected names matched with people, over the API."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from cadres.api.posts import PostChangeSerializer, PostChangeViewSet, shown
from cadres.enums import PostEnding, PostMode, PostSelection, Sex, Staffing, VillageSeat
from cadres.filters.posts import SeatFilter
from cadres.forms.posts import ENDINGS
from cadres.models import ElectedSeat, Person
from cadres.services.elected_posts import match_seat, register_elected
from cadres.services.secretary_changes import Handover, change_secretary, preview_handover, secretary_grants
from league.accounts.models import Grant
from league.core.api import ScopedViewSet
from league.core.api.viewsets import demand
from league.core.dates import today
from organizations.api.organizations import not_after_today
from organizations.api.serializers import PreviewSerializer, RegisterSerializer, ScopedReference
from organizations.models import Organization

POST = ("selection", "mode", "staffing", "village_seat")


class HandoverSerializer(serializers.Serializer):
    """书记交接. Without a successor the post falls vacant; `grants` are rights of that very organisation."""

    organization = ScopedReference(queryset=Organization.objects.all(), label="团组织")
    on = serializers.DateField(label="交接日期")
    ending = serializers.ChoiceField(ENDINGS, label="原书记离任原因", default=PostEnding.TRANSFER.value)
    successor = ScopedReference(queryset=Person.objects.current(), label="接任人员", required=False, default=None)
    selection = serializers.ChoiceField(
        PostSelection.choices, label="产生方式", default=PostSelection.APPOINTMENT.value
    )  # fmt: skip
    mode = serializers.ChoiceField(PostMode.choices, label="任职方式", default=PostMode.UNKNOWN.value)
    staffing = serializers.ChoiceField(Staffing.choices, label="编制类别", default=Staffing.UNKNOWN.value)
    village_seat = serializers.ChoiceField(VillageSeat.choices, label="进两委", default=VillageSeat.UNKNOWN.value)
    grants = serializers.ListField(child=serializers.IntegerField(), label="同时终止的账号授权", default=list)
    reason = serializers.CharField(label="事由", max_length=200)
    document = serializers.CharField(label="文号", max_length=100)
    preview = serializers.BooleanField(label="只预览", default=False)


class HandoverViewSet(PostChangeViewSet):
    """任免事项; a POST to `hand-over` hands the post of a secretary over."""

    @extend_schema(request=HandoverSerializer, responses={200: PreviewSerializer, 201: PostChangeSerializer})
    @action(detail=False, methods=["post"], url_path="hand-over")
    def hand_over(self, request) -> Response:
        """交接, or what it would do."""
        serializer = HandoverSerializer(data=request.data, context=self.get_serializer_context())
        serializer.is_valid(raise_exception=True)
        data = dict(serializer.validated_data)
        organization = data["organization"]
        demand(request.user, "cadres.hand_over_secretary", organization)
        not_after_today(data["on"])
        previewed = data.pop("preview")
        fields = {name: data.pop(name) for name in POST}
        grants = grants_of(organization, data.pop("grants"))
        handover = Handover(**data, fields=fields, grants=grants, today=today())
        if previewed:
            return shown(preview_handover(handover))
        change = change_secretary(handover, actor=request.user)
        return Response(self.get_serializer(change).data, status=status.HTTP_201_CREATED)


def grants_of(organization: Organization, keys: list[int]) -> tuple[Grant, ...]:
    """Those rights; a key of anything else does not exist."""
    found = tuple(secretary_grants(organization, on=today()).filter(pk__in=keys))
    if len(found) != len(set(keys)):
        raise ValidationError({"grants": f"所填的账号授权不都是“{organization}”的，或者已经终止。"})
    return found


class ElectedSeatSerializer(RegisterSerializer):
    """An elected name, and whom it was matched with."""

    election_label = serializers.CharField(source="election", read_only=True, label="换届")
    organization = serializers.IntegerField(source="election.organization_id", read_only=True, label="团组织")
    organization_code = serializers.CharField(source="election.organization.code", read_only=True, label="团组织编码")
    person = serializers.IntegerField(source="match.person_id", read_only=True, label="对应人员", allow_null=True)
    post = serializers.IntegerField(source="post.pk", read_only=True, label="任职", allow_null=True)

    class Meta:
        model = ElectedSeat
        fields = [
            "id", "name", "position", "election", "election_label", "organization", "organization_code", "person",
            "post",
        ]  # fmt: skip


class MatchSerializer(serializers.Serializer):
    """An existing record, or sex and birth date of a new one."""

    person = ScopedReference(queryset=Person.objects.current(), label="已登记的人员", required=False)
    sex = serializers.ChoiceField(Sex.choices, label="新建档案：性别", required=False)
    birth_on = serializers.DateField(label="新建档案：出生日期", required=False)

    def validate(self, attrs):
        """One of the two."""
        typed = [name for name in ("sex", "birth_on") if name in attrs]
        if len(typed) != (0 if "person" in attrs else 2):
            raise serializers.ValidationError("请填写已登记的人员，或者填写性别和出生日期新建档案，两者选一。")
        return attrs


class ElectedSeatViewSet(ScopedViewSet):
    """当选人. Lists those waiting to be matched; `state=all` lists everybody."""

    model, serializer_class, filterset_class = ElectedSeat, ElectedSeatSerializer, SeatFilter
    select_related = ("election__organization", "match", "post")

    def get_queryset(self):
        """The elected of meetings that were held."""
        return super().get_queryset().named()

    def filter_queryset(self, queryset):
        """One name is found whether it waits or not."""
        return queryset if self.detail else super().filter_queryset(queryset)

    @extend_schema(request=MatchSerializer, responses=ElectedSeatSerializer)
    @action(detail=True, methods=["post"])
    def match(self, request, pk=None) -> Response:
        """对应人员; in a confirmed dossier the post begins at once."""
        seat = self.get_object()
        demand(request.user, "cadres.match_seat", seat)
        serializer = MatchSerializer(data=request.data, context=self.get_serializer_context())
        serializer.is_valid(raise_exception=True)
        data = dict(serializer.validated_data)
        with transaction.atomic():
            if (person := data.pop("person", None)) is None:
                demand(request.user, "cadres.add_person", seat.election.organization)
                person = register_elected(seat, **data, on=today(), actor=request.user)
            match_seat(seat, person, actor=request.user)
        return Response(self.get_serializer(self.get_object()).data)
