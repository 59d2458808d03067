"""What the rows behind the figures of what happens may be narrowed by."""

from __future__ import annotations

import django_filters

from activities.enums import ActivityKind, ActivityState, Audience, Topic
from activities.models import Activity, ActivityAudience, ActivityTopic, CourierVisit, Programme
from league.core.filters import ScopedFilterSet, SearchFilter


class ActivityRowFilter(ScopedFilterSet):
    """The figure says what was held; the list only narrows."""

    q = SearchFilter()
    kind = django_filters.ChoiceFilter(label="类别", choices=ActivityKind.choices)
    state = django_filters.ChoiceFilter(
        label="状态", choices=[(state, ActivityState(state).label) for state in ActivityState.counted]
    )

    class Meta:
        model = Activity
        fields = ()


class AudienceRowFilter(ScopedFilterSet):
    q = SearchFilter("activity__search_key")
    audience = django_filters.ChoiceFilter(label="对象", choices=Audience.choices)

    class Meta:
        model = ActivityAudience
        fields = ()


class TopicRowFilter(ScopedFilterSet):
    q = SearchFilter("activity__search_key")
    topic = django_filters.ChoiceFilter(label="主题", choices=Topic.choices)

    class Meta:
        model = ActivityTopic
        fields = ()


class ProgrammeRowFilter(ScopedFilterSet):
    q = SearchFilter()

    class Meta:
        model = Programme
        fields = ()


class CourierVisitRowFilter(ScopedFilterSet):
    q = SearchFilter("activity__search_key")

    class Meta:
        model = CourierVisit
        fields = ()


FILTERS = {
    Activity: ActivityRowFilter,
    ActivityAudience: AudienceRowFilter,
    ActivityTopic: TopicRowFilter,
    Programme: ProgrammeRowFilter,
    CourierVisit: CourierVisitRowFilter,
}
