"""What becomes of programmes and activities when their organisation ends."""

from django.db.models import Q

from activities.enums import ActivityState
from activities.models import (
    Activity,
    ActivitySample,
    LearningRecord,
    LearningSeries,
    MediaItem,
    PlatformName,
    Programme,
)
from organizations.services.successions import Passes, Stays, register

PLANNED = Q(state__in=(*ActivityState.planned, ActivityState.RETURNED))
register(Passes("programmes", Programme, "organization", "{} 个品牌项目"))
register(Passes("activities_planned", Activity, "organization", "{} 场未办结的活动", rows=PLANNED))
register(Stays("activities_held", Activity, "organization", "{} 场办结的活动", rows=~PLANNED))
register(Stays("activity_samples", ActivitySample, "organization", "{} 份抽样清单"))
UNMATCHED = Q(is_matched=False)
register(Passes("learning_series", LearningSeries, "organization", "{} 个学习栏目"))
register(Passes("learning_unmatched", LearningRecord, "organization", "{} 条待匹配的学习记录", rows=UNMATCHED))
register(Stays("learning_records", LearningRecord, "organization", "{} 条学习记录", rows=~UNMATCHED))
register(Passes("platform_names", PlatformName, "organization", "{} 个平台名称", apart=("superior", "name")))
register(Stays("platform_names_meant", PlatformName, "meant_organization", "{} 个对应它的平台名称"))
register(Stays("media_items", MediaItem, "organization", "{} 条宣传"))
