"""Entries of the figures in the side-bar."""

from league.core.menu import Item, register

register("工作台", [Item("首页", "reports:home", "house")])
register(
    "统计",
    [
        Item("指标一览", "reports:scorecard", "table", permission="reports.view_figure"),
        Item("阵地与学校", "reports:chapter-places", "geo-alt", permission="reports.view_figure"),
        Item("队伍建设", "reports:chapter-cadres", "people-fill", permission="reports.view_figure"),
        Item("中心工作", "reports:chapter-work", "flag", permission="reports.view_figure"),
        Item("考核评价", "reports:chapter-appraisals", "award", permission="reports.view_figure"),
        Item("统计台账", "reports:ledger-tj-9", "journal-text", permission="reports.view_figure"),
        Item("统计口径", "reports:indicator-list", "book", permission="reports.view_figure"),
        Item("自定义指标", "reports:own-indicator-list", "sliders", permission="reports.view_figure"),
        Item("统计期", "reports:period-list", "calendar3", permission="reports.view_figure"),
    ],
)
