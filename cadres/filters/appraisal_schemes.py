"""What the list of schemes, and its API, may be narrowed by."""

import django_filters as filters

from cadres.enums import SchemeKind, SchemeState
from cadres.models import AppraisalScheme
from league.core.filters import ScopedFilterSet


class SchemeFilter(ScopedFilterSet):
    title = filters.CharFilter(label="名称", lookup_expr="icontains")
    kind = filters.ChoiceFilter(label="考核类别", choices=SchemeKind.choices, empty_label="不限")
    year = filters.NumberFilter(label="年度")
    state = filters.MultipleChoiceFilter(label="状态", choices=SchemeState.choices)

    class Meta:
        model = AppraisalScheme
        fields: list[str] = []
