"""Columns of the lists: the rows behind a figure, the periods, the dictionary."""

from __future__ import annotations

from league.core.tables import Column, Table
from organizations.models import (
    BodySeat,
    Election,
    HeadCount,
    HomeMonth,
    HomeVersion,
    LeagueClass,
    LeagueSchool,
    OrganizationVersion,
    PartyInclusion,
    PolicyDocument,
    Term,
    UnitVersion,
)
from organizations.tables import schools, terms


class OrganizationRowTable(Table):
    """Organisations as they stood on the snapshot's day."""

    columns = (
        Column("code", "编码", "subject__code", kind="code", sort="subject__code"),
        Column("name", "全称", link=True, sort="name"),
        Column("kind", "类别", kind="choice", sort="kind"),
        Column("parent", "上级组织", sort="parent__code"),
        Column("unit", "所在单位", sort="unit__code"),
        Column("stat_field", "统计领域", kind="choice", sort="stat_field"),
        Column("two_new", "两新类别", kind="choice", sort="two_new"),
        Column("founded_on", "成立日期", "subject__founded_on", kind="date", sort="subject__founded_on"),
        Column("document", "成立文号", "subject__founded_document", shown=False),
    )
    order = ("subject__code",)
    select_related = ("subject", "parent", "unit")


class UnitRowTable(Table):
    """Units as they stood on the snapshot's day."""

    columns = (
        Column("code", "编码", "subject__code", kind="code", sort="subject__code"),
        Column("name", "单位名称", link=True, sort="name"),
        Column("kind", "类型", kind="choice", sort="kind"),
        Column("division", "区划", sort="division__code"),
        Column("responsible", "归口团组织", sort="responsible__code"),
        Column("members", "团员数", kind="number", sort="members"),
        Column("exempt_reason", "免建理由", shown=False),
        Column("credit_code", "统一社会信用代码", "subject__credit_code", kind="code", shown=False),
    )
    order = ("subject__code",)
    select_related = ("subject", "division", "responsible")


class HeadCountRowTable(Table):
    """Head-counts in force on the snapshot's day."""

    columns = (
        Column("counted", "单位或团组织", lambda count: count.unit or count.organization, link=True),
        Column("kind", "统计对象", kind="choice"),
        Column("value", "人数", kind="number", sort="value"),
        Column("counted_on", "统计日期", kind="date", sort="counted_on"),
        Column("source", "数据来源"),
    )
    order = ("org_path", "unit__code")
    select_related = ("unit", "organization")


class HomeRowTable(Table):
    """Homes as they stood on the snapshot's day."""

    columns = (
        Column("code", "编码", "subject__code", kind="code", sort="subject__code"),
        Column("name", "阵地名称", link=True, sort="name"),
        Column("kind", "类别", kind="choice", sort="kind"),
        Column("base", "依托阵地", kind="choice", sort="base"),
        Column("division", "区划", sort="division__code"),
        Column("responsible", "负责团组织", sort="responsible__code"),
        Column("area", "面积（平方米）", kind="number", sort="area", shown=False),
        Column("manager", "管理员", shown=False),
    )
    order = ("subject__code",)
    select_related = ("subject", "division", "responsible")


class HomeMonthRowTable(Table):
    """Monthly records of homes."""

    columns = (
        Column("home", "阵地", link=True, sort="home__code"),
        Column("month", "月份", lambda row: f"{row.month.year}年{row.month.month}月", sort="month"),
        Column("activities", "活动场次", kind="number", sort="activities"),
        Column("attendances", "有签到记录的场次", kind="number", sort="attendances"),
        Column("source", "数据来源", shown=False),
    )
    order = ("home__code", "month")
    select_related = ("home",)


class OwnIndicatorTable(Table):
    """Own indicators by number; the retired ones stay listed."""

    columns = (
        Column("number", "编码", "code", kind="code", sort="number"),
        Column("name", "名称", link=True, sort="name"),
        Column("version", "版本", lambda one: f"第{one.version}版", sort="version"),
        Column("featured", "列入首页", kind="bool", sort="featured"),
        Column("retired", "状态", lambda one: "已停用" if one.is_retired else "在用", sort="retired_at"),
    )
    order = ("number",)


TABLES = {
    Term: terms.TermTable,
    Election: terms.ElectionTable,
    HomeMonth: HomeMonthRowTable,
    LeagueSchool: schools.LeagueSchoolTable,
    OrganizationVersion: OrganizationRowTable,
    UnitVersion: UnitRowTable,
    HeadCount: HeadCountRowTable,
    HomeVersion: HomeRowTable,
    LeagueClass: schools.LeagueClassTable,
    PolicyDocument: schools.PolicyDocumentTable,
    BodySeat: schools.BodySeatTable,
    PartyInclusion: schools.PartyInclusionTable,
}
