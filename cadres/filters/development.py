"""What the lists of consultation, recommendation, training and the calendar, and their API, may be narrowed by."""

import django_filters as filters
from django.db.models import Q

from cadres.enums import (
    AppointmentFinding,
    ConsultationState,
    PostTitle,
    RecommendationKind,
    RecommendationState,
    TrainingKind,
    Verdict,
)
from cadres.models import (
    CalendarDay,
    Consultation,
    ConsultationOpinion,
    Person,
    Recommendation,
    TrainingCourse,
    TrainingRecord,
)
from league.core.dates import today
from league.core.filters import ReferenceFilter, ScopedFilterSet, SubtreeFilter
from organizations.filters.register import YES_NO
from organizations.models import Organization

VALIDITY = (("valid", "有效期内"), ("expired", "已失效未续推"))


def below(label: str = "团组织（含各级下级）") -> SubtreeFilter:
    """Rows of a node and all below it."""
    return SubtreeFilter(label=label, queryset=Organization.objects.all(), lookup="organization")


def person_filter() -> ReferenceFilter:
    """Rows about one person."""
    return ReferenceFilter(label="人员", field_name="person", queryset=Person.objects.all(), lookup="person")


class YesNoFilter(filters.ChoiceFilter):
    """是, 否 or 不限."""

    def __init__(self, **kwargs):
        super().__init__(choices=YES_NO, empty_label="不限", **kwargs)

    def filter(self, queryset, value):
        """Rows where the flag is as asked."""
        return queryset.filter(**{self.field_name: value == "yes"}) if value else queryset


class PersonNameFilter(filters.CharFilter):
    """Beginning of the name, pinyin or initials of the person the row is about."""

    def __init__(self, **kwargs):
        super().__init__(label="姓名、拼音或首字母", **kwargs)

    def filter(self, queryset, value):
        """By the keys of the name."""
        if not value or not value.strip():
            return queryset
        return queryset.filter(person__in=Person.objects.named(value).order_by().values("pk"))


class ConsultationFilter(ScopedFilterSet):
    q = PersonNameFilter()
    below = below("拟任团组织（含各级下级）")
    person = person_filter()
    title = filters.ChoiceFilter(label="拟任职务", choices=PostTitle.choices, empty_label="不限")
    state = filters.MultipleChoiceFilter(label="协管状态", choices=ConsultationState.choices)
    finding = filters.MultipleChoiceFilter(label="任职核对", choices=AppointmentFinding.choices)
    answer = filters.ChoiceFilter(label="协管意见", choices=Verdict.choices, empty_label="不限")
    since = filters.DateFilter(label="征求意见不早于", field_name="asked_on", lookup_expr="gte")
    until = filters.DateFilter(label="征求意见不晚于", field_name="asked_on", lookup_expr="lte")

    class Meta:
        model = Consultation
        fields: list[str] = []

    def filter_queryset(self, queryset):
        """State and finding are told by the row's days; today says what is overdue."""
        return super().filter_queryset(queryset.with_state(on=today()))


class ConsultationOpinionFilter(ScopedFilterSet):
    consultation = filters.ModelChoiceFilter(
        label="协管", queryset=Consultation.objects.all(), empty_label="不限"
    )  # fmt: skip

    class Meta:
        model = ConsultationOpinion
        fields: list[str] = []


class RecommendationFilter(ScopedFilterSet):
    q = PersonNameFilter()
    below = below("推荐团支部或其上级")
    person = person_filter()
    kind = filters.ChoiceFilter(label="推优类别", choices=RecommendationKind.choices, empty_label="不限")
    state = filters.MultipleChoiceFilter(label="状态", choices=RecommendationState.choices)
    working = filters.ChoiceFilter(label="办理中", choices=YES_NO, empty_label="不限", method="filter_working")
    validity = filters.ChoiceFilter(label="有效期", choices=VALIDITY, empty_label="不限", method="filter_validity")
    passed_from = filters.DateFilter(label="推优通过不早于", field_name="concluded_on", lookup_expr="gte")
    passed_to = filters.DateFilter(label="推优通过不晚于", field_name="concluded_on", lookup_expr="lte")

    class Meta:
        model = Recommendation
        fields: list[str] = []

    def filter_working(self, queryset, name, value):
        """The league organisation still has something to do, or not."""
        working = Q(state__in=RecommendationState.open)
        return queryset.filter(working if value == "yes" else ~working)

    def filter_validity(self, queryset, name, value):
        """Valid today, or expired and not repeated."""
        return queryset.valid(on=today()) if value == "valid" else queryset.expired(on=today())


class TrainingCourseFilter(ScopedFilterSet):
    title = filters.CharFilter(label="培训名称", lookup_expr="icontains")
    below = below("主办团组织（含各级下级）")
    kind = filters.ChoiceFilter(label="培训类别", choices=TrainingKind.choices, empty_label="不限")
    since = filters.DateFilter(label="开班不早于", field_name="starts_on", lookup_expr="gte")
    until = filters.DateFilter(label="开班不晚于", field_name="starts_on", lookup_expr="lte")

    class Meta:
        model = TrainingCourse
        fields: list[str] = []

    def filter_queryset(self, queryset):
        """With the number of people and their hours."""
        return super().filter_queryset(queryset.with_attendance())


class TrainingRecordFilter(ScopedFilterSet):
    q = PersonNameFilter()
    below = below("建档团组织（含各级下级）")
    person = person_filter()
    course = filters.CharFilter(label="培训编码", field_name="course__code")
    kind = filters.ChoiceFilter(
        label="培训类别", field_name="course__kind", choices=TrainingKind.choices, empty_label="不限"
    )
    is_completed = YesNoFilter(label="结业")
    since = filters.DateFilter(label="开班不早于", field_name="course__starts_on", lookup_expr="gte")
    until = filters.DateFilter(label="开班不晚于", field_name="course__starts_on", lookup_expr="lte")

    class Meta:
        model = TrainingRecord
        fields: list[str] = []


class CalendarDayFilter(ScopedFilterSet):
    year = filters.NumberFilter(label="年份", field_name="day__year")
    is_working = YesNoFilter(label="上班")

    class Meta:
        model = CalendarDay
        fields: list[str] = []
