"""Columns of the rows behind the figures of what happens."""

from __future__ import annotations

from activities.enums import ActivityKind, ActivityState
from activities.models import Activity, ActivityAudience, ActivityTopic, CourierVisit, Programme
from league.core.tables import Column, Table


class ActivityRowTable(Table):
    """Activities held within the period."""

    columns = (
        Column("title", "活动名称", sort="title", link=True),
        Column("kind", "类别", kind="badge", choices=ActivityKind, sort="kind"),
        Column("held_on", "举办日期", kind="date", sort="held_on"),
        Column("organization", "主办团组织", value="organization", sort="organization__path"),
        Column("where", "举办地点", value="where"),
        Column("state", "状态", kind="badge", choices=ActivityState, sort="state"),
        Column("programme", "品牌项目", value="programme", sort="programme__code", shown=False),
        Column("by_federation", "青联主办", kind="bool", shown=False),
        Column("code", "活动编码", kind="code", sort="code", shown=False),
    )
    order = ("held_on", "code")
    select_related = ("organization", "home", "unit", "division", "programme")


class AudienceRowTable(Table):
    """Head-counts of activities held within the period."""

    columns = (
        Column("activity", "活动名称", value="activity", link=True),
        Column("held_on", "举办日期", "activity__held_on", kind="date", sort="activity__held_on"),
        Column("organization", "主办团组织", "activity__organization", sort="activity__org_path"),
        Column("audience", "对象", kind="choice", sort="audience"),
        Column("person_times", "人次", kind="number", sort="person_times"),
        Column("persons", "人数（按姓名签到）", kind="number", sort="persons"),
    )
    order = ("activity__held_on", "activity__code", "pk")
    select_related = ("activity", "activity__organization")


class TopicRowTable(Table):
    """Topics of activities held within the period."""

    columns = (
        Column("activity", "活动名称", value="activity", link=True),
        Column("topic", "主题", kind="choice", sort="topic"),
        Column("held_on", "举办日期", "activity__held_on", kind="date", sort="activity__held_on"),
        Column("organization", "主办团组织", "activity__organization", sort="activity__org_path"),
    )
    order = ("activity__held_on", "activity__code", "pk")
    select_related = ("activity", "activity__organization")


class ProgrammeRowTable(Table):
    """Programmes that ran in the period."""

    columns = (
        Column("name", "项目名称", sort="name", link=True),
        Column("code", "项目编码", kind="code", sort="code"),
        Column("series", "所属系列", sort="series"),
        Column("organization", "主办团组织", value="organization", sort="organization__path"),
        Column("starts_on", "开始日期", kind="date", sort="starts_on"),
        Column("ends_on", "结束日期", kind="date", sort="ends_on"),
    )
    order = ("code",)
    select_related = ("organization",)


class CourierVisitRowTable(Table):
    """Couriers visited, by company."""

    columns = (
        Column("activity", "活动名称", value="activity", link=True),
        Column("company", "所在企业", sort="company"),
        Column("persons", "走访（人）", kind="number", sort="persons"),
        Column("first_this_year", "其中本年首次走访（人）", kind="number", sort="first_this_year"),
        Column("held_on", "举办日期", "activity__held_on", kind="date", sort="activity__held_on"),
        Column("organization", "主办团组织", "activity__organization", sort="activity__org_path"),
    )
    order = ("activity__held_on", "activity__code", "pk")
    select_related = ("activity__organization",)


TABLES = {
    Activity: ActivityRowTable,
    ActivityAudience: AudienceRowTable,
    ActivityTopic: TopicRowTable,
    Programme: ProgrammeRowTable,
    CourierVisit: CourierVisitRowTable,
}
