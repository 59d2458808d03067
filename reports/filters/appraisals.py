"""What the rows behind the figures of appraisals may be narrowed by."""

from __future__ import annotations

import django_filters

from cadres.enums import ResultStatus
from cadres.models import AppraisalMethodResult, AppraisalResult
from league.core.filters import ScopedFilterSet, SearchFilter


class AppraisalResultRowFilter(ScopedFilterSet):
    q = SearchFilter(field_name="sheet__organization__search_key")
    status = django_filters.ChoiceFilter(label="核算情况", choices=ResultStatus.choices)

    class Meta:
        model = AppraisalResult
        fields = ()


class MethodResultRowFilter(ScopedFilterSet):
    q = SearchFilter(field_name="result__sheet__organization__search_key")

    class Meta:
        model = AppraisalMethodResult
        fields = ()


FILTERS = {AppraisalResult: AppraisalResultRowFilter, AppraisalMethodResult: MethodResultRowFilter}
