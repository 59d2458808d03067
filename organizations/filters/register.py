"""What the register's lists and its API may be narrowed by."""

from datetime import date

import django_filters as filters

from league.core.dates import today
from league.core.filters import ReferenceFilter, ScopedFilterSet, SearchFilter, SubtreeFilter
from organizations.enums import (
    DivisionLevel,
    HeadCountKind,
    OrganizationKind,
    RestructuringKind,
    StatField,
    TwoNew,
    UnitKind,
)
from organizations.models import Coverage, Division, HeadCount, Organization, Restructuring, Rule, Unit

YES_NO = (("yes", "是"), ("no", "否"))


def day_of(filterset) -> date:
    """The day the list is asked for: ``?on=``, today without it."""
    return filterset.form.cleaned_data.get("on") or today()


class InDivisionFilter(ReferenceFilter):
    """Rows in a division or below it."""

    def __init__(self, *args, path="division", **kwargs):
        self.path = path
        super().__init__(*args, queryset=Division.objects.all(), lookup="division", **kwargs)

    def filter(self, queryset, value):
        if value is None:
            return queryset
        inside = Division.objects.inside(value.code).order_by().values("pk")
        return queryset.filter(**{f"{self.path}__in": inside})


class OrganizationFilter(ScopedFilterSet):
    q = SearchFilter()
    below = SubtreeFilter(label="隶属于（含各级下级）", queryset=Organization.objects.all(), lookup="organization")
    parent = ReferenceFilter(label="直属上级", queryset=Organization.objects.all(), lookup="organization")
    kind = filters.MultipleChoiceFilter(label="类别", choices=OrganizationKind.choices)
    stat_field = filters.ChoiceFilter(label="统计领域", choices=StatField.choices, empty_label="不限")
    two_new = filters.ChoiceFilter(label="两新类别", choices=TwoNew.choices, empty_label="不限")
    division = InDivisionFilter(label="所在区划")
    code = filters.CharFilter(label="编码")
    founded_since = filters.DateFilter(label="成立日期不早于", field_name="founded_on", lookup_expr="gte")
    on = filters.DateFilter(label="统计日期", method="filter_nothing")
    state = filters.ChoiceFilter(
        label="存续",
        choices=(("existing", "现存"), ("dissolved", "已撤销"), ("all", "全部")),
        method="filter_nothing",
        empty_label=None,
        initial="existing",
    )

    class Meta:
        model = Organization
        fields: list[str] = []

    def filter_nothing(self, queryset, name, value):
        """Day and state are one condition, put in `filter_queryset`."""
        return queryset

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        state = self.form.cleaned_data.get("state") or "existing"
        if state == "all":
            return queryset
        day = day_of(self)
        return queryset.existing(on=day) if state == "existing" else queryset.filter(dissolved_on__lte=day)


class UnitFilter(ScopedFilterSet):
    q = SearchFilter()
    below = SubtreeFilter(label="归口（含各级下级）", queryset=Organization.objects.all(), lookup="organization")
    kind = filters.MultipleChoiceFilter(label="类型", choices=UnitKind.choices)
    division = InDivisionFilter(label="所在区划")
    code = filters.CharFilter(label="编码")
    credit_code = filters.CharFilter(label="统一社会信用代码")
    due = filters.ChoiceFilter(
        label="应建情况",
        empty_label="不限",
        choices=(
            ("due", "应建团组织"),
            ("gap", "应建未建"),
            ("covered", "已有团组织"),
            ("uncounted", "团员数未知"),
            ("exempt", "认定可不建"),
        ),
        method="filter_nothing",
    )
    on = filters.DateFilter(label="统计日期", method="filter_nothing")
    state = filters.ChoiceFilter(
        label="存续",
        choices=(("existing", "现存"), ("closed", "已注销"), ("all", "全部")),
        method="filter_nothing",
        empty_label=None,
        initial="existing",
    )

    class Meta:
        model = Unit
        fields: list[str] = []

    def filter_nothing(self, queryset, name, value):
        """Day, state and coverage are asked of the same day in `filter_queryset`."""
        return queryset

    def filter_queryset(self, queryset):
        day = day_of(self)
        queryset = super().filter_queryset(queryset)
        state = self.form.cleaned_data.get("state") or "existing"
        if state == "existing":
            queryset = queryset.existing(on=day)
        elif state == "closed":
            queryset = queryset.filter(closed_on__lte=day)
        if due := self.form.cleaned_data.get("due"):
            queryset = queryset.by_duty(due, on=day, minimum=Rule.objects.number("unit.minimum_members", on=day))
        return queryset.with_coverage(on=day)


class DivisionFilter(ScopedFilterSet):
    q = SearchFilter()
    level = filters.MultipleChoiceFilter(label="级别", choices=DivisionLevel.choices)
    inside = InDivisionFilter(label="属于（含各级下级）", path="pk")
    code = filters.CharFilter(label="区划代码")
    state = filters.ChoiceFilter(
        label="存续",
        choices=(("existing", "现行"), ("ended", "已撤销"), ("all", "全部")),
        method="filter_state",
        empty_label=None,
        initial="existing",
    )

    class Meta:
        model = Division
        fields: list[str] = []

    def filter_state(self, queryset, name, value):
        """In force today, or ended."""
        if value == "ended":
            return queryset.filter(ends_on__lte=today())
        return queryset.existing(on=today()) if value == "existing" else queryset


class HeadCountFilter(ScopedFilterSet):
    below = SubtreeFilter(label="归口（含各级下级）", queryset=Organization.objects.all(), lookup="organization")
    unit = ReferenceFilter(label="单位", queryset=Unit.objects.all(), lookup="unit")
    organization = ReferenceFilter(label="团组织", queryset=Organization.objects.all(), lookup="organization")
    kind = filters.ChoiceFilter(label="统计对象", choices=HeadCountKind.choices, empty_label="不限")
    on = filters.DateFilter(label="该日有效", method="filter_day")
    superseded = filters.ChoiceFilter(
        label="已被更正的", choices=(("hide", "不显示"), ("show", "显示")), method="filter_superseded", empty_label=None
    )

    class Meta:
        model = HeadCount
        fields: list[str] = []

    def filter_day(self, queryset, name, value):
        """The counts in force on that day."""
        return queryset.in_force(on=value)

    def filter_superseded(self, queryset, name, value):
        """Condition put in `filter_queryset`, for it holds without a choice too."""
        return queryset

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        shown = self.form.cleaned_data.get("superseded") == "show"
        return queryset if shown else queryset.filter(superseded_at__isnull=True)


class CoverageFilter(ScopedFilterSet):
    below = SubtreeFilter(label="隶属于（含各级下级）", queryset=Organization.objects.all(), lookup="organization")
    organization = ReferenceFilter(label="联合团组织", queryset=Organization.objects.all(), lookup="organization")
    unit = ReferenceFilter(label="覆盖单位", queryset=Unit.objects.all(), lookup="unit")
    on = filters.DateFilter(label="该日有效", method="filter_day")

    class Meta:
        model = Coverage
        fields: list[str] = []

    def filter_day(self, queryset, name, value):
        """Coverage in force on that day."""
        return queryset.on(value)


class RestructuringFilter(ScopedFilterSet):
    kind = filters.ChoiceFilter(label="方式", choices=RestructuringKind.choices, empty_label="不限")
    organization = ReferenceFilter(label="团组织", queryset=Organization.objects.all(), lookup="organization")
    since = filters.DateFilter(label="生效日期不早于", field_name="effective_on", lookup_expr="gte")
    until = filters.DateFilter(label="生效日期不晚于", field_name="effective_on", lookup_expr="lte")

    class Meta:
        model = Restructuring
        fields: list[str] = []


class RuleFilter(ScopedFilterSet):
    local = filters.ChoiceFilter(label="县里可设", choices=YES_NO, empty_label="不限", method="filter_local")
    on = filters.DateFilter(label="该日有效", method="filter_day")

    class Meta:
        model = Rule
        fields: list[str] = []

    def filter_local(self, queryset, name, value):
        """The county's own rules, or those of higher documents."""
        return queryset.filter(is_local=value == "yes")

    def filter_day(self, queryset, name, value):
        """Rules in force on that day."""
        return queryset.running_on(value)
