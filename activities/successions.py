"""What becomes of programmes and activities when their organisation ends."""

from django.db.models import Q

from activities.enums import ActivityState
from activities.models import Activity, ActivitySample, Programme
from organizations.services.successions import Passes, Stays, register

PLANNED = Q(state__in=(*ActivityState.planned, ActivityState.RETURNED))
register(Passes("programmes", Programme, "organization", "{} 个品牌项目"))
register(Passes("activities_planned", Activity, "organization", "{} 场未办结的活动", rows=PLANNED))
register(Stays("activities_held", Activity, "organization", "{} 场办结的活动", rows=~PLANNED))
register(Stays("activity_samples", ActivitySample, "organization", "{} 份抽样清单"))
