"""What the list of visits and its API may be narrowed by."""

import django_filters as filters

from league.core.dates import today
from league.core.filters import ReferenceFilter, ScopedFilterSet, SearchFilter, SubtreeFilter
from organizations.enums import VisitOutcome, VisitState
from organizations.filters.register import YES_NO
from organizations.models import HomeVisit, Organization, YouthHome


class HomeVisitFilter(ScopedFilterSet):
    q = SearchFilter("home__search_key")
    home = ReferenceFilter(label="青年阵地", queryset=YouthHome.objects.all(), lookup="home")
    below = SubtreeFilter(label="负责（含各级下级）", queryset=Organization.objects.all(), lookup="organization")
    state = filters.MultipleChoiceFilter(label="进度", choices=VisitState.choices)
    outcome = filters.MultipleChoiceFilter(label="结论", choices=VisitOutcome.choices)
    late = filters.ChoiceFilter(label="过期未走访", choices=YES_NO, empty_label="不限", method="filter_late")
    due_to = filters.DateFilter(label="走访期限不晚于", field_name="due_on", lookup_expr="lte")

    class Meta:
        model = HomeVisit
        fields: list[str] = []

    def filter_late(self, queryset, name, value):
        """Past its day and nobody has gone there."""
        late = HomeVisit.objects.late(on=today())
        return queryset.filter(pk__in=late.values("pk")) if value == "yes" else queryset.exclude(pk__in=late)
