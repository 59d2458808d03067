"""What the lists of volunteering, and their API, may be narrowed by."""

import django_filters as filters

from activities.enums import CheckInSource, Direction, Doubt, DoubtState, SignUpState, TeamKind
from activities.models import (
    Activity,
    AttendanceDoubt,
    CheckIn,
    SignUp,
    VillageService,
    Volunteer,
    VolunteerCertificate,
    VolunteerTeam,
)
from league.core.filters import ReferenceFilter, ScopedFilterSet, SearchFilter, SubtreeFilter
from organizations.filters.register import YES_NO
from organizations.models import Organization, Unit


class VolunteerFilter(ScopedFilterSet):
    q = SearchFilter(label="姓名、拼音或首字母")
    below = SubtreeFilter(label="建档（含各级下级）", queryset=Organization.objects.all(), lookup="organization")
    university = filters.CharFilter(label="院校", lookup_expr="icontains")
    student = filters.ChoiceFilter(label="大学生", choices=YES_NO, method="filter_student", empty_label="不限")
    code = filters.CharFilter(label="编号")

    class Meta:
        model = Volunteer
        fields: list[str] = []

    def filter_student(self, queryset, name, value):
        """With a university, or without."""
        return queryset.exclude(university="") if value == "yes" else queryset.filter(university="")


class VolunteerTeamFilter(ScopedFilterSet):
    q = SearchFilter(label="名称、院校、拼音或首字母")
    kind = filters.ChoiceFilter(label="类别", choices=TeamKind.choices, empty_label="不限")
    below = SubtreeFilter(label="接待（含各级下级）", queryset=Organization.objects.all(), lookup="organization")
    since = filters.DateFilter(label="开始日期不早于", field_name="starts_on", lookup_expr="gte")
    until = filters.DateFilter(label="开始日期不晚于", field_name="starts_on", lookup_expr="lte")

    class Meta:
        model = VolunteerTeam
        fields: list[str] = []


class SignUpFilter(ScopedFilterSet):
    q = SearchFilter("volunteer__search_key", label="姓名、拼音或首字母")
    activity = filters.ModelChoiceFilter(
        label="活动", queryset=Activity.objects.filter(volunteer_call__isnull=False), empty_label="不限"
    )
    state = filters.MultipleChoiceFilter(label="状态", choices=SignUpState.choices)

    class Meta:
        model = SignUp
        fields: list[str] = []


class CheckInFilter(ScopedFilterSet):
    q = SearchFilter("sign_up__volunteer__search_key", label="姓名、拼音或首字母")
    activity = filters.ModelChoiceFilter(
        label="活动", field_name="sign_up__activity", empty_label="不限",
        queryset=Activity.objects.filter(volunteer_call__isnull=False),
    )  # fmt: skip
    direction = filters.ChoiceFilter(label="方向", choices=Direction.choices, empty_label="不限")
    source = filters.ChoiceFilter(label="来源", choices=CheckInSource.choices, empty_label="不限")

    class Meta:
        model = CheckIn
        fields: list[str] = []


class AttendanceDoubtFilter(ScopedFilterSet):
    q = SearchFilter("sign_up__volunteer__search_key", label="姓名、拼音或首字母")
    kind = filters.ChoiceFilter(label="存疑情形", choices=Doubt.choices, empty_label="不限")
    state = filters.ChoiceFilter(label="处理状态", choices=DoubtState.choices, empty_label="不限")

    class Meta:
        model = AttendanceDoubt
        fields: list[str] = []


class VolunteerCertificateFilter(ScopedFilterSet):
    q = SearchFilter("volunteer__search_key", label="姓名、拼音或首字母")
    number = filters.CharFilter(label="证明编号")

    class Meta:
        model = VolunteerCertificate
        fields: list[str] = []


class VillageServiceFilter(ScopedFilterSet):
    q = SearchFilter("volunteer__search_key", label="姓名、拼音或首字母")
    unit = ReferenceFilter(label="服务的村（社区）", queryset=Unit.objects.all(), lookup="unit")

    class Meta:
        model = VillageService
        fields: list[str] = []
