"""What the lists of recruitment, and its API, may be narrowed by."""

import django_filters as filters
from django.db.models import Exists, OuterRef, Q

from cadres.enums import ApplicationState, DriveKind, DriveState, StudyLevel
from cadres.models import Application, Opening, Placement, RecruitmentDrive, Wish
from league.core.filters import ScopedFilterSet, SearchFilter, SubtreeFilter
from organizations.filters.register import YES_NO, InDivisionFilter
from organizations.models import Division, Organization


def drive_filter(path: str) -> filters.ModelChoiceFilter:
    """Rows of one drive."""
    drives = RecruitmentDrive.objects.order_by("-year", "code")
    return filters.ModelChoiceFilter(label="招募", field_name=path, queryset=drives, empty_label="不限")


def kind_filter(path: str) -> filters.ChoiceFilter:
    """Rows of drives of one kind."""
    return filters.ChoiceFilter(label="类别", field_name=path, choices=DriveKind.choices, empty_label="不限")


class DriveFilter(ScopedFilterSet):
    title = filters.CharFilter(label="名称", lookup_expr="icontains")
    kind = kind_filter("kind")
    year = filters.NumberFilter(label="年度")
    state = filters.MultipleChoiceFilter(label="状态", choices=DriveState.choices)

    class Meta:
        model = RecruitmentDrive
        fields: list[str] = []


class OpeningFilter(ScopedFilterSet):
    q = SearchFilter(label="单位、岗位、拼音或首字母")
    drive = drive_filter("drive")
    kind = kind_filter("drive__kind")
    below = SubtreeFilter(label="归口（含各级下级）", queryset=Organization.objects.all(), lookup="organization")
    division = InDivisionFilter(label="工作地点")
    on = filters.DateFilter(label="该日在征集", method="filter_day")
    withdrawn = filters.ChoiceFilter(label="已撤回", choices=YES_NO, method="filter_withdrawn", empty_label="不限")

    class Meta:
        model = Opening
        fields: list[str] = []

    def filter_day(self, queryset, name, value):
        """Standing on that day."""
        return queryset.standing(on=value)

    def filter_withdrawn(self, queryset, name, value):
        """Taken back, or not."""
        return queryset.filter(withdrawn_on__isnull=value == "no")


class ApplicationFilter(ScopedFilterSet):
    q = SearchFilter(label="姓名、拼音或首字母")
    drive = drive_filter("drive")
    kind = kind_filter("drive__kind")
    state = filters.MultipleChoiceFilter(label="状态", choices=ApplicationState.choices)
    level = filters.ChoiceFilter(label="学历层次", choices=StudyLevel.choices, empty_label="不限")
    college = filters.CharFilter(label="院校", lookup_expr="icontains")
    home = InDivisionFilter(label="户籍乡镇", path="home_division")
    place = filters.ModelChoiceFilter(
        label="志愿或录用地点", queryset=Division.objects.filter(level__in=("county", "township")).order_by("code"),
        method="filter_place", empty_label="不限",
    )  # fmt: skip
    since = filters.DateFilter(label="报名日期不早于", field_name="applied_on", lookup_expr="gte")

    class Meta:
        model = Application
        fields: list[str] = []

    def filter_place(self, queryset, name, value: Division):
        """Who wishes to work there, or was selected to."""
        wished = Wish.objects.filter(application=OuterRef("pk"), opening__division=value)
        placed = Placement.objects.filter(application=OuterRef("pk"), opening__division=value)
        return queryset.filter(Q(Exists(wished)) | Q(Exists(placed)))


class PlacementFilter(ScopedFilterSet):
    q = SearchFilter("application__search_key", label="姓名、拼音或首字母")
    drive = drive_filter("opening__drive")
    kind = kind_filter("opening__drive__kind")
    below = SubtreeFilter(label="归口（含各级下级）", queryset=Organization.objects.all(), lookup="organization")
    division = InDivisionFilter(label="工作地点", path="opening__division")
    state = filters.MultipleChoiceFilter(
        label="状态", field_name="application__state",
        choices=[(state, ApplicationState(state).label) for state in ApplicationState.placed],
    )  # fmt: skip
    on = filters.DateFilter(label="该日在岗", method="filter_day")
    since = filters.DateFilter(label="上岗日期不早于", field_name="took_up_on", lookup_expr="gte")
    until = filters.DateFilter(label="上岗日期不晚于", field_name="took_up_on", lookup_expr="lte")

    class Meta:
        model = Placement
        fields: list[str] = []

    def filter_day(self, queryset, name, value):
        """At work on that day."""
        return queryset.serving(on=value)
