"""Learning and media: person-times as platforms tell them, schools that took part, plays of what was published.

None of the figures of learning, and no number of plays, is ever scored: the clause stands on each declaration.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from activities.enums import MediaKind, MediaLevel
from activities.models import LearningRecord, MediaItem, MediaReading
from cadres.services.appraisal_guard import CLAUSE
from organizations.enums import UnitKind
from organizations.models import UnitVersion
from reports.indicators.base import Context, Indicator, Measure, Ratio, Sum, breakdown

CHAPTER, LEARNING, MEDIA = "中心工作", "学习教育", "宣传"
SOURCE = "学习平台导出的数据或登记的学习记录；数据来源记在每条记录上"
BY_DAY = "按期次的截止日期计入统计期"
SCHOOLS = (*UnitKind.secondary_schools, UnitKind.PRIMARY_SCHOOL.value)


def records(context: Context):
    """Records of issues that ended within the period by its day."""
    return LearningRecord.objects.ended_within(context.period.first, context.on)


def rated(context: Context):
    """Of those, with the number that was to be reached."""
    return records(context).expected()


def over(context: Context):
    """Of those, over 100 %."""
    return records(context).over()


def unmatched(context: Context):
    """Under names that nobody has matched."""
    return records(context).unmatched()


def schools(context: Context):
    """Primary, secondary and vocational schools of the day."""
    return UnitVersion.objects.on(context.on).filter(kind__in=SCHOOLS)


def taught(context: Context):
    """Schools with a record of their own or of a league organisation inside."""
    own = Q(unit=OuterRef("subject")) | Q(unit=None, organization__unit=OuterRef("subject"))
    return schools(context).filter(Exists(records(context).matched().filter(own).order_by()))


def untaught(context: Context):
    """The gap."""
    return schools(context).exclude(pk__in=taught(context).order_by().values("pk"))


def published(context: Context):
    """Works and coverage published within the period by its day."""
    return MediaItem.objects.published_within(context.period.first, context.on)


def works(context: Context):
    """Of those, works of the League's own."""
    return published(context).filter(kind=MediaKind.WORK)


def readings(context: Context):
    """The last reading of each item by the day."""
    return MediaReading.objects.latest(on=context.on)


def unread(context: Context):
    """Published in the period, and nobody looked by the day."""
    return works(context).with_plays(on=context.on).filter(read_on=None)


def _learning(**declaration) -> Indicator:
    common = {
        "chapter": CHAPTER,
        "group": LEARNING,
        "source": SOURCE,
        "node": "organization_id",
        "never_scored": CLAUSE,
    }
    return Indicator(**common | declaration)


def _schools(**declaration) -> Indicator:
    return _learning(unit="所", node="responsible_id", measure=Measure.UNITS, **declaration)


def _media(**declaration) -> Indicator:
    common = {"chapter": CHAPTER, "group": MEDIA, "node": "organization_id", "measure": Measure.MEDIA, "unit": "条"}
    return Indicator(**common | declaration)


FIGURES = (
    _learning(
        code="learning.person_times", label="学习总人次", unit="人次", rows=records, measure=Measure.PERSON_TIMES,
        value=Sum("person_times"),
        definition=f"统计期内各学习栏目学习人次之和，{BY_DAY}；同一人多次学习重复计算，不是人数。名称待匹配的记在导入的团组织名下。",
    ),
    _learning(
        code="learning.records", label="学习记录", unit="条", rows=records, measure=Measure.RECORDS,
        definition=f"统计期内的学习记录，一个团组织或一所学校一期一条，{BY_DAY}。",
    ),
    _learning(
        code="learning.unmatched", label="名称待匹配的学习人次", unit="人次", rows=unmatched,
        measure=Measure.PERSON_TIMES, value=Sum("person_times"),
        definition="统计期内平台名称在组织册中还没有匹配的学习人次；计入导入的团组织，没有计入它真正的所在。",
    ),
    _learning(
        code="learning.rated_times", label="应学已知的学习人次", unit="人次", rows=rated, measure=Measure.PERSON_TIMES,
        value=Sum("person_times"), definition="统计期内应学人次已知的学习记录的学习人次之和。",
    ),
    _learning(
        code="learning.expected_times", label="应学人次", unit="人次", rows=rated, measure=Measure.PERSON_TIMES,
        value=Sum("expected"), definition="统计期内各期应参加学习的人数之和，一人一课计一人次；应学人次不详的记录不算。",
    ),
    Ratio(
        code="learning.participation", label="参学率", chapter=CHAPTER, group=LEARNING, source=SOURCE,
        definition="应学已知的学习人次除以应学人次，两者都是人次。平台允许团员以外的青年参学，可能超过100%；超过的记录逐条提示核对。",
        part="learning.rated_times", whole="learning.expected_times", never_scored=CLAUSE,
    ),
    _learning(
        code="learning.over", label="参学率超过100%的学习记录", unit="条", rows=over, measure=Measure.RECORDS,
        definition="统计期内学习人次多于应学人次的学习记录，须核对应学人次或参学对象。",
    ),
    _schools(
        code="learning.schools", label="中小学（中职）",
        definition="截至日单位册中现存的小学、初级中学、普通高中和中等职业学校。", rows=schools,
    ),
    _schools(
        code="learning.schools_covered", label="开展学习的中小学",
        definition="截至日现存的中小学（中职）中，统计期内学校或校内团组织有学习记录的，每校只计一次。", rows=taught,
    ),
    _schools(
        code="learning.schools_gap", label="没有学习记录的中小学",
        definition="截至日现存的中小学（中职）中，统计期内没有学习记录的。", rows=untaught,
    ),
    Ratio(
        code="learning.school_coverage", label="中小学生学习覆盖率", chapter=CHAPTER, group=LEARNING, source=SOURCE,
        definition="开展学习的中小学除以中小学（中职）总数；按学校计，不是按学生计，不能说成全体学生都参加了学习。",
        part="learning.schools_covered", whole="learning.schools", never_scored=CLAUSE,
    ),
    _media(
        code="media.items", label="宣传条目", rows=published,
        definition="统计期内发布的宣传作品和媒体报道，一家媒体（账号）一条，按发布日期计入。",
    ),
    *breakdown(
        "media.level", rows=published, column="level", choices=MediaLevel.choices, unit="条", chapter=CHAPTER,
        group=MEDIA, node="organization_id", measure=Measure.MEDIA, named="宣传条目：",
        definition="统计期内发布、刊播级别为“{label}”的宣传作品和媒体报道。",
    ),
    _media(
        code="media.works", label="宣传作品", rows=works, definition="统计期内发布的、由团组织制作的宣传作品，不含媒体报道。"
    ),
    _media(
        code="media.plays", label="宣传片播放量", unit="次", rows=readings, node="item__organization_id",
        measure=Measure.PLAYS, value=Sum("plays"), never_scored=CLAUSE,
        definition="截至日各宣传条目最近一次读数的播放量之和，单位是次，不是人次；没有读数的为不详，不计入。",
    ),
    _media(
        code="media.unread", label="没有读数的宣传作品", rows=unread,
        definition="统计期内发布的宣传作品中，截至日没有登记过播放量读数的；播放量不详，不当作零。",
    ),
)  # fmt: skip
