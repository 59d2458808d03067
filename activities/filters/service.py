"""What the lists of service teams, yard meetings, needs and visits, and their API, may be narrowed by."""

import django_filters as filters
from django.db.models import Q

from activities.enums import CourierTrade, NeedCategory, NeedState, RaiserKind
from activities.models import CourierVisit, Need, ServiceTeam, YardMeeting
from league.core.dates import today
from league.core.filters import ReferenceFilter, ScopedFilterSet, SearchFilter, SubtreeFilter
from organizations.filters.register import YES_NO
from organizations.models import Organization, Unit, YouthHome

RUNNING = (("yes", "在册"), ("no", "已撤销"))


class ServiceTeamFilter(ScopedFilterSet):
    q = SearchFilter()
    below = SubtreeFilter(label="所属（含各级下级）", queryset=Organization.objects.all(), lookup="organization")
    running = filters.ChoiceFilter(label="是否在册", choices=RUNNING, empty_label="不限", method="filter_running")
    complete = filters.ChoiceFilter(label="1+2+3+N齐备", choices=YES_NO, empty_label="不限", method="filter_complete")
    home = ReferenceFilter(label="青年阵地", queryset=YouthHome.objects.all(), lookup="home")
    unit = ReferenceFilter(label="村（社区）等单位", queryset=Unit.objects.all(), lookup="unit")

    class Meta:
        model = ServiceTeam
        fields: list[str] = []

    def filter_running(self, queryset, name, value):
        """Standing today, or dissolved."""
        return queryset.filter(dissolved_on__isnull=value == "yes")

    def filter_complete(self, queryset, name, value):
        """Every part is there, or something is missing."""
        complete = ServiceTeam.objects.complete().order_by().values("pk")
        return queryset.filter(pk__in=complete) if value == "yes" else queryset.exclude(pk__in=complete)


class YardMeetingFilter(ScopedFilterSet):
    q = SearchFilter(label="主题、拼音或首字母")
    below = SubtreeFilter(label="主办（含各级下级）", queryset=Organization.objects.all(), lookup="organization")
    unit = ReferenceFilter(label="村（社区）", queryset=Unit.objects.all(), lookup="unit")
    team = ReferenceFilter(label="服务队", queryset=ServiceTeam.objects.all(), lookup="service_team")
    since = filters.DateFilter(label="召开日期不早于", field_name="held_on", lookup_expr="gte")
    until = filters.DateFilter(label="召开日期不晚于", field_name="held_on", lookup_expr="lte")

    class Meta:
        model = YardMeeting
        fields: list[str] = []


class NeedFilter(ScopedFilterSet):
    q = SearchFilter(label="诉求、拼音或首字母")
    state = filters.MultipleChoiceFilter(label="状态", choices=NeedState.choices)
    category = filters.MultipleChoiceFilter(label="类别", choices=NeedCategory.choices)
    overdue = filters.ChoiceFilter(label="是否逾期", choices=YES_NO, empty_label="不限", method="filter_overdue")
    below = SubtreeFilter(label="收集（含各级下级）", queryset=Organization.objects.all(), lookup="organization")
    answering = ReferenceFilter(
        label="责任团组织", queryset=Organization.objects.all(), lookup="organization", method="filter_answering"
    )
    unit = ReferenceFilter(label="涉及单位", queryset=Unit.objects.all(), lookup="unit")
    meeting = ReferenceFilter(label="恳谈会", queryset=YardMeeting.objects.all(), lookup="yard_meeting")
    raiser_kind = filters.ChoiceFilter(label="反映人身份", choices=RaiserKind.choices, empty_label="不限")
    since = filters.DateFilter(label="反映日期不早于", field_name="raised_on", lookup_expr="gte")
    until = filters.DateFilter(label="反映日期不晚于", field_name="raised_on", lookup_expr="lte")

    class Meta:
        model = Need
        fields: list[str] = []

    def filter_overdue(self, queryset, name, value):
        """The next step should have been taken before today, or not."""
        overdue = Q(state__in=NeedState.open, due_on__lt=today())
        return queryset.filter(overdue) if value == "yes" else queryset.exclude(overdue)

    def filter_answering(self, queryset, name, value):
        """That organisation answers for it."""
        return queryset.filter(Q(owner=value) | Q(owner__isnull=True, organization=value))


class CourierVisitFilter(ScopedFilterSet):
    company = filters.CharFilter(label="企业名称含", lookup_expr="contains")
    trade = filters.MultipleChoiceFilter(label="行业", choices=CourierTrade.choices)
    below = SubtreeFilter(label="主办（含各级下级）", queryset=Organization.objects.all(), lookup="organization")
    since = filters.DateFilter(label="举办日期不早于", field_name="activity__held_on", lookup_expr="gte")
    until = filters.DateFilter(label="举办日期不晚于", field_name="activity__held_on", lookup_expr="lte")

    class Meta:
        model = CourierVisit
        fields: list[str] = []
