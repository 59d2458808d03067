"""The entries of what happens in the side-bar."""

from league.core.menu import Item, register

register(
    "活动",
    [
        Item("活动", "activities:activity-list", "calendar-event", "activities.view_activity"),
        Item("活动日历", "activities:activity-calendar", "calendar3", "activities.view_activity"),
        Item("品牌项目", "activities:programme-list", "stars", "activities.view_programme"),
        Item("抽样核验", "activities:activity-sample-list", "patch-check", "activities.view_activity_sample"),
        Item("学习记录", "activities:learning-record-list", "journal-check", "activities.view_learning_record"),
        Item("宣传", "activities:media-item-list", "broadcast", "activities.view_media_item"),
        Item("服务队", "activities:service-team-list", "people", "activities.view_service_team"),
        Item("屋场恳谈会", "activities:yard-meeting-list", "chat-square-text", "activities.view_yard_meeting"),
        Item("急难愁盼", "activities:need-list", "chat-heart", "activities.view_need", also=("activities:need-due",)),
        Item("走访新就业群体", "activities:courier-visit-list", "bicycle", "activities.view_courier_visit"),
        Item(
            "资金物资", "activities:fund-list", "cash-coin", "activities.view_fund",
            also=tuple(f"activities:{noun}-list" for noun in ("donation", "grant", "aid-case", "bank-line")),
        ),
        Item("荣誉", "activities:honour-list", "award", "activities.view_honour"),
        Item(
            "青联", "activities:youth-federation-list", "diagram-2", "activities.view_youth_federation",
            also=("activities:federation-member-list",),
        ),
    ],
)  # fmt: skip
