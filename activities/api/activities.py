"""Programmes and activities over the API, to be read. Person-times and persons are apart in every answer."""

from rest_framework import serializers

from activities.filters.activities import ActivityFilter, ProgrammeFilter
from activities.models import Activity, ActivityAudience, Programme
from activities.services.activities import FIELDS
from activities.services.programmes import FIELDS as PROGRAMME_FIELDS
from league.core.api import ScopedViewSet
from organizations.api.serializers import RegisterSerializer


class ProgrammeSerializer(RegisterSerializer):
    class Meta:
        model = Programme
        fields = ["id", "organization", *PROGRAMME_FIELDS, "revision"]
        read_only_fields = fields


class ActivityAudienceSerializer(serializers.ModelSerializer):
    class Meta:
        model = ActivityAudience
        fields = ["audience", "person_times", "by_name", "persons"]
        read_only_fields = fields


class ActivitySerializer(RegisterSerializer):
    audiences = ActivityAudienceSerializer(many=True, read_only=True, label="参加人次")
    topics = serializers.SlugRelatedField("topic", many=True, read_only=True, label="主题")
    units = serializers.SlugRelatedField("unit_id", source="reach", many=True, read_only=True, label="到达单位")

    class Meta:
        model = Activity
        fields = [
            "id", "code", "organization", *FIELDS, "topics", "audiences", "units", "state", "held_on", "attendance",
            "expenditure", "verified_on", "series", "revision",
        ]  # fmt: skip
        read_only_fields = fields


class ProgrammeViewSet(ScopedViewSet):
    """品牌项目."""

    model, serializer_class, filterset_class = Programme, ProgrammeSerializer, ProgrammeFilter


class ActivityViewSet(ScopedViewSet):
    """活动."""

    model, serializer_class, filterset_class = Activity, ActivitySerializer, ActivityFilter

    def get_queryset(self):
        """With what belongs to each."""
        return super().get_queryset().prefetch_related("audiences", "topics", "reach")
