"""What the rows behind the figures of service teams, meetings, needs, honours and the federation may be narrowed by."""

from __future__ import annotations

import django_filters

from activities.enums import HonourKind, HonourLevel, NeedCategory, NeedState, Sector
from activities.models import FederationMember, Honour, Need, ServiceTeam, YardMeeting
from league.core.filters import ScopedFilterSet, SearchFilter


class ServiceTeamRowFilter(ScopedFilterSet):
    q = SearchFilter()

    class Meta:
        model = ServiceTeam
        fields = ()


class YardMeetingRowFilter(ScopedFilterSet):
    q = SearchFilter()

    class Meta:
        model = YardMeeting
        fields = ()


class NeedRowFilter(ScopedFilterSet):
    q = SearchFilter()
    category = django_filters.ChoiceFilter(label="类别", choices=NeedCategory.choices)
    state = django_filters.ChoiceFilter(label="状态（现在）", choices=NeedState.choices)

    class Meta:
        model = Need
        fields = ()


class HonourRowFilter(ScopedFilterSet):
    q = SearchFilter()
    kind = django_filters.ChoiceFilter(label="类别", choices=HonourKind.choices)
    level = django_filters.ChoiceFilter(label="级别", choices=HonourLevel.choices)

    class Meta:
        model = Honour
        fields = ()


class FederationMemberRowFilter(ScopedFilterSet):
    sector = django_filters.ChoiceFilter(label="界别", choices=Sector.choices)

    class Meta:
        model = FederationMember
        fields = ()


FILTERS = {
    ServiceTeam: ServiceTeamRowFilter,
    YardMeeting: YardMeetingRowFilter,
    Need: NeedRowFilter,
    Honour: HonourRowFilter,
    FederationMember: FederationMemberRowFilter,
}
