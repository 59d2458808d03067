"""What the lists of terms, elections, extensions and the health card, and their API, may be narrowed by."""

from datetime import timedelta

import django_filters as filters

from league.core.dates import today
from league.core.filters import ScopedFilterSet, SearchFilter, SubtreeFilter
from organizations.enums import ElectionState, HealthCheck, OrganizationKind, TermState
from organizations.filters.register import YES_NO, day_of
from organizations.models import (
    Election,
    Extension,
    HealthCase,
    Organization,
    OrganizationVersion,
    Term,
    TermRules,
)

PRESSING, EVERYTHING = "pressing", "all"
STATES = ((PRESSING, "需要关注的"), (EVERYTHING, "全部"), *TermState.choices)


def _below(label: str = "团组织（含各级下级）") -> SubtreeFilter:
    return SubtreeFilter(label=label, queryset=Organization.objects.all(), lookup="organization")


class DueFilter(ScopedFilterSet):
    """Over rows of `with_terms` of the day; without a state those that somebody has to do something about."""

    q = SearchFilter("subject__search_key")
    state = filters.ChoiceFilter(label="届期状态", choices=STATES, empty_label=None, initial=PRESSING, method="keep")
    below = _below("乡镇（含各级下级）")
    kind = filters.MultipleChoiceFilter(label="类别", choices=OrganizationKind.choices)
    due_from = filters.DateFilter(label="届满日不早于", method="filter_due_from")
    due_to = filters.DateFilter(label="届满日不晚于", method="filter_due_to")
    working = filters.ChoiceFilter(label="换届办理中", choices=YES_NO, empty_label="不限", method="filter_working")
    on = filters.DateFilter(label="截至日期", method="keep")

    class Meta:
        model = OrganizationVersion
        fields: list[str] = []

    def keep(self, queryset, name, value):
        """Day and state are put in by the page and by `filter_queryset`."""
        return queryset

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        state = self.form.cleaned_data.get("state") or PRESSING
        if state == EVERYTHING:
            return queryset
        return queryset.filter(term_state__in=TermState.pressing if state == PRESSING else (state,))

    def filter_due_from(self, queryset, name, value):
        """Due on that day or later."""
        return queryset.filter(term_id__isnull=False).exclude(
            TermRules.on(day_of(self)).due_by(value - timedelta(days=1))
        )

    def filter_due_to(self, queryset, name, value):
        """Due on that day or earlier."""
        return queryset.filter(TermRules.on(day_of(self)).due_by(value))

    def filter_working(self, queryset, name, value):
        """With an open dossier, or without."""
        return queryset.filter(in_work__isnull=value == "no")


class TermFilter(ScopedFilterSet):
    q = SearchFilter("organization__search_key")
    below = _below()
    running = filters.ChoiceFilter(label="在任", choices=YES_NO, empty_label="不限", method="filter_running")
    started_from = filters.DateFilter(label="任期起不早于", field_name="starts_on", lookup_expr="gte")
    started_to = filters.DateFilter(label="任期起不晚于", field_name="starts_on", lookup_expr="lte")
    code = filters.CharFilter(label="团组织编码", field_name="organization__code")

    class Meta:
        model = Term
        fields: list[str] = []

    def filter_running(self, queryset, name, value):
        """Running today, or not."""
        running = Term.objects.running(on=today()).order_by().values("pk")
        return queryset.filter(pk__in=running) if value == "yes" else queryset.exclude(pk__in=running)


class ElectionFilter(ScopedFilterSet):
    q = SearchFilter("organization__search_key")
    below = _below()
    state = filters.MultipleChoiceFilter(label="状态", choices=ElectionState.choices)
    working = filters.ChoiceFilter(label="办理中", choices=YES_NO, empty_label="不限", method="filter_working")
    planned_from = filters.DateFilter(label="计划日期不早于", field_name="planned_on", lookup_expr="gte")
    planned_to = filters.DateFilter(label="计划日期不晚于", field_name="planned_on", lookup_expr="lte")

    class Meta:
        model = Election
        fields: list[str] = []

    def filter_working(self, queryset, name, value):
        """Neither confirmed nor cancelled, or either."""
        return (
            queryset.filter(state__in=ElectionState.open)
            if value == "yes"
            else queryset.exclude(state__in=ElectionState.open)
        )


class ExtensionFilter(ScopedFilterSet):
    q = SearchFilter("term__organization__search_key")
    below = _below()
    standing = filters.ChoiceFilter(label="有效", choices=YES_NO, empty_label="不限", method="filter_standing")

    class Meta:
        model = Extension
        fields: list[str] = []

    def filter_standing(self, queryset, name, value):
        """Not withdrawn, or withdrawn."""
        return queryset.filter(withdrawn_at__isnull=value == "yes")


class HealthCaseFilter(ScopedFilterSet):
    q = SearchFilter("organization__search_key")
    check_code = filters.MultipleChoiceFilter(label="体检项目", choices=HealthCheck.choices)
    below = _below()
    state = filters.ChoiceFilter(
        label="状态",
        choices=(("open", "未销号"), ("late", "超过整改期限"), ("closed", "已销号"), ("all", "全部")),
        empty_label=None,
        initial="open",
        method="keep",
    )
    owner = filters.CharFilter(label="责任人", lookup_expr="contains")

    class Meta:
        model = HealthCase
        fields: list[str] = []

    def keep(self, queryset, name, value):
        """Put in by `filter_queryset`."""
        return queryset

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        state = self.form.cleaned_data.get("state") or "open"
        if state == "all":
            return queryset
        if state == "closed":
            return queryset.filter(closed_on__isnull=False)
        return queryset.late(on=today()) if state == "late" else queryset.open()
