"""What the lists of honours and of the federation's members, and their API, may be narrowed by."""

import django_filters as filters

from activities.enums import FederationPost, HonourKind, HonourLevel, HonourStanding, Sector
from activities.models import FederationMember, Honour, YouthFederation
from activities.services.honours import expiring_days
from league.core.dates import today
from league.core.filters import ScopedFilterSet, SearchFilter, SubtreeFilter
from organizations.models import Organization

SITTING = (("yes", "在任"), ("no", "已卸任"))


class HonourFilter(ScopedFilterSet):
    q = SearchFilter(label="荣誉、获奖者、拼音或首字母")
    kind = filters.MultipleChoiceFilter(label="类别", choices=HonourKind.choices)
    level = filters.MultipleChoiceFilter(label="级别", choices=HonourLevel.choices)
    standing = filters.ChoiceFilter(
        label="效力", choices=HonourStanding.choices, empty_label="不限", method="filter_standing"
    )
    year = filters.NumberFilter(label="表彰年度")
    below = SubtreeFilter(label="归口（含各级下级）", queryset=Organization.objects.all(), lookup="organization")

    class Meta:
        model = Honour
        fields: list[str] = []

    def filter_standing(self, queryset, name, value):
        """As it stands today."""
        on = today()
        rows = Honour.objects.all()
        found = {
            HonourStanding.VALID: lambda: rows.valid(on=on),
            HonourStanding.EXPIRING: lambda: rows.expiring(on=on, days=expiring_days(on)),
            HonourStanding.LAPSED: lambda: rows.lapsed(on=on),
            HonourStanding.WITHDRAWN: lambda: rows.filter(withdrawn_on__lte=on),
        }[HonourStanding(value)]()
        return queryset.filter(pk__in=found.order_by().values("pk"))


class YouthFederationFilter(ScopedFilterSet):
    name = filters.CharFilter(label="名称含", lookup_expr="contains")

    class Meta:
        model = YouthFederation
        fields: list[str] = []


class FederationMemberFilter(ScopedFilterSet):
    federation = filters.ModelChoiceFilter(
        label="青联", queryset=YouthFederation.objects.order_by("name"), empty_label="不限"
    )
    sector = filters.MultipleChoiceFilter(label="界别", choices=Sector.choices)
    post = filters.MultipleChoiceFilter(label="职务", choices=FederationPost.choices)
    sitting = filters.ChoiceFilter(label="是否在任", choices=SITTING, empty_label="不限", method="filter_sitting")
    code = filters.CharFilter(label="委员编号")

    class Meta:
        model = FederationMember
        fields: list[str] = []

    def filter_sitting(self, queryset, name, value):
        """Sitting today, or not."""
        sitting = FederationMember.objects.sitting(on=today()).order_by().values("pk")
        return queryset.filter(pk__in=sitting) if value == "yes" else queryset.exclude(pk__in=sitting)
