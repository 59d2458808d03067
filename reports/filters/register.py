"""What the rows behind a figure may be narrowed by."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import Q

from league.core.filters import ScopedFilterSet, SearchFilter
from organizations.enums import HomeKind, OrganizationKind, StatField, TwoNew, UnitKind
from organizations.filters import homes, schools, terms
from organizations.models import (
    BodySeat,
    Election,
    HeadCount,
    HomeMonth,
    HomeVersion,
    LeagueClass,
    LeagueSchool,
    OrganizationVersion,
    PartyInclusion,
    PolicyDocument,
    Term,
    UnitVersion,
)
from reports.models import OwnIndicator


class OrganizationRowFilter(ScopedFilterSet):
    q = SearchFilter("subject__search_key")
    kind = django_filters.ChoiceFilter(label="类别", choices=OrganizationKind.choices)
    stat_field = django_filters.ChoiceFilter(label="统计领域", choices=StatField.choices)
    two_new = django_filters.ChoiceFilter(label="两新类别", choices=TwoNew.choices)

    class Meta:
        model = OrganizationVersion
        fields = ()


class UnitRowFilter(ScopedFilterSet):
    q = SearchFilter("subject__search_key")
    kind = django_filters.ChoiceFilter(label="类型", choices=UnitKind.choices)

    class Meta:
        model = UnitVersion
        fields = ()


class HeadCountRowFilter(ScopedFilterSet):
    q = SearchFilter("unit__search_key", method="filter_name")

    class Meta:
        model = HeadCount
        fields = ()

    def filter_name(self, counts, name, value):
        """Counts whose unit or organisation fits."""
        text = value.strip().lower()
        return counts.filter(Q(unit__search_key__contains=text) | Q(organization__search_key__contains=text))


class HomeRowFilter(ScopedFilterSet):
    q = SearchFilter("subject__search_key")
    kind = django_filters.ChoiceFilter(label="类别", choices=HomeKind.choices)

    class Meta:
        model = HomeVersion
        fields = ()


class OwnIndicatorFilter(ScopedFilterSet):
    q = django_filters.CharFilter("name", lookup_expr="contains", label="名称")
    retired = django_filters.BooleanFilter(
        "retired_at", lookup_expr="isnull", exclude=True, label="已停用",
        widget=forms.Select(choices=[("", "全部"), ("true", "已停用"), ("false", "在用")]),
    )  # fmt: skip

    class Meta:
        model = OwnIndicator
        fields = ()


FILTERS = {
    Term: terms.TermFilter,
    Election: terms.ElectionFilter,
    HomeMonth: homes.HomeMonthFilter,
    LeagueSchool: schools.LeagueSchoolFilter,
    OrganizationVersion: OrganizationRowFilter,
    UnitVersion: UnitRowFilter,
    HeadCount: HeadCountRowFilter,
    HomeVersion: HomeRowFilter,
    LeagueClass: schools.LeagueClassFilter,
    PolicyDocument: schools.PolicyDocumentFilter,
    BodySeat: schools.BodySeatFilter,
    PartyInclusion: schools.PartyInclusionFilter,
}
