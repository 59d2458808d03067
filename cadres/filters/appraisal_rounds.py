"""What the lists of appraisal rounds, sheets and results, and their API, may be narrowed by."""

import django_filters as filters
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cadres.enums import ResultStatus, RoundState, SchemeKind
from cadres.filters.development import PersonNameFilter, YesNoFilter, below
from cadres.models import AppraisalMark, AppraisalResult, AppraisalRound, AppraisalScore, AppraisalSheet, AppraisalVisit
from league.core.filters import ScopedFilterSet

REPORTS = (("done", "已提交"), ("waiting", "待提交"), ("returned", "其中退回未交"))


class AppraisalRoundFilter(ScopedFilterSet):
    kind = filters.ChoiceFilter(
        label="考核类别", field_name="scheme__kind", choices=SchemeKind.choices, empty_label="不限"
    )
    year = filters.NumberFilter(label="年度", field_name="scheme__year")
    state = filters.MultipleChoiceFilter(label="状态", choices=RoundState.choices)

    class Meta:
        model = AppraisalRound
        fields: list[str] = []


class AppraisalSheetFilter(ScopedFilterSet):
    q = PersonNameFilter()
    below = below("被考核团组织（含各级下级）")
    round = filters.ModelChoiceFilter(label="轮次", queryset=AppraisalRound.objects.all(), empty_label="不限")
    state = filters.MultipleChoiceFilter(label="状态", field_name="round__state", choices=RoundState.choices)
    group = filters.CharFilter(label="对象组", field_name="group__name", lookup_expr="icontains")
    report = filters.ChoiceFilter(label="书面述职", choices=REPORTS, method="filter_report", empty_label="不限")
    exempt = YesNoFilter(label="不参加考核", method="filter_exempt")

    class Meta:
        model = AppraisalSheet
        fields: list[str] = []

    def filter_report(self, queryset, name, value):
        """By how far the written report is."""
        if value == "done":
            return queryset.filter(reported_on__isnull=False)
        waiting = queryset.taking_part().filter(reported_on__isnull=True)
        return waiting.exclude(report_remark="") if value == "returned" else waiting

    def filter_exempt(self, queryset, name, value):
        """Who takes no part, or who does."""
        if not value:
            return queryset
        return queryset.exclude(exempt_reason="") if value == "yes" else queryset.taking_part()


class AppraisalResultFilter(ScopedFilterSet):
    below = below("被考核团组织（含各级下级）")
    round = filters.ModelChoiceFilter(
        label="轮次", field_name="sheet__round", queryset=AppraisalRound.objects.all(), empty_label="不限"
    )
    group = filters.CharFilter(label="对象组", field_name="sheet__group__name", lookup_expr="icontains")
    grade = filters.CharFilter(label="等次", field_name="grade__name")
    status = filters.MultipleChoiceFilter(label="核算情况", choices=ResultStatus.choices)
    tied = YesNoFilter(label="同分", field_name="is_tied")
    cut = YesNoFilter(label="因名额降等", field_name="is_cut")

    class Meta:
        model = AppraisalResult
        fields: list[str] = []


def with_counts(rounds):
    """Rounds with how many take part and how many do not."""
    return rounds.annotate(
        taking_part=Count("sheets", filter=Q(sheets__exempt_reason="")),
        exempt=Count("sheets", filter=~Q(sheets__exempt_reason="")),
    )


def _number(rows):
    counted = rows.filter(sheet=OuterRef("pk")).order_by().values("sheet").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)


def with_progress(sheets):
    """Sheets with how many scores, marks and visits they have; subqueries, so that no row is doubled."""
    return sheets.annotate(
        scores_given=_number(AppraisalScore.objects.all()),
        marks_given=_number(AppraisalMark.objects.filter(points__isnull=False)),
        visits_made=_number(AppraisalVisit.objects.all()),
    )
