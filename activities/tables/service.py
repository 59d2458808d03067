"""The columns of the lists of service teams, yard meetings, needs and visits to couriers."""

from activities.enums import NeedCategory, NeedState
from league.core.tables import Column, Table


class ServiceTeamTable(Table):
    columns = [
        Column("name", "服务队名称", sort="name", link=True),
        Column("code", "服务队编码", kind="code", sort="code"),
        Column("organization", "所属团组织", value="organization", sort="organization__path"),
        Column("place", "阵地", value="place"),
        Column("party_organization", "联建党组织", shown=False),
        Column("party_members", "党员（人）", kind="number", sort="party_members"),
        Column("league_members", "团员（人）", kind="number", sort="league_members"),
        Column("pioneers", "少先队员（人）", kind="number", sort="pioneers"),
        Column("volunteers", "青年志愿者（人）", kind="number", sort="volunteers"),
        Column("missing", "尚缺", value=lambda team: "、".join(team.missing)),
        Column("counted_on", "人数截至日期", kind="date", sort="counted_on", shown=False),
        Column("founded_on", "成立日期", kind="date", sort="founded_on", shown=False),
        Column("dissolved_on", "撤销日期", kind="date", sort="dissolved_on", shown=False),
        Column("duties", "服务内容", shown=False),
    ]
    order = ("code",)
    select_related = ("organization", "home", "unit")


class YardMeetingTable(Table):
    columns = [
        Column("title", "主题", sort="title", link=True),
        Column("held_on", "召开日期", kind="date", sort="held_on"),
        Column("unit", "村（社区）", value="unit", sort="unit__code"),
        Column("organization", "主办团组织", value="organization", sort="organization__path"),
        Column("host", "主持人"),
        Column("attendees", "参加（人次）", kind="number", sort="attendees"),
        Column("youth", "其中青年（人次）", kind="number", sort="youth"),
        Column("raised", "收集诉求（件）", kind="number", sort="raised"),
        Column("code", "恳谈会编码", kind="code", sort="code", shown=False),
        Column("team", "服务队", value="team", sort="team__code", shown=False),
        Column("place", "地点", shown=False),
    ]
    order = ("-held_on", "code")
    select_related = ("organization", "unit", "team")


class NeedTable(Table):
    columns = [
        Column("title", "诉求", sort="title", link=True),
        Column("category", "类别", kind="badge", choices=NeedCategory, sort="category"),
        Column("state", "状态", kind="badge", choices=NeedState, sort="state"),
        Column("due_on", "办理期限", kind="date", sort="due_on"),
        Column("organization", "收集团组织", value="organization", sort="organization__path"),
        Column("answering", "责任团组织", value="answering"),
        Column("owner_name", "责任人"),
        Column("raised_on", "反映日期", kind="date", sort="raised_on"),
        Column("raiser_kind", "反映人身份", kind="choice", shown=False),
        Column("unit", "涉及单位", value="unit", sort="unit__code", shown=False),
        Column("meeting", "恳谈会", value="meeting", shown=False),
        Column("outcome", "办理结果", shown=False),
        Column("changed_on", "最近办理日期", kind="date", sort="changed_on", shown=False),
        Column("reopened", "重新办理（次）", kind="number", sort="reopened", shown=False),
        Column("code", "诉求编码", kind="code", sort="code", shown=False),
    ]
    order = ("-raised_on", "code")
    select_related = ("organization", "owner", "unit", "meeting")


class DueNeedTable(NeedTable):
    """The worklist: what is due first stands first."""

    order = ("due_on", "code")


class CourierVisitTable(Table):
    columns = [
        Column("activity", "活动", value="activity", sort="activity__title", link=True),
        Column("held_on", "举办日期", value="activity__held_on", kind="date", sort="activity__held_on"),
        Column("organization", "主办团组织", value="activity__organization", sort="activity__organization__path"),
        Column("company", "所在企业", sort="company"),
        Column("trade", "行业", kind="choice", sort="trade"),
        Column("persons", "走访（人）", kind="number", sort="persons"),
        Column("first_this_year", "其中本年首次走访（人）", kind="number", sort="first_this_year"),
        Column("state", "活动状态", value=lambda visit: visit.activity.get_state_display()),
    ]
    order = ("-activity__held_on", "pk")
    select_related = ("activity__organization",)
