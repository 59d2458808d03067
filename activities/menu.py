"""The entries of what happens in the side-bar."""

from league.core.menu import Item, register

register(
    "活动",
    [
        Item("活动", "activities:activity-list", "calendar-event", "activities.view_activity"),
        Item("活动日历", "activities:activity-calendar", "calendar3", "activities.view_activity"),
        Item("品牌项目", "activities:programme-list", "stars", "activities.view_programme"),
        Item("抽样核验", "activities:activity-sample-list", "patch-check", "activities.view_activity_sample"),
    ],
)
