"""Columns of the rows behind the figures of service teams, meetings, needs, honours and the federation."""

from __future__ import annotations

from activities.enums import HonourKind, HonourLevel, NeedCategory, NeedState, Sector
from activities.models import FederationMember, Honour, Need, ServiceTeam, YardMeeting
from league.core.tables import Column, Table


class ServiceTeamRowTable(Table):
    """Standing service teams."""

    columns = (
        Column("name", "服务队名称", sort="name", link=True),
        Column("organization", "所属团组织", value="organization", sort="organization__path"),
        Column("place", "阵地", value="place"),
        Column("missing", "尚缺", value=lambda team: "、".join(team.missing)),
        Column("founded_on", "成立日期", kind="date", sort="founded_on"),
        Column("code", "服务队编码", kind="code", sort="code", shown=False),
    )
    order = ("code",)
    select_related = ("organization", "home", "unit")


class YardMeetingRowTable(Table):
    """Yard meetings held within the period."""

    columns = (
        Column("title", "主题", sort="title", link=True),
        Column("held_on", "召开日期", kind="date", sort="held_on"),
        Column("unit", "村（社区）", value="unit", sort="unit__code"),
        Column("organization", "主办团组织", value="organization", sort="organization__path"),
        Column("attendees", "参加（人次）", kind="number", sort="attendees"),
    )
    order = ("held_on", "code")
    select_related = ("organization", "unit")


class NeedRowTable(Table):
    """Needs; who raised them is in no list."""

    columns = (
        Column("title", "诉求", sort="title", link=True),
        Column("category", "类别", kind="badge", choices=NeedCategory, sort="category"),
        Column("raised_on", "反映日期", kind="date", sort="raised_on"),
        Column("organization", "收集团组织", value="organization", sort="organization__path"),
        Column("answering", "责任团组织（现在）", value="answering"),
        Column("state", "状态（现在）", kind="badge", choices=NeedState, sort="state"),
        Column("due_on", "期限（现在）", kind="date", sort="due_on"),
    )
    order = ("raised_on", "code")
    select_related = ("organization", "owner")


class HonourRowTable(Table):
    """Honours."""

    columns = (
        Column("name", "荣誉名称", sort="name", link=True),
        Column("kind", "类别", kind="badge", choices=HonourKind, sort="kind"),
        Column("level", "级别", kind="badge", choices=HonourLevel, sort="level"),
        Column("holder", "获奖者", value="holder"),
        Column("organization", "归口团组织", value="organization", sort="organization__path"),
        Column("awarded_on", "授予日期", kind="date", sort="awarded_on"),
    )
    order = ("awarded_on", "code")
    select_related = ("organization", "person", "holder_organization")


class FederationMemberRowTable(Table):
    """Members of the federation, their names masked."""

    columns = (
        Column("name", "姓名", value="masked_name", link=True),
        Column("sector", "界别", kind="badge", choices=Sector, sort="sector"),
        Column("post", "职务", kind="choice", sort="post"),
        Column("employer", "工作单位", sort="employer"),
        Column("joined_on", "增补日期", kind="date", sort="joined_on"),
    )
    order = ("federation", "code")
    select_related = ("federation", "person")


TABLES = {
    ServiceTeam: ServiceTeamRowTable,
    YardMeeting: YardMeetingRowTable,
    Need: NeedRowTable,
    Honour: HonourRowTable,
    FederationMember: FederationMemberRowTable,
}
