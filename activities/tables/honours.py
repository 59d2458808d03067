"""The columns of the lists of honours, of the youth federation and its members."""

from activities.enums import HonourKind, HonourLevel, Sector
from league.core.tables import Column, Table


class HonourTable(Table):
    columns = [
        Column("name", "荣誉名称", sort="name", link=True),
        Column("kind", "类别", kind="badge", choices=HonourKind, sort="kind"),
        Column("level", "级别", kind="badge", choices=HonourLevel, sort="level"),
        Column("holder", "获奖者", value="holder"),
        Column("year", "表彰年度", value=lambda honour: str(honour.year), sort="year"),
        Column("organization", "归口团组织", value="organization", sort="organization__path"),
        Column("awarded_on", "授予日期", kind="date", sort="awarded_on"),
        Column("ends_on", "有效期至（不含）", kind="date", sort="ends_on"),
        Column("withdrawn_on", "撤销日期", kind="date", sort="withdrawn_on", shown=False),
        Column("issuer", "授予单位", sort="issuer", shown=False),
        Column("document", "授予文号", shown=False),
        Column("code", "荣誉编码", kind="code", sort="code", shown=False),
    ]
    order = ("-awarded_on", "code")
    select_related = ("organization", "person", "holder_organization")


class YouthFederationTable(Table):
    columns = [
        Column("name", "名称", sort="name", link=True),
        Column("organization", "指导团组织", value="organization", sort="organization__path"),
        Column("founded_on", "成立日期", kind="date", sort="founded_on"),
        Column("founding_document", "成立文号"),
        Column("term_number", "届次", kind="number", sort="term_number"),
        Column("term_ends_on", "本届届满日期（不含）", kind="date", sort="term_ends_on"),
        Column("sitting", "在任委员（人）", kind="number"),
    ]
    order = ("founded_on", "name")
    select_related = ("organization",)


class FederationMemberTable(Table):
    columns = [
        Column("name", "姓名", value="masked_name", link=True),
        Column("code", "委员编号", kind="code", sort="code"),
        Column("sector", "界别", kind="badge", choices=Sector, sort="sector"),
        Column("post", "职务", kind="choice", sort="post"),
        Column("employer", "工作单位", sort="employer"),
        Column("federation", "青联", value="federation", sort="federation__name", shown=False),
        Column("joined_on", "增补日期", kind="date", sort="joined_on"),
        Column("left_on", "卸任日期（不含）", kind="date", sort="left_on"),
    ]
    order = ("federation", "code")
    select_related = ("federation", "person")
