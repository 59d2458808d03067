"""What reference fields and the search of the top bar find among what happens."""

from activities.models import Activity, MediaItem, ServiceTeam, YardMeeting
from league.core.lookups import register_lookup

register_lookup(
    "activity", Activity.objects.all, label="活动", related=("organization",), hint=lambda row: f"{row.organization}"
)
register_lookup(
    "media_item", MediaItem.objects.all, label="宣传条目", related=("organization",),
    hint=lambda item: f"{item.published_on}，{item.outlet}",
)  # fmt: skip
register_lookup(
    "service_team",
    ServiceTeam.objects.all,
    label="服务队",
    related=("organization",),
    hint=lambda team: f"{team.organization}",
)
register_lookup(
    "yard_meeting",
    YardMeeting.objects.all,
    related=("unit",),
    hint=lambda meeting: f"{meeting.held_on}，{meeting.unit}",
)
