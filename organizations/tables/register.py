"""The columns of the register's lists, their exports and pages."""

from datetime import date

from league.core.dates import UNKNOWN_START
from league.core.tables import Column, Table
from organizations.enums import OrganizationKind


def first_day(row) -> date | str:
    """When a rule or stretch began; 一直 where nobody knows since when."""
    return "一直" if row.valid_from == UNKNOWN_START else row.valid_from


class OrganizationTable(Table):
    columns = [
        Column("code", "编码", kind="code", sort="code"),
        Column("name", "全称", sort="name", link=True),
        Column("short_name", "简称", shown=False),
        Column("kind", "类别", kind="badge", choices=OrganizationKind, sort="kind"),
        Column("parent", "上级组织", value="parent", sort="parent__path"),
        Column("unit", "所在单位", value="unit", sort="unit__name"),
        Column("stat_field", "统计领域", kind="choice", sort="stat_field"),
        Column("two_new", "两新类别", kind="choice", sort="two_new", shown=False),
        Column("division", "所在区划", value="division", sort="division__code", shown=False),
        Column("party_organization", "同级党组织", shown=False),
        Column("founded_on", "成立日期", kind="date", sort="founded_on"),
        Column("founded_document", "成立文号", shown=False),
        Column("dissolved_on", "撤销日期", kind="date", sort="dissolved_on", shown=False),
        Column("address", "地址", shown=False),
        Column("source", "数据来源", shown=False),
    ]
    order = ("path",)
    select_related = ("parent", "unit", "division")


class UnitTable(Table):
    columns = [
        Column("code", "编码", kind="code", sort="code"),
        Column("name", "单位名称", sort="name", link=True),
        Column("kind", "类型", kind="choice", sort="kind"),
        Column("credit_code", "统一社会信用代码", kind="code", shown=False),
        Column("division", "所在区划", value="division", sort="division__code"),
        Column("responsible", "归口团组织", value="responsible", sort="responsible__path"),
        Column("members", "团员数", value="members", kind="number", sort="members"),
        Column("members_on", "统计日期", value="members_on", kind="date", shown=False),
        Column("has_organization", "有团组织", value="has_organization", kind="bool", sort="has_organization"),
        Column("exempt_reason", "不建团组织的理由", shown=False),
        Column("opened_on", "设立日期", kind="date", sort="opened_on", shown=False),
        Column("closed_on", "撤销日期", kind="date", sort="closed_on", shown=False),
        Column("address", "地址", shown=False),
        Column("source", "数据来源", shown=False),
    ]
    order = ("code",)
    select_related = ("division", "responsible")


class DivisionTable(Table):
    columns = [
        Column("code", "区划代码", kind="code", sort="code"),
        Column("name", "名称", sort="name", link=True),
        Column("level", "级别", kind="choice", sort="level"),
        Column("parent", "上级区划", value="parent", sort="parent__code"),
        Column("starts_on", "设立日期", kind="date", sort="starts_on"),
        Column("ends_on", "撤销日期", kind="date", sort="ends_on"),
        Column("successor", "并入区划", value="successor", shown=False),
        Column("source", "数据来源", shown=False),
    ]
    order = ("code",)
    select_related = ("parent", "successor")


class HeadCountTable(Table):
    columns = [
        Column("subject", "单位或团组织", value=lambda row: str(row.unit or row.organization), link=True),
        Column("kind", "统计对象", kind="choice", sort="kind"),
        Column("counted_on", "统计日期", kind="date", sort="counted_on"),
        Column("value", "人数", kind="number", sort="value"),
        Column("source", "数据来源"),
        Column("ends_on", "下次统计日期", kind="date", sort="ends_on", shown=False),
        Column("superseded", "已被更正", value=lambda row: row.superseded_at is not None, kind="bool", shown=False),
    ]
    order = ("-counted_on",)
    select_related = ("unit", "organization")


class CoverageTable(Table):
    columns = [
        Column("organization", "联合团组织", value="organization", sort="organization__path", link=True),
        Column("unit", "覆盖单位", value="unit", sort="unit__name"),
        Column("starts_on", "自", kind="date", sort="starts_on"),
        Column("ends_on", "至（不含）", kind="date", sort="ends_on"),
    ]
    order = ("organization__path", "unit__code")
    select_related = ("organization", "unit")


class RestructuringTable(Table):
    columns = [
        Column("effective_on", "生效日期", kind="date", sort="effective_on"),
        Column("kind", "方式", kind="choice", sort="kind"),
        Column("organization", "团组织", value="organization", link=True),
        Column("target", "去向", value="target"),
        Column("document", "文号"),
        Column("reason", "事由", shown=False),
        Column("made_at", "办理时间", kind="date", sort="made_at"),
        Column("undone_at", "撤回时间", kind="date", sort="undone_at"),
    ]
    order = ("-made_at",)
    select_related = ("organization", "target")


class RuleTable(Table):
    columns = [
        Column("code", "规则编码", kind="code", sort="code", shown=False),
        Column("text", "内容", sort="text", link=True),
        Column("value", "值"),
        Column("unit", "单位"),
        Column("applies_to", "适用范围", shown=False),
        Column("valid_from", "自", value=first_day, kind="date", sort="valid_from"),
        Column("valid_to", "至（不含）", kind="date", sort="valid_to"),
        Column("severity", "违反时", kind="choice", sort="severity"),
        Column("is_local", "县里可设", kind="bool", sort="is_local"),
        Column("range", "可设范围", value="choice", shown=False),
        Column("source", "依据"),
    ]
    order = ("code", "-valid_from")
