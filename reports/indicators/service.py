"""Serving young people in the villages: service teams, yard meetings, and what became of the needs that were raised."""

from __future__ import annotations

from activities.enums import NeedCategory, NeedState
from activities.models import Need, ServiceTeam, YardMeeting
from reports.indicators.activities import CHAPTER
from reports.indicators.base import Context, Distinct, Indicator, Measure, Ratio, Sum, breakdown

GROUP = "服务青年"
STATE = "按截至日及以前最后一步办理的状态"


def teams(context: Context):
    """Standing service teams."""
    return ServiceTeam.objects.running_on(context.on)


def meetings(context: Context):
    """Yard meetings held within the period by its day."""
    return YardMeeting.objects.held_within(context.period.first, context.on)


def needs(context: Context):
    """Every need raised by the day, as it stood then."""
    return Need.objects.as_of(context.on)


def raised(context: Context):
    """Needs raised within the period by its day, as they stood then."""
    return needs(context).filter(raised_on__gte=context.period.first)


def settled(context: Context):
    """Of those, the ones with an end: solved or refused, told back or not."""
    return raised(context).exclude(state_then__in=NeedState.unsettled)


def overdue(context: Context):
    """Needs whose next step should have been taken before the day."""
    return needs(context).filter(due_then__lt=context.on, state_then__in=NeedState.open)


def _needs(**declaration) -> Indicator:
    declaration = {"node": "organization_id"} | declaration
    return Indicator(unit="件", measure=Measure.NEEDS, chapter=CHAPTER, group=GROUP, **declaration)


def _meetings(**declaration) -> Indicator:
    return Indicator(node="organization_id", chapter=CHAPTER, group=GROUP, rows=meetings, **declaration)


FIGURES = (
    Indicator(
        code="team.total", label="“1+2+3+N”服务队", unit="支", group=GROUP, chapter=CHAPTER, measure=Measure.TEAMS,
        definition="截至日已成立、没有撤销的服务队，按所属团组织统计。", rows=teams, node="organization_id",
    ),
    Indicator(
        code="team.complete", label="齐备的服务队", unit="支", group=GROUP, chapter=CHAPTER, measure=Measure.TEAMS,
        definition="截至日在册的服务队中，阵地、联建党组织、党员、团员、少先队员、青年志愿者都有的。“1”指阵地、“2”指党组织和团组织，"
        "是本系统的理解，文章没有说明。",
        rows=lambda context: teams(context).complete(), node="organization_id",
    ),
    Ratio(
        code="team.complete_rate", label="服务队齐备率", chapter=CHAPTER, group=GROUP,
        definition="齐备的服务队除以在册的服务队。", part="team.complete", whole="team.total",
    ),
    _meetings(
        code="meeting.held", label="青春屋场恳谈会", unit="次", measure=Measure.MEETINGS,
        definition="统计期内召开的青春屋场恳谈会次数，按主办团组织统计。",
    ),
    _meetings(
        code="meeting.person_times", label="恳谈会参加人次", unit="人次", measure=Measure.PERSON_TIMES,
        value=Sum("attendees"),
        definition="统计期内召开的青春屋场恳谈会参加人次之和，同一人参加多次的重复计算。",
    ),
    _meetings(
        code="meeting.villages", label="召开恳谈会的村（社区）", unit="个", measure=Measure.UNITS,
        value=Distinct("unit_id"),
        definition="统计期内召开过青春屋场恳谈会的村和社区等单位，每个只计一次。",
    ),
    _needs(
        code="need.raised", label="收集急难愁盼诉求",
        definition="统计期内反映的急难愁盼诉求件数，按收集团组织统计。", rows=raised,
    ),
    _needs(
        code="need.settled", label="已办结的诉求",
        definition=f"统计期内反映的诉求中，{STATE}，已解决、不予办理或已告知反映人的。", rows=settled,
    ),
    Ratio(
        code="need.settled_rate", label="诉求办结率", chapter=CHAPTER, group=GROUP,
        definition="统计期内反映、已办结的诉求除以统计期内反映的诉求；不予办理并说明理由的也是办结。",
        part="need.settled", whole="need.raised",
    ),
    _needs(
        code="need.overdue", label="逾期的诉求", node="owner_then",
        definition="截至日没有办结或没有告知反映人、已超过期限的诉求，不论何时反映，按责任团组织统计。", rows=overdue,
    ),
    *breakdown(
        "need.state", rows=needs, column="state_then", choices=NeedState.choices, named="诉求：", unit="件", group=GROUP,
        node="organization_id", measure=Measure.NEEDS, chapter=CHAPTER,
        definition=f"截至日及以前反映的全部诉求中，{STATE}为“{{label}}”的。",
    ),
    *breakdown(
        "need.category", rows=raised, column="category", choices=NeedCategory.choices, named="诉求类别：", unit="件",
        group=GROUP, node="organization_id", measure=Measure.NEEDS, chapter=CHAPTER,
        definition="统计期内反映、类别为“{label}”的诉求。",
    ),
)  # fmt: skip
