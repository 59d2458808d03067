"""Nouns of what happens: occasions, and the people counted at them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from activities.enums import ActivityKind, ActivityState, Attendance, Audience, Topic
from activities.models import Activity, ActivityAudience, ActivityReach, ActivityTopic
from organizations.enums import OrganizationKind
from reports.indicators.base import Context, Measure
from reports.indicators.nouns.base import Key, Noun, choice, day, flag, number
from reports.indicators.nouns.derived import as_flag, holds, how_many, organization_then
from reports.indicators.nouns.terms import ORGANIZATION

ASKED = (Topic.DRUGS, Topic.FRAUD, Topic.ABUSE, Topic.DROWNING, Topic.LAW, Topic.MIND, Topic.ENVIRONMENT, Topic.RED)
COUNTED = [(state, ActivityState(state).label) for state in ActivityState.counted]
HELD = "统计期内截至日举办的活动"


def _held(context: Context):
    return Activity.objects.held_within(context.period.first, context.on)


def _heads(context: Context):
    return ActivityAudience.objects.held_within(context.period.first, context.on)


def _about(topic: str):
    return lambda context: as_flag(Exists(ActivityTopic.objects.filter(activity=OuterRef("pk"), topic=topic)))


def _reached(context: Context):
    return how_many(ActivityReach.objects.filter(activity=OuterRef("pk")), "activity")


ACTIVITY = Noun(
    code="activity", label="活动", unit="场", measure=Measure.ACTIVITIES, within_period=True, opening=HELD, rows=_held,
    node="organization_id",
    fields=(
        choice("kind", "类别", ActivityKind.choices),
        choice("state", "状态", COUNTED),
        choice("attendance", "签到方式", Attendance.choices),
        choice(
            "organization_kind", "主办组织类别", OrganizationKind.choices, unknown=None,
            derive=organization_then("organization", "kind"),
        ),
        flag("by_federation", "青联主办"),
        flag("branded", "属于品牌项目", derive=holds(Q(programme__isnull=False))),
        flag("at_home", "在青年阵地举办", derive=holds(Q(home__isnull=False))),
        *(flag(f"about_{topic}", f"主题含{topic.label}", derive=_about(topic.value)) for topic in ASKED),
        day("held_on", "举办日期"),
        number("reached", "到达单位数", "个", derive=_reached),
    ),
    keys=(ORGANIZATION, Key("home", "青年阵地", "home_id", "个", Measure.HOMES)),
)  # fmt: skip

AUDIENCE = Noun(
    code="activity_audience", label="活动参加人次", unit="条", measure=Measure.RECORDS, within_period=True,
    opening=f"{HELD}中各类对象的参加人次记录", rows=_heads, node="activity__organization_id",
    fields=(
        choice("audience", "对象", Audience.choices),
        choice("kind", "活动类别", ActivityKind.choices, lookup="activity__kind"),
        flag("by_federation", "青联主办", lookup="activity__by_federation"),
        day("held_on", "举办日期", lookup="activity__held_on"),
        number("person_times", "人次", "人次", measure=Measure.PERSON_TIMES),
    ),
    keys=(Key("activity", "活动", "activity_id", "场", Measure.ACTIVITIES),),
)  # fmt: skip

NOUNS = (ACTIVITY, AUDIENCE)
