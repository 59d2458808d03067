"""Service teams, yard meetings and visits to couriers over the API, to be read."""

from activities.filters.service import CourierVisitFilter, ServiceTeamFilter, YardMeetingFilter
from activities.models import CourierVisit, ServiceTeam, YardMeeting
from activities.services.courier_visits import FIELDS as VISIT
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


class CourierVisitViewSet(ScopedViewSet):
    """走访新就业群体."""

    model, serializer_class, filterset_class = CourierVisit, CourierVisitSerializer, CourierVisitFilter
