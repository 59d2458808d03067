"""What the lists of homes and their API may be narrowed by."""

import django_filters as filters
from django.db.models import Exists, OuterRef

from league.core.dates import today
from league.core.filters import ReferenceFilter, ScopedFilterSet, SearchFilter, SubtreeFilter
from organizations.criteria import operational
from organizations.enums import HomeBase, HomeKind, HomeState
from organizations.filters.register import YES_NO, InDivisionFilter
from organizations.models import HomeCheck, HomeMonth, HomeVersion, Organization, YouthHome


class HomeFilter(ScopedFilterSet):
    q = SearchFilter()
    kind = filters.MultipleChoiceFilter(label="类别", choices=HomeKind.choices)
    state = filters.MultipleChoiceFilter(label="状态", choices=HomeState.choices)
    base = filters.ChoiceFilter(label="依托阵地", choices=HomeBase.choices, empty_label="不限")
    division = InDivisionFilter(label="所在区划")
    below = SubtreeFilter(label="负责（含各级下级）", queryset=Organization.objects.all(), lookup="organization")
    operational = filters.ChoiceFilter(
        label="实体化运行", choices=YES_NO, empty_label="不限", method="filter_operational"
    )
    code = filters.CharFilter(label="编码")

    class Meta:
        model = YouthHome
        fields: list[str] = []

    def filter_operational(self, queryset, name, value):
        """Condition put in `filter_queryset`, where every row is told."""
        return queryset

    def filter_queryset(self, queryset):
        """Every row is told whether it runs with every tick today."""
        day = today()
        rows = operational(HomeVersion.objects.on(day).live(on=day), on=day)
        queryset = super().filter_queryset(queryset)
        if value := self.form.cleaned_data.get("operational"):
            condition = Exists(rows.filter(subject=OuterRef("pk")))
            queryset = queryset.filter(condition if value == "yes" else ~condition)
        return queryset.annotate(is_operational=Exists(rows.filter(subject=OuterRef("pk"))))


class IdleHomeFilter(ScopedFilterSet):
    kind = filters.MultipleChoiceFilter(label="类别", choices=HomeKind.choices)
    division = InDivisionFilter(label="所在区划")

    class Meta:
        model = HomeVersion
        fields: list[str] = []


class HomeMonthFilter(ScopedFilterSet):
    home = ReferenceFilter(label="青年阵地", queryset=YouthHome.objects.all(), lookup="home")
    since = filters.DateFilter(label="月份不早于", field_name="month", lookup_expr="gte")
    until = filters.DateFilter(label="月份不晚于", field_name="month", lookup_expr="lte")

    class Meta:
        model = HomeMonth
        fields: list[str] = []


class HomeCheckFilter(ScopedFilterSet):
    home = ReferenceFilter(label="青年阵地", queryset=YouthHome.objects.all(), lookup="home")
    year = filters.NumberFilter(label="检查年度")

    class Meta:
        model = HomeCheck
        fields: list[str] = []
