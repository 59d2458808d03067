"""What the list of people and its API may be narrowed by. Numbers are never searched for in an address."""

import django_filters as filters

from cadres.enums import Education, Nationality, PoliticalStatus, Sex
from cadres.models import Person, PersonDistinction, PersonMerge
from league.core.dates import today
from league.core.filters import ScopedFilterSet, SearchFilter, SubtreeFilter
from organizations.models import Organization

EDUCATION_BANDS = (
    ("college_or_higher", "大专及以上"),
    ("bachelor_or_higher", "本科及以上"),
    ("postgraduate", "研究生"),
)
YES_NO = (("yes", "已登记"), ("no", "未登记"))
OLDEST = 150


class NameFilter(SearchFilter):
    """Name, given name, pinyin or initials by their beginning."""

    def filter(self, queryset, value):
        return queryset.named(value) if value else queryset


class PersonFilter(ScopedFilterSet):
    q = NameFilter(label="姓名、拼音或首字母")
    below = SubtreeFilter(label="建档团组织（含各级下级）", queryset=Organization.objects.all(), lookup="organization")
    sex = filters.ChoiceFilter(label="性别", choices=Sex.choices, empty_label="不限")
    political_status = filters.MultipleChoiceFilter(label="政治面貌", choices=PoliticalStatus.choices)
    education = filters.ChoiceFilter(
        label="学历", choices=EDUCATION_BANDS, method="filter_education", empty_label="不限"
    )
    nationality = filters.ChoiceFilter(label="民族", choices=Nationality.choices, empty_label="不限")
    age_from = filters.NumberFilter(label="年龄不小于", method="filter_youngest", min_value=0, max_value=OLDEST)
    age_to = filters.NumberFilter(label="年龄不大于", method="filter_oldest", min_value=0, max_value=OLDEST)
    numbered = filters.ChoiceFilter(label="身份证号", choices=YES_NO, method="filter_numbered", empty_label="不限")

    class Meta:
        model = Person
        fields: list[str] = []

    def filter_education(self, queryset, name, value):
        """By a band of codes."""
        return queryset.filter(education__in=getattr(Education, value))

    def filter_youngest(self, queryset, name, value):
        """So many full years today, or more."""
        return queryset.aged(int(value), OLDEST, on=today())

    def filter_oldest(self, queryset, name, value):
        """So many full years today, or fewer."""
        return queryset.aged(0, int(value), on=today())

    def filter_numbered(self, queryset, name, value):
        """With or without an ID number."""
        return queryset.exclude(id_number_hash="") if value == "yes" else queryset.filter(id_number_hash="")


class PersonMergeFilter(ScopedFilterSet):
    state = filters.ChoiceFilter(
        label="状态", choices=(("standing", "有效"), ("undone", "已撤回")), method="filter_state", empty_label="不限"
    )

    class Meta:
        model = PersonMerge
        fields: list[str] = []

    def filter_state(self, queryset, name, value):
        """Whether it was taken back."""
        return queryset.filter(undone_on__isnull=value == "standing")


class PersonDistinctionFilter(ScopedFilterSet):
    below = SubtreeFilter(
        label="建档团组织（含各级下级）", queryset=Organization.objects.all(), lookup="first__organization"
    )

    class Meta:
        model = PersonDistinction
        fields: list[str] = []
