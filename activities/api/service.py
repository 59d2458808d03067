"""Service teams, yard meetings, needs and visits over the API. Who raised a need is in no answer."""

from rest_framework import serializers

from activities.filters.service import CourierVisitFilter, NeedFilter, ServiceTeamFilter, YardMeetingFilter
from activities.models import CourierVisit, Need, NeedStep, ServiceTeam, YardMeeting
from activities.services.courier_visits import FIELDS as VISIT
from activities.services.needs import FIELDS as NEED
from activities.services.needs import SEALED
from activities.services.service_teams import FIELDS as TEAM
from activities.services.yard_meetings import FIELDS as MEETING
from league.core.api import ScopedViewSet
from organizations.api.serializers import RegisterSerializer


class ServiceTeamSerializer(RegisterSerializer):
    class Meta:
        model = ServiceTeam
        fields = ["id", "code", "organization", *TEAM, "dissolved_on", "revision"]
        read_only_fields = fields


class YardMeetingSerializer(RegisterSerializer):
    class Meta:
        model = YardMeeting
        fields = ["id", "code", "organization", *MEETING, "revision"]
        read_only_fields = fields


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
            "id", "code", "organization", *(name for name in NEED if name not in SEALED), "state", "owner", "owner_name",
            "due_on", "outcome", "reopened", "steps", "revision",
        ]  # fmt: skip
        read_only_fields = fields


class CourierVisitSerializer(RegisterSerializer):
    class Meta:
        model = CourierVisit
        fields = ["id", "activity", *VISIT, "revision"]
        read_only_fields = fields


class ServiceTeamViewSet(ScopedViewSet):
    """服务队."""

    model, serializer_class, filterset_class = ServiceTeam, ServiceTeamSerializer, ServiceTeamFilter


class YardMeetingViewSet(ScopedViewSet):
    """青春屋场恳谈会."""

    model, serializer_class, filterset_class = YardMeeting, YardMeetingSerializer, YardMeetingFilter


class NeedViewSet(ScopedViewSet):
    """急难愁盼诉求."""

    model, serializer_class, filterset_class = Need, NeedSerializer, NeedFilter

    def get_queryset(self):
        """With the steps of each."""
        return super().get_queryset().prefetch_related("steps")


class CourierVisitViewSet(ScopedViewSet):
    """走访新就业群体."""

    model, serializer_class, filterset_class = CourierVisit, CourierVisitSerializer, CourierVisitFilter
