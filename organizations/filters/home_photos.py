"""What the list of homes' photos and its API may be narrowed by."""

import django_filters as filters

from league.core.filters import ReferenceFilter, ScopedFilterSet, SearchFilter, SubtreeFilter
from league.core.photo_files import used_again
from organizations.enums import PhotoSubject
from organizations.filters.register import YES_NO
from organizations.models import HomePhoto, Organization, YouthHome


class HomePhotoFilter(ScopedFilterSet):
    q = SearchFilter("home__search_key")
    home = ReferenceFilter(label="青年阵地", queryset=YouthHome.objects.all(), lookup="home")
    below = SubtreeFilter(label="负责（含各级下级）", queryset=Organization.objects.all(), lookup="organization")
    shows = filters.MultipleChoiceFilter(label="拍摄内容", choices=PhotoSubject.choices)
    since = filters.DateFilter(label="拍摄日期不早于", field_name="taken_on", lookup_expr="gte")
    until = filters.DateFilter(label="拍摄日期不晚于", field_name="taken_on", lookup_expr="lte")
    again = filters.ChoiceFilter(label="重复使用", choices=YES_NO, empty_label="不限", method="filter_again")

    class Meta:
        model = HomePhoto
        fields: list[str] = []

    def filter_again(self, queryset, name, value):
        """The same picture stands at another photo."""
        condition = used_again(HomePhoto, self.user)
        return queryset.filter(condition if value == "yes" else ~condition)

    def filter_queryset(self, queryset):
        """Every row is told whether it is a repetition."""
        return super().filter_queryset(queryset).annotate(is_again=used_again(HomePhoto, self.user))
