"""League schools: which secondary schools were surveyed, have a league school, and teach."""

from __future__ import annotations

from django.db.models import OuterRef, Q, Subquery, Sum

from league.core.school_years import SchoolYear
from organizations.enums import UnitKind
from organizations.models import LeagueClass, LeagueSchool, RelationSurvey, UnitVersion
from reports.indicators.base import Context, Funnel, Indicator, Measure, Ratio, Step
from reports.indicators.base import Sum as SumOf

GROUP = "中学（中职）团校"
NEEDED, PER_HOUR = "school.class_hours_before_admission", "school.minutes_per_class_hour"
SOURCE = "《中学团校建设工作指引（试行）》（2020年）、《新时代中学团课教育指导大纲》（2021年）"
YEAR = "学年自9月1日至次年8月31日；新学年开始未满3个月的，上一学年的也算。"


def schools(context: Context):
    """普通高中、初级中学、中等职业学校 of the day."""
    return UnitVersion.objects.on(context.on).filter(kind__in=UnitKind.secondary_schools)


def surveyed(context: Context):
    """Schools with a survey by that day."""
    return schools(context).filter(subject__in=_units(RelationSurvey.objects.in_force(on=context.on)))


def unsettled(context: Context):
    """Schools whose newest survey found something that was not put right by that day."""
    found = RelationSurvey.objects.in_force(on=context.on).to_correct(on=context.on)
    return schools(context).filter(subject__in=_units(found))


def with_league_school(context: Context):
    """Schools with a league school that exists on that day."""
    return schools(context).filter(subject__in=_units(LeagueSchool.objects.existing(on=context.on)))


def covered(context: Context):
    """Those of them where a class was held in a school year that counts."""
    return schools(context).filter(subject__in=_units(LeagueSchool.objects.covering(on=context.on)))


def enough_hours(context: Context):
    """Schools that offered the hours before admission in a school year that counts."""
    minutes = context.number(NEEDED) * context.number(PER_HOUR)
    reached = Q()
    for year in SchoolYear.counting(context.on):
        held = LeagueClass.objects.held(year, on=context.on).before_admission().order_by()
        enough = held.values("league_school__unit").annotate(total=Sum("minutes")).filter(total__gte=minutes)
        reached |= Q(subject__in=enough.values("league_school__unit"))
    return schools(context).filter(reached)


def classes(context: Context):
    """Classes held in the period by that day, counted at who answers for the school on that day."""
    unit = UnitVersion.objects.on(context.on).filter(subject=OuterRef("league_school__unit"))
    held = LeagueClass.objects.filter(held_on__gte=context.period.first, held_on__lte=context.on)
    return held.annotate(node=Subquery(unit.values("responsible")[:1])).filter(node__isnull=False)


def _units(rows):
    return rows.order_by().values("unit")


def _without(rows):
    """The schools that are not among those rows."""

    def others(context: Context):
        return schools(context).exclude(pk__in=rows(context).order_by().values("pk"))

    return others


def _schools(**declaration) -> Indicator:
    declaration = {"source": SOURCE} | declaration
    return Indicator(unit="所", node="responsible_id", measure=Measure.UNITS, group=GROUP, **declaration)


def _classes(**declaration) -> Indicator:
    return Indicator(rows=classes, node="node", group=GROUP, source=SOURCE, **declaration)


FIGURES = (
    _schools(
        code="school.total", label="中学（中职）",
        definition="截至日单位册中现存的普通高中、初级中学和中等职业学校。", rows=schools,
    ),
    _schools(
        code="school.surveyed", label="完成团组织关系摸底的学校",
        definition="截至日登记过团组织关系摸底的中学（中职），每校只计一次。", rows=surveyed,
    ),
    _schools(
        code="school.unsurveyed", label="没有摸底的学校",
        definition="截至日没有登记过团组织关系摸底的中学（中职）。", rows=_without(surveyed),
    ),
    _schools(
        code="school.unsettled", label="团组织关系待理顺的学校",
        definition="截至日最近一次摸底为需理顺或无团组织、尚未登记理顺的中学（中职）。", rows=unsettled,
    ),
    _schools(
        code="school.league_schools", label="建有团校的学校",
        definition="截至日有现存团校的中学（中职）。", rows=with_league_school,
    ),
    _schools(
        code="school.covered", label="团校开课的学校",
        definition=f"截至日有现存团校、并在当日所在学年开过团课的中学（中职）。{YEAR}", rows=covered,
    ),
    _schools(
        code="school.gap", label="团校未覆盖的学校",
        definition=f"截至日没有团校，或者有团校而学年内没有开过团课的中学（中职）。{YEAR}", rows=_without(covered),
    ),
    Ratio(
        code="school.coverage", label="团校覆盖率", group=GROUP, source=SOURCE,
        definition=f"有现存团校、并在当日所在学年开过团课的中学（中职）除以中学（中职）总数。{YEAR}",
        part="school.covered", whole="school.total",
    ),
    _schools(
        code="school.eight_hours", label="入团前团课学时达标的学校",
        definition=f"截至日一个学年内入团前团课累计不少于规定学时的中学（中职），学时按规定的分钟数折算。{YEAR}",
        rows=enough_hours, settings=(NEEDED, PER_HOUR),
    ),
    Ratio(
        code="school.eight_hours_share", label="入团前团课学时达标率", group=GROUP, source=SOURCE,
        definition="入团前团课学时达标的学校除以中学（中职）总数。",
        part="school.eight_hours", whole="school.total",
    ),
    _classes(
        code="school.classes", label="团课次数", unit="次", measure=Measure.CLASSES,
        definition="统计期内截至日各团校开过的团课次数。",
    ),
    _classes(
        code="school.class_minutes", label="团课时长", unit="分钟", measure=Measure.MINUTES, value=SumOf("minutes"),
        definition="统计期内截至日各团校团课时长之和，每45分钟（以县里设定为准）折一学时。",
    ),
    _classes(
        code="school.attendance", label="团课听课人次", unit="人次", measure=Measure.PERSON_TIMES,
        value=SumOf("attendance"), definition="统计期内截至日各团校团课的听课人次之和，同一人多次听课重复计算。",
    ),
)  # fmt: skip

FUNNELS = (
    Funnel(
        code="league_schools",
        label="团校覆盖漏斗",
        steps=(
            Step("school.total", "中学（中职）"),
            Step("school.league_schools", "有团校"),
            Step("school.covered", "学年内开课", gap="school.gap"),
        ),
    ),
)
