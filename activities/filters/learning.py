"""What the lists of learning series, records and names of platforms may be narrowed by."""

import django_filters as filters
from django.db.models import Q

from activities.enums import Audience, NameState
from activities.models import LearningRecord, LearningSeries, PlatformName
from league.core.filters import ReferenceFilter, ScopedFilterSet, SearchFilter, SubtreeFilter
from organizations.filters.register import YES_NO
from organizations.models import Organization, Unit

OVER = (("yes", "超过100%"), ("no", "未超过"), ("unknown", "应学人次不详"))


class LearningSeriesFilter(ScopedFilterSet):
    q = SearchFilter()
    audience = filters.ChoiceFilter(label="学习对象", choices=Audience.choices, empty_label="不限")
    on = filters.DateFilter(label="该日在开展", method="filter_day")

    class Meta:
        model = LearningSeries
        fields: list[str] = []

    def filter_day(self, queryset, name, value):
        """Running on that day."""
        return queryset.running_on(value)


class LearningRecordFilter(ScopedFilterSet):
    q = SearchFilter("name", label="团组织、学校或平台名称", method="filter_name")
    series = filters.ModelChoiceFilter(
        label="学习栏目", queryset=LearningSeries.objects.order_by("code"), empty_label="不限"
    )
    issue = filters.CharFilter(label="期次")
    below = SubtreeFilter(label="归口（含各级下级）", queryset=Organization.objects.all(), lookup="organization")
    unit = ReferenceFilter(label="学校（单位）", queryset=Unit.objects.all(), lookup="unit")
    since = filters.DateFilter(label="截止日期不早于", field_name="last_day", lookup_expr="gte")
    until = filters.DateFilter(label="截止日期不晚于", field_name="last_day", lookup_expr="lte")
    rate = filters.ChoiceFilter(label="参学率", choices=OVER, method="filter_rate", empty_label="不限")
    matched = filters.ChoiceFilter(label="名称已匹配", choices=YES_NO, method="filter_matched", empty_label="不限")

    class Meta:
        model = LearningRecord
        fields: list[str] = []

    def filter_name(self, queryset, name, value):
        """By the register's names or the platform's."""
        text = value.strip().lower()
        return queryset.filter(
            Q(organization__search_key__contains=text) | Q(unit__search_key__contains=text) | Q(name__contains=text)
        )

    def filter_rate(self, queryset, name, value):
        """Over 100 %, not over, or not known."""
        if value == "unknown":
            return queryset.filter(expected__isnull=True)
        over = queryset.over().order_by().values("pk")
        return queryset.filter(pk__in=over) if value == "yes" else queryset.expected().exclude(pk__in=over)

    def filter_matched(self, queryset, name, value):
        """Of a known organisation or school, or not."""
        return queryset.matched() if value == "yes" else queryset.unmatched()


class PlatformNameFilter(ScopedFilterSet):
    q = SearchFilter("name", label="平台名称")
    state = filters.ChoiceFilter(label="匹配状态", choices=NameState.choices, empty_label="不限")

    class Meta:
        model = PlatformName
        fields: list[str] = []
