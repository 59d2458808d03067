"""What the lists of works and coverage, and of readings, may be narrowed by."""

import django_filters as filters

from activities.enums import MediaKind, MediaLevel
from activities.models import MediaItem, MediaReading
from league.core.filters import ReferenceFilter, ScopedFilterSet, SearchFilter, SubtreeFilter
from organizations.models import Organization

FALLING = (("yes", "比上次少"),)


class MediaItemFilter(ScopedFilterSet):
    q = SearchFilter(label="标题、媒体、拼音或首字母")
    kind = filters.ChoiceFilter(label="宣传类别", choices=MediaKind.choices, empty_label="不限")
    level = filters.MultipleChoiceFilter(label="刊播级别", choices=MediaLevel.choices)
    platform = filters.CharFilter(label="平台", lookup_expr="icontains")
    below = SubtreeFilter(label="报送（含各级下级）", queryset=Organization.objects.all(), lookup="organization")
    since = filters.DateFilter(label="发布日期不早于", field_name="published_on", lookup_expr="gte")
    until = filters.DateFilter(label="发布日期不晚于", field_name="published_on", lookup_expr="lte")
    code = filters.CharFilter(label="宣传编码")

    class Meta:
        model = MediaItem
        fields: list[str] = []


class MediaReadingFilter(ScopedFilterSet):
    q = SearchFilter("item__search_key", label="标题、媒体、拼音或首字母")
    item = ReferenceFilter(label="宣传条目", queryset=MediaItem.objects.all(), lookup="media_item")
    since = filters.DateFilter(label="读数日期不早于", field_name="read_on", lookup_expr="gte")
    until = filters.DateFilter(label="读数日期不晚于", field_name="read_on", lookup_expr="lte")
    falling = filters.ChoiceFilter(label="读数下降", choices=FALLING, method="filter_falling", empty_label="不限")

    class Meta:
        model = MediaReading
        fields: list[str] = []

    def filter_falling(self, queryset, name, value):
        """Fewer than at the reading before."""
        return queryset.falling()
