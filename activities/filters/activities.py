"""What the lists of programmes and activities, and their API, may be narrowed by."""

from datetime import timedelta

import django_filters as filters

from activities.enums import ActivityKind, ActivityState, Topic
from activities.models import Activity, ActivitySample, Programme
from activities.models.activity import midnight
from league.core.filters import ReferenceFilter, ScopedFilterSet, SearchFilter, SubtreeFilter
from organizations.filters.register import YES_NO
from organizations.models import Organization, Unit, YouthHome


class ProgrammeFilter(ScopedFilterSet):
    q = SearchFilter()
    on = filters.DateFilter(label="该日在开展", method="filter_day")

    class Meta:
        model = Programme
        fields: list[str] = []

    def filter_day(self, queryset, name, value):
        """Running on that day."""
        return queryset.running_on(value)


class ActivityFilter(ScopedFilterSet):
    q = SearchFilter(label="名称、拼音或首字母")
    kind = filters.MultipleChoiceFilter(label="类别", choices=ActivityKind.choices)
    state = filters.MultipleChoiceFilter(label="状态", choices=ActivityState.choices)
    topic = filters.ChoiceFilter(label="主题", choices=Topic.choices, method="filter_topic", empty_label="不限")
    below = SubtreeFilter(label="主办（含各级下级）", queryset=Organization.objects.all(), lookup="organization")
    since = filters.DateFilter(label="开始日期不早于", method="filter_since")
    until = filters.DateFilter(label="开始日期不晚于", method="filter_until")
    programme = filters.ModelChoiceFilter(
        label="品牌项目", queryset=Programme.objects.order_by("code"), empty_label="不限"
    )
    home = ReferenceFilter(label="青年阵地", queryset=YouthHome.objects.all(), lookup="home")
    reached = ReferenceFilter(label="到达单位", queryset=Unit.objects.all(), lookup="unit", method="filter_reached")
    federation = filters.ChoiceFilter(label="青联主办", choices=YES_NO, empty_label="不限", method="filter_federation")
    code = filters.CharFilter(label="编码")

    class Meta:
        model = Activity
        fields: list[str] = []

    def filter_since(self, queryset, name, value):
        """Begins on that day or later."""
        return queryset.filter(starts_at__gte=midnight(value))

    def filter_until(self, queryset, name, value):
        """Begins on that day or earlier."""
        return queryset.filter(starts_at__lt=midnight(value + timedelta(days=1)))

    def filter_topic(self, queryset, name, value):
        """With that topic."""
        return queryset.about(value)

    def filter_reached(self, queryset, name, value):
        """Reached that unit; a unit is reached once by an activity."""
        return queryset.filter(reach__unit=value)

    def filter_federation(self, queryset, name, value):
        """Held by the youth federation, or not."""
        return queryset.filter(by_federation=value == "yes")


class ActivitySampleFilter(ScopedFilterSet):
    since = filters.DateFilter(label="抽样日期不早于", field_name="drawn_on", lookup_expr="gte")

    class Meta:
        model = ActivitySample
        fields: list[str] = []
