"""What the lists of league schools and mechanisms may be narrowed by."""

import django_filters as filters
from django.db.models import IntegerField, Q, Value

from league.core.filters import ReferenceFilter, ScopedFilterSet, SearchFilter, SubtreeFilter
from league.core.school_years import SchoolYear
from organizations.enums import ClassAudience, DocumentKind, Inclusion, SurveyResult, UnitKind
from organizations.filters.register import YES_NO, InDivisionFilter, day_of
from organizations.models import (
    BodySeat,
    JointSurvey,
    LeagueClass,
    LeagueSchool,
    LeagueTopic,
    Organization,
    PartyInclusion,
    PolicyDocument,
    RelationSurvey,
    Rule,
    School,
    SurveyVisit,
    Unit,
)
from organizations.services.league_classes import HOURS_RULE, MINUTES_RULE

GAPS = (
    ("survey", "没有摸底"),
    ("settle", "待理顺"),
    ("league_school", "没有团校"),
    ("class", "有团校、没有团课"),
    ("hours", "入团前学时不足"),
)
SETTLED = (("no", "待整改"), ("yes", "已整改"))
SCHOOL_KINDS = [(kind, UnitKind(kind).label) for kind in UnitKind.secondary_schools]


def school_filter(path: str) -> ReferenceFilter:
    """Rows about one school."""
    return ReferenceFilter(label="学校", field_name=path, queryset=Unit.objects.all(), lookup="unit")


def below() -> SubtreeFilter:
    """Rows of a node and all below it."""
    return SubtreeFilter(label="隶属于（含各级下级）", queryset=Organization.objects.all(), lookup="organization")


class SchoolFilter(ScopedFilterSet):
    q = SearchFilter()
    below = below()
    division = InDivisionFilter(label="所在区划")
    kind = filters.MultipleChoiceFilter(label="类型", choices=SCHOOL_KINDS)
    gap = filters.ChoiceFilter(label="缺口", choices=GAPS, method="filter_later", empty_label="不限")
    on = filters.DateFilter(label="统计日期", method="filter_later")

    class Meta:
        model = School
        fields: list[str] = []

    def filter_later(self, queryset, name, value):
        """Day and gap need the annotations put on in `filter_queryset`."""
        return queryset

    def filter_queryset(self, queryset):
        on = day_of(self)
        numbers = {
            code: int(value)
            for code, value in Rule.objects.running_on(on)
            .filter(code__in=(HOURS_RULE, MINUTES_RULE))
            .values_list("code", "value")
        }
        per_hour = numbers.get(MINUTES_RULE, 45)
        schools = super().filter_queryset(queryset).secondary().existing(on=on).with_league_work(on=on)
        schools = schools.annotate(per_hour=Value(per_hour, output_field=IntegerField()))
        conditions = {
            "survey": Q(surveyed_on__isnull=True),
            "settle": Q(survey_result__in=SurveyResult.to_correct)
            & (Q(settled_on__isnull=True) | Q(settled_on__gt=on)),
            "league_school": Q(league_school_name__isnull=True),
            "class": Q(league_school_name__isnull=False, is_covered=False),
            "hours": Q(minutes__lt=numbers.get(HOURS_RULE, 0) * per_hour),
        }
        return schools.filter(conditions.get(self.form.cleaned_data.get("gap"), Q()))


class RelationSurveyFilter(ScopedFilterSet):
    below = below()
    unit = school_filter("unit")
    result = filters.ChoiceFilter(label="摸底结果", choices=SurveyResult.choices, empty_label="不限")
    on = filters.DateFilter(label="该日有效", method="filter_day")
    since = filters.DateFilter(label="摸底日期不早于", field_name="surveyed_on", lookup_expr="gte")

    class Meta:
        model = RelationSurvey
        fields: list[str] = []

    def filter_day(self, queryset, name, value):
        """The newest survey of each school by that day."""
        return queryset.in_force(on=value)


class LeagueSchoolFilter(ScopedFilterSet):
    below = below()
    unit = school_filter("unit")
    on = filters.DateFilter(label="该日现存", method="filter_day")
    has_rules = filters.BooleanFilter(label="制度已建立")

    class Meta:
        model = LeagueSchool
        fields: list[str] = []

    def filter_day(self, queryset, name, value):
        """Those that existed on that day."""
        return queryset.existing(on=value)


class LeagueClassFilter(ScopedFilterSet):
    below = below()
    unit = school_filter("league_school__unit")
    topic = filters.ModelChoiceFilter(label="专题", queryset=LeagueTopic.objects.all(), empty_label="不限")
    audience = filters.ChoiceFilter(label="授课对象", choices=ClassAudience.choices, empty_label="不限")
    school_year = filters.NumberFilter(label="学年（起始年）", method="filter_year", min_value=1949, max_value=2199)
    since = filters.DateFilter(label="授课日期不早于", field_name="held_on", lookup_expr="gte")
    until = filters.DateFilter(label="授课日期不晚于", field_name="held_on", lookup_expr="lte")

    class Meta:
        model = LeagueClass
        fields: list[str] = []

    def filter_year(self, queryset, name, value):
        """Classes of the school year that begins in that year."""
        year = SchoolYear(int(value))
        return queryset.held(year, on=year.last)


class IncompleteFilter(ScopedFilterSet):
    """Rows that may lack something."""

    below = below()
    complete = filters.ChoiceFilter(label="资料齐全", choices=YES_NO, method="filter_complete", empty_label="不限")

    def filter_complete(self, queryset, name, value):
        """Those with gaps, or those without."""
        lacking = self._meta.model.objects.incomplete().order_by().values("pk")
        return queryset.filter(pk__in=lacking) if value == "no" else queryset.exclude(pk__in=lacking)


class PolicyDocumentFilter(IncompleteFilter):
    title = filters.CharFilter(label="标题", lookup_expr="icontains")
    kind = filters.ChoiceFilter(label="类别", choices=DocumentKind.choices, empty_label="不限")
    on = filters.DateFilter(label="该日已发", method="filter_day")

    class Meta:
        model = PolicyDocument
        fields: list[str] = []

    def filter_day(self, queryset, name, value):
        """Issued by that day."""
        return queryset.issued(on=value)


class BodySeatFilter(IncompleteFilter):
    on = filters.DateFilter(label="该日在任", method="filter_day")

    class Meta:
        model = BodySeat
        fields: list[str] = []

    def filter_day(self, queryset, name, value):
        """Held on that day."""
        return queryset.held(on=value)


class JointSurveyFilter(IncompleteFilter):
    since = filters.DateFilter(label="调研日期不早于", field_name="held_on", lookup_expr="gte")

    class Meta:
        model = JointSurvey
        fields: list[str] = []


class SurveyVisitFilter(ScopedFilterSet):
    below = below()
    settled = filters.ChoiceFilter(label="整改", choices=SETTLED, method="filter_settled", empty_label="不限")
    since = filters.DateFilter(label="调研日期不早于", field_name="joint_survey__held_on", lookup_expr="gte")

    class Meta:
        model = SurveyVisit
        fields: list[str] = []

    def filter_settled(self, queryset, name, value):
        """What is still to be put right, or what has been."""
        return queryset.to_correct() if value == "no" else queryset.filter(corrected_on__isnull=False)


class PartyInclusionFilter(IncompleteFilter):
    year = filters.NumberFilter(label="年度")
    in_plan = filters.ChoiceFilter(label="党委工作计划", choices=Inclusion.choices, empty_label="不限")
    in_assessment = filters.ChoiceFilter(label="党委年度考核", choices=Inclusion.choices, empty_label="不限")

    class Meta:
        model = PartyInclusion
        fields: list[str] = []
