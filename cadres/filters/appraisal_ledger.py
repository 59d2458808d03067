"""What 述职台账 and the lists of feedback, uses and rectification may be narrowed by."""

import django_filters as filters
from django.db.models import OuterRef, Subquery

from cadres.enums import FeedbackTarget, ResultUse, SchemeKind
from cadres.filters.development import YesNoFilter, below
from cadres.models import (
    AppraisalFeedback,
    AppraisalMethodResult,
    AppraisalRectification,
    AppraisalResult,
    AppraisalRound,
    AppraisalUse,
)
from league.core.dates import today
from league.core.filters import ScopedFilterSet

METHODS = ("daily", "on_site", "written", "visit")
REACHED = (("open", "整顿中"), ("overdue", "其中超过期限"), ("finished", "已完成"))


def round_filter():
    """By the round."""
    return filters.ModelChoiceFilter(
        label="轮次", field_name="sheet__round", queryset=AppraisalRound.objects.published(), empty_label="不限"
    )


class AppraisalLedgerFilter(ScopedFilterSet):
    below = below("被考核团组织（含各级下级）")
    round = round_filter()
    year = filters.NumberFilter(label="年度", field_name="sheet__round__scheme__year")
    kind = filters.ChoiceFilter(
        label="考核类别", field_name="sheet__round__scheme__kind", choices=SchemeKind.choices, empty_label="不限"
    )
    group = filters.CharFilter(label="对象组", field_name="sheet__group__name", lookup_expr="icontains")
    grade = filters.CharFilter(label="等次", field_name="grade__name")
    untold = filters.ChoiceFilter(
        label="尚未反馈", choices=FeedbackTarget.choices, method="filter_untold", empty_label="不限"
    )

    class Meta:
        model = AppraisalResult
        fields: list[str] = []

    def filter_untold(self, queryset, name, value):
        """Results that this target has not been told."""
        return queryset.exclude(sheet__in=AppraisalFeedback.objects.filter(target=value).order_by().values("sheet"))


class AppraisalFeedbackFilter(ScopedFilterSet):
    below = below("被考核团组织（含各级下级）")
    round = round_filter()
    target = filters.ChoiceFilter(label="反馈对象", choices=FeedbackTarget.choices, empty_label="不限")
    answered = YesNoFilter(label="已登记意见", method="filter_answered")

    class Meta:
        model = AppraisalFeedback
        fields: list[str] = []

    def filter_answered(self, queryset, name, value):
        """By whether an opinion came back."""
        if not value:
            return queryset
        return queryset.exclude(opinion="") if value == "yes" else queryset.filter(opinion="")


class AppraisalUseFilter(ScopedFilterSet):
    below = below("被考核团组织（含各级下级）")
    round = round_filter()
    kind = filters.ChoiceFilter(label="运用方式", choices=ResultUse.choices, empty_label="不限")

    class Meta:
        model = AppraisalUse
        fields: list[str] = []


class AppraisalRectificationFilter(ScopedFilterSet):
    below = below("被考核团组织（含各级下级）")
    round = round_filter()
    state = filters.ChoiceFilter(label="进展", choices=REACHED, method="filter_state", empty_label="不限")

    class Meta:
        model = AppraisalRectification
        fields: list[str] = []

    def filter_state(self, queryset, name, value):
        """By how far it is today."""
        if value == "overdue":
            return queryset.overdue(on=today())
        return queryset.open() if value == "open" else queryset.exclude(finished_on=None)


def as_ledger(results):
    """Results with the points of the four methods and the days on which they were told; one value each."""
    parts = AppraisalMethodResult.objects.filter(result=OuterRef("pk")).order_by("method__sort")
    told = AppraisalFeedback.objects.filter(sheet=OuterRef("sheet")).order_by()
    days = {"told_party": FeedbackTarget.PARTY, "told_department": FeedbackTarget.DEPARTMENT}
    return results.annotate(
        **{kind: Subquery(parts.filter(method__kind=kind).values("points")[:1]) for kind in METHODS},
        **{name: Subquery(told.filter(target=target).values("told_on")[:1]) for name, target in days.items()},
    )
