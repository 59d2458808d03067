"""What the lists of posts, vacancies, elected names and the establishment, and their API, may be narrowed by."""

from __future__ import annotations

import django_filters as filters
from django.db.models import F, Q

from cadres.enums import PostChangeKind, PostMode, PostSelection, PostTitle, Staffing, Vacancy, VillageSeat
from cadres.filters.development import PersonNameFilter, below, person_filter
from cadres.models import ElectedSeat, Establishment, Post, PostChange
from cadres.models.consultation import CONSULTED
from cadres.models.vacancy import LED
from cadres.services.establishments import with_actual
from league.core.filters import ReferenceFilter, ScopedFilterSet, SearchFilter, SubtreeFilter
from organizations.enums import ElectionState, OrganizationKind
from organizations.filters.register import YES_NO, day_of
from organizations.models import Organization, OrganizationVersion

HELD = (("held", "在任"), ("ended", "已离任"), ("to_come", "未到任"), ("all", "全部"))
PLACES = (("villages", "村（社区）团支部"), ("townships", "乡镇团委"))
LACKING, EVERYTHING = "lacking", "all"
VACANCIES = ((LACKING, "没有书记在任的"), (EVERYTHING, "全部"), *Vacancy.choices)
SEATS = (("waiting", "待对应"), ("matched", "已对应、待批复"), ("done", "已任职"), ("all", "全部"))


class PostFilter(ScopedFilterSet):
    """The day says who sits; without one it is today."""

    q = PersonNameFilter()
    below = below()
    person = person_filter()
    organization = ReferenceFilter(label="团组织（仅本级）", queryset=Organization.objects.all(), lookup="organization")
    title = filters.MultipleChoiceFilter(label="职务", choices=PostTitle.choices)
    place = filters.ChoiceFilter(label="任职单位", choices=PLACES, method="filter_place", empty_label="不限")
    mode = filters.MultipleChoiceFilter(label="任职方式", choices=PostMode.choices)
    selection = filters.ChoiceFilter(label="产生方式", choices=PostSelection.choices, empty_label="不限")
    village_seat = filters.MultipleChoiceFilter(label="进两委", choices=VillageSeat.choices)
    staffing = filters.ChoiceFilter(label="编制类别", choices=Staffing.choices, empty_label="不限")
    student = filters.ChoiceFilter(
        label="大学生兼职副书记", choices=YES_NO, method="filter_student", empty_label="不限"
    )
    state = filters.ChoiceFilter(label="在任情况", choices=HELD, empty_label=None, initial="held", method="keep")
    on = filters.DateFilter(label="截至日期", method="keep")

    class Meta:
        model = Post
        fields: list[str] = []

    def keep(self, queryset, name, value):
        """Day and state belong together."""
        return queryset

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset).with_rank()
        on, state = day_of(self), self.form.cleaned_data.get("state") or "held"
        if state == "held":
            return queryset.held(on=on)
        conditions = {"ended": Q(ends_on__lte=on), "to_come": Q(starts_on__gt=on)}
        return queryset.filter(conditions.get(state, Q()))

    def filter_place(self, queryset, name, value):
        """Secretaries of villages and communities, or of townships."""
        return queryset.of_villages() if value == "villages" else queryset.of_townships()

    def filter_student(self, queryset, name, value):
        """Student deputies, or the others."""
        return queryset.filter(is_student_deputy=value == "yes")


class UnconsultedFilter(ScopedFilterSet):
    """Who sits on the day; without one it is today."""

    q = PersonNameFilter()
    below = below()
    title = filters.ChoiceFilter(
        label="职务", choices=[(title.value, title.label) for title in CONSULTED], empty_label="不限"
    )  # fmt: skip
    since = filters.DateFilter(label="任职起不早于", field_name="starts_on", lookup_expr="gte")
    on = filters.DateFilter(label="截至日期", method="keep")

    class Meta:
        model = Post
        fields: list[str] = []

    def keep(self, queryset, name, value):
        """Put in by `filter_queryset`."""
        return queryset

    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset).held(on=day_of(self))


class PostChangeFilter(ScopedFilterSet):
    below = below()
    kind = filters.MultipleChoiceFilter(label="方式", choices=PostChangeKind.choices)
    summary = filters.CharFilter(label="内容", lookup_expr="contains")
    since = filters.DateFilter(label="生效日期不早于", field_name="effective_on", lookup_expr="gte")
    until = filters.DateFilter(label="生效日期不晚于", field_name="effective_on", lookup_expr="lte")
    undone = filters.ChoiceFilter(label="已撤回", choices=YES_NO, empty_label="不限", method="filter_undone")

    class Meta:
        model = PostChange
        fields: list[str] = []

    def filter_undone(self, queryset, name, value):
        """Taken back, or standing."""
        return queryset.filter(undone_at__isnull=value == "no")


class VacancyFilter(ScopedFilterSet):
    """Over rows of `with_secretary` of the day; without a state those that nobody leads."""

    q = SearchFilter("subject__search_key")
    below = SubtreeFilter(label="乡镇（含各级下级）", queryset=Organization.objects.all(), lookup="organization")
    kind = filters.MultipleChoiceFilter(
        label="类别", choices=[(kind.value, kind.label) for kind in OrganizationKind if kind in LED]
    )
    state = filters.ChoiceFilter(
        label="书记状况", choices=VACANCIES, empty_label=None, initial=LACKING, method="keep"
    )  # fmt: skip
    since = filters.DateFilter(label="空缺自该日或更早", method="filter_since")
    on = filters.DateFilter(label="截至日期", method="keep")

    class Meta:
        model = OrganizationVersion
        fields: list[str] = []

    def keep(self, queryset, name, value):
        """Put in by the page and by `filter_queryset`."""
        return queryset

    def filter_since(self, queryset, name, value):
        """Vacant at least that long."""
        return queryset.filter(vacancy=Vacancy.VACANT, vacant_since__lte=value)

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        state = self.form.cleaned_data.get("state") or LACKING
        if state == EVERYTHING:
            return queryset
        return queryset.filter(vacancy__in=Vacancy.lacking if state == LACKING else (state,))


class SeatFilter(ScopedFilterSet):
    name = filters.CharFilter(label="当选人", lookup_expr="contains")
    below = below()
    state = filters.ChoiceFilter(label="对应情况", choices=SEATS, empty_label=None, initial="waiting", method="keep")
    election_state = filters.ChoiceFilter(
        label="换届状态", field_name="election__state", empty_label="不限",
        choices=[(state.value, state.label) for state in ElectionState if state in ("held", "reported", "confirmed")],
    )  # fmt: skip

    class Meta:
        model = ElectedSeat
        fields: list[str] = []

    def keep(self, queryset, name, value):
        """Put in by `filter_queryset`."""
        return queryset

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset).named()
        state = self.form.cleaned_data.get("state") or "waiting"
        if state == "waiting":
            return queryset.waiting()
        conditions = {"matched": Q(match__isnull=False, post__isnull=True), "done": Q(post__isnull=False)}
        return queryset.filter(conditions.get(state, Q()))


class EstablishmentFilter(ScopedFilterSet):
    below = below()
    kind = filters.MultipleChoiceFilter(label="编制类别", choices=Establishment._meta.get_field("kind").choices)
    over = filters.ChoiceFilter(label="超编", choices=YES_NO, empty_label="不限", method="keep")
    state = filters.ChoiceFilter(
        label="时效", choices=(("in_force", "该日有效"), ("all", "全部")), empty_label=None, initial="in_force",
        method="keep",
    )  # fmt: skip
    on = filters.DateFilter(label="截至日期", method="keep")

    class Meta:
        model = Establishment
        fields: list[str] = []

    def keep(self, queryset, name, value):
        """Put in by `filter_queryset`."""
        return queryset

    def filter_queryset(self, queryset):
        on, data = day_of(self), self.form.cleaned_data
        queryset = with_actual(super().filter_queryset(queryset), on=on)
        if (data.get("state") or "in_force") == "in_force":
            queryset = queryset.in_force(on=on)
        if data.get("over"):
            over = Q(actual__gt=F("number"))
            queryset = queryset.filter(over if data["over"] == "yes" else ~over)
        return queryset
