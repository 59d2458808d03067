"""What happens: activities by kind and place, the brands, outreach, counselling, volunteer service, the camp."""

from __future__ import annotations

from functools import partial

from django.db.models import Exists, OuterRef

from activities.enums import ActivityKind, ActivityState, Audience, Topic
from activities.models import (
    Activity,
    ActivityAudience,
    ActivityReach,
    ActivityTopic,
    CourierVisit,
    Programme,
)
from activities.models.activity import midnight
from organizations.enums import UnitKind
from organizations.models import UnitVersion
from reports.indicators.base import Context, Indicator, Measure, Ratio, Sum, breakdown
from reports.indicators.settings import Unset

CHAPTER = "中心工作"
EVENTS, COUNSEL, OUTREACH, SERVICE, BRANDS = "活动开展", "中高考减压", "进村进校园宣讲", "志愿服务与夏令营", "品牌项目"
COUNTED = "只算已举办和已核验的活动，按举办日期计入；草稿、已发布未举办、退回更正和已取消的不算"
TIMES = "同一人参加多场的重复计算"
OUTREACH_TOPICS = [
    (topic.value, topic.label) for topic in (Topic.DRUGS, Topic.FRAUD, Topic.ABUSE, Topic.DROWNING, Topic.LAW)
]


def demand_records(context: Context) -> None:
    """Unknown is not zero: before the first activity was entered for any day, nobody can tell what was held."""
    if not Activity.objects.counted().filter(held_on__lte=context.on).exists():
        raise Unset(f"截至{context.on}，本系统还没有登记过举办的活动")


def held(context: Context):
    """Activities held within the period by its day."""
    demand_records(context)
    return Activity.objects.held_within(context.period.first, context.on)


def returned(context: Context):
    """Sent back by the level above, and not reported again."""
    return Activity.objects.filter(state=ActivityState.RETURNED, held_on__lte=context.on)


def unreported(context: Context):
    """Over before the day, and still announced."""
    return Activity.objects.filter(state__in=ActivityState.public, ends_at__lt=midnight(context.on))


def heads(context: Context):
    """Head-counts of activities held within the period by its day."""
    demand_records(context)
    return ActivityAudience.objects.held_within(context.period.first, context.on)


def of_kind(kind: str, context: Context):
    """Of those, one kind."""
    return held(context).filter(kind=kind)


def heads_of_kind(kind: str, audiences, context: Context):
    """Head-counts of one kind of activity, of some audiences."""
    return heads(context).filter(activity__kind=kind, audience__in=audiences)


def reached(rows, context: Context, *, kinds):
    """Units of the kinds, as of the day, that one of the activities reached or took place in."""
    keys = rows.order_by().values("pk")
    by_reach = ActivityReach.objects.filter(activity__in=keys, unit=OuterRef("subject"))
    inside = rows.filter(unit=OuterRef("subject")).order_by()
    units = UnitVersion.objects.on(context.on).filter(kind__in=kinds)
    return units.filter(Exists(by_reach) | Exists(inside))


def counselling(context: Context):
    """心理辅导 in which pupils took part."""
    pupils = ActivityAudience.objects.filter(activity=OuterRef("pk"), audience__in=Audience.learners)
    return of_kind(ActivityKind.COUNSEL, context).filter(Exists(pupils))


def counselled(kinds, context: Context):
    """Schools of the kinds that counselling reached."""
    return reached(counselling(context), context, kinds=kinds)


def outreach(context: Context):
    """宣讲 that reached, or took place in, a village or a school."""
    places = (*UnitKind.grassroots, *UnitKind.schools)
    reach = ActivityReach.objects.filter(activity=OuterRef("pk"), unit__kind__in=places)
    inside = of_kind(ActivityKind.LECTURE, context).filter(unit__kind__in=places)
    return of_kind(ActivityKind.LECTURE, context).filter(Exists(reach) | Exists(inside.filter(pk=OuterRef("pk"))))


def outreach_topics(context: Context):
    """The topics of those; an activity stands under each of its own."""
    return ActivityTopic.objects.filter(activity__in=outreach(context).order_by().values("pk"))


def campers(context: Context):
    """Head-counts of summer camps without those who run them."""
    return heads(context).filter(activity__kind=ActivityKind.CAMP).exclude(audience__in=Audience.hosts)


def courier_visits(context: Context):
    """Couriers visited at activities held within the period, a row for each company."""
    demand_records(context)
    return CourierVisit.objects.held_within(context.period.first, context.on)


def running_programmes(context: Context):
    """Programmes that ran on one of the period's days until its day."""
    begun = Programme.objects.filter(starts_on__lte=context.on)
    return begun.exclude(ends_on__lte=context.period.first)


def lively_programmes(context: Context):
    """Programmes of which an activity was held within the period."""
    return Programme.objects.filter(pk__in=held(context).exclude(programme=None).order_by().values("programme"))


def _events(**declaration) -> Indicator:
    declaration = {"unit": "场", "group": EVENTS} | declaration
    return Indicator(node="organization_id", measure=Measure.ACTIVITIES, chapter=CHAPTER, **declaration)


def _times(**declaration) -> Indicator:
    return Indicator(
        unit="人次", node="activity__organization_id", measure=Measure.PERSON_TIMES, value=Sum("person_times"),
        chapter=CHAPTER, **declaration,
    )  # fmt: skip


def _units(**declaration) -> Indicator:
    return Indicator(node="responsible_id", measure=Measure.UNITS, chapter=CHAPTER, **declaration)


def _programmes(**declaration) -> Indicator:
    return Indicator(
        unit="个", node="organization_id", measure=Measure.PROGRAMMES, chapter=CHAPTER, group=BRANDS, **declaration
    )


FIGURES = (
    _events(code="activity.held", label="举办活动", definition=f"统计期内举办的活动场数，按主办团组织统计。{COUNTED}。", rows=held),
    _events(
        code="activity.verified", label="已核验的活动",
        definition="统计期内举办、已由上级核验的活动场数。",
        rows=lambda context: held(context).filter(state=ActivityState.VERIFIED),
    ),
    Ratio(
        code="activity.verified_rate", label="活动核验率", chapter=CHAPTER, group=EVENTS,
        definition="已核验的活动除以举办活动；本系统中没有上级的团组织主办的活动也在分母中。",
        part="activity.verified", whole="activity.held",
    ),
    _times(
        code="activity.person_times", label="活动参加人次", group=EVENTS,
        definition=f"统计期内举办的活动各类对象的参加人次之和，{TIMES}。{COUNTED}。", rows=heads,
    ),
    _units(
        code="activity.villages", label="活动到达的村（社区）", unit="个", group=EVENTS,
        definition="统计期内有活动到达或在其中举办的村和社区，每个只计一次，按截至日归口的团组织统计。",
        rows=lambda context: reached(held(context), context, kinds=UnitKind.grassroots),
    ),
    _units(
        code="activity.schools", label="活动到达的中小学", unit="所", group=EVENTS,
        definition="统计期内有活动到达或在其中举办的中小学和中等职业学校，每所只计一次，按截至日归口的团组织统计。",
        rows=lambda context: reached(held(context), context, kinds=UnitKind.schools),
    ),
    *breakdown(
        "activity.kind", rows=held, column="kind", choices=ActivityKind.choices, unit="场", group=EVENTS,
        node="organization_id", measure=Measure.ACTIVITIES, chapter=CHAPTER,
        definition=f"统计期内举办、类别为“{{label}}”的活动场数。{COUNTED}。",
    ),
    _events(
        code="activity.returned", label="退回更正的活动",
        definition="截至日以前举办、被上级退回更正、还没有重新登记举办的活动，按统计时的状态计；不计入举办活动。", rows=returned,
    ),
    _events(
        code="activity.unreported", label="时间已过、没有登记举办的活动",
        definition="截至日以前已经结束、仍为“已发布”的活动，按统计时的状态计：举办了的应登记举办，没有举办的应取消。", rows=unreported,
    ),
    _events(
        code="federation.events", label="青联关爱与法治宣讲活动", unit="次",
        definition=f"统计期内举办、登记为青联主办的活动场数。{COUNTED}。",
        rows=lambda context: held(context).filter(by_federation=True),
    ),
    _events(
        code="counsel.events", label="中高考减压活动", group=COUNSEL,
        definition=f"统计期内举办、类别为“心理辅导”、有团员、青年、中小学生或少先队员参加的活动场数。{COUNTED}。",
        rows=counselling,
    ),
    _units(
        code="counsel.senior_schools", label="减压活动覆盖高中", unit="所", group=COUNSEL,
        definition="统计期内有中高考减压活动到达或在其中举办的普通高中，每所只计一次。",
        rows=partial(counselled, (UnitKind.SENIOR_SCHOOL,)),
    ),
    _units(
        code="counsel.junior_schools", label="减压活动覆盖初中", unit="所", group=COUNSEL,
        definition="统计期内有中高考减压活动到达或在其中举办的初级中学，每所只计一次。",
        rows=partial(counselled, (UnitKind.JUNIOR_SCHOOL,)),
    ),
    _times(
        code="counsel.students", label="减压疏导学生", group=COUNSEL,
        definition=f"统计期内中高考减压活动中团员、青年、中小学生和少先队员的参加人次之和，{TIMES}。"
        "学生不按姓名登记，因此只有人次，没有不重复的人数。",
        rows=partial(heads_of_kind, ActivityKind.COUNSEL, Audience.learners),
    ),
    _events(
        code="outreach.events", label="进村进校园宣讲教育", group=OUTREACH,
        definition=f"统计期内举办、类别为“宣讲”、到达村（社区）或中小学或在其中举办的活动场数。{COUNTED}。", rows=outreach,
    ),
    *breakdown(
        "outreach.topic", rows=outreach_topics, column="topic", choices=OUTREACH_TOPICS, named="进村进校园宣讲：",
        unit="场", group=OUTREACH, node="activity__organization_id", measure=Measure.ACTIVITIES, chapter=CHAPTER,
        definition="进村进校园宣讲教育中，主题含“{label}”的场数；一场有几个主题的，在每个主题下各计一场。",
    ),
    _units(
        code="outreach.villages", label="宣讲到达的村（社区）", unit="个", group=OUTREACH,
        definition="统计期内有宣讲到达或在其中举办的村和社区，每个只计一次。",
        rows=lambda context: reached(outreach(context), context, kinds=UnitKind.grassroots),
    ),
    _units(
        code="outreach.schools", label="宣讲到达的中小学", unit="所", group=OUTREACH,
        definition="统计期内有宣讲到达或在其中举办的中小学和中等职业学校，每所只计一次。",
        rows=lambda context: reached(outreach(context), context, kinds=UnitKind.schools),
    ),
    _events(
        code="service.events", label="志愿服务活动", group=SERVICE,
        definition=f"统计期内举办、类别为“志愿服务”的活动场数。{COUNTED}。",
        rows=partial(of_kind, ActivityKind.VOLUNTEER),
    ),
    _times(
        code="service.youth", label="志愿服务覆盖青少年", group=SERVICE,
        definition=f"统计期内志愿服务活动中团员、青年、中小学生、大学生、留守儿童和少先队员的参加人次之和，{TIMES}；"
        "提供服务的志愿者不计入。",
        rows=partial(heads_of_kind, ActivityKind.VOLUNTEER, Audience.young),
    ),
    _times(
        code="service.volunteers", label="志愿者服务人次", group=SERVICE,
        definition=f"统计期内志愿服务活动中志愿者的人次之和，{TIMES}。",
        rows=partial(heads_of_kind, ActivityKind.VOLUNTEER, (Audience.VOLUNTEERS,)),
    ),
    _events(
        code="camp.events", label="夏令营", unit="期", group=SERVICE,
        definition=f"统计期内举办、类别为“夏令营”的活动期数。{COUNTED}。", rows=partial(of_kind, ActivityKind.CAMP),
    ),
    _times(
        code="camp.participants", label="成长夏令营学员", group=SERVICE,
        definition="统计期内举办的夏令营的学员人次之和：一期里每名学员计一人次，同一人参加几期的重复计算；教师、团干部和志愿者不计入。",
        rows=campers,
    ),
    Indicator(
        code="couriers.visited", label="走访慰问快递小哥", unit="名", group=SERVICE, chapter=CHAPTER,
        definition="统计期内举办的活动中，各企业“其中本年首次走访”的人数之和：一个日历年内每人只计一次，由主办单位对照纸质名单认定，"
        "姓名不录入系统。统计期跨几个年度的，各年分别计。",
        rows=courier_visits, node="activity__organization_id", measure=Measure.PERSONS, value=Sum("first_this_year"),
    ),
    _programmes(
        code="programme.running", label="开展中的品牌项目",
        definition="统计期内截至日有开展日期的品牌项目，按主办团组织统计。", rows=running_programmes,
    ),
    _programmes(
        code="programme.lively", label="举办过活动的品牌项目",
        definition="统计期内至少举办过一场活动的品牌项目，按项目的主办团组织统计，下级举办的也算。", rows=lively_programmes,
    ),
)  # fmt: skip
