"""The columns of the lists of homes."""

from datetime import date

from league.core.tables import Column, Table
from organizations.criteria import idleness_of
from organizations.enums import HomeKind, HomeState


def month_of(day: date | None) -> str:
    """2026年4月; empty for a home that never had an activity."""
    return f"{day.year}年{day.month}月" if day else ""


class HomeTable(Table):
    columns = [
        Column("code", "编码", kind="code", sort="code"),
        Column("name", "阵地名称", sort="name", link=True),
        Column("kind", "类别", kind="badge", choices=HomeKind, sort="kind"),
        Column("base", "依托阵地", kind="choice", sort="base"),
        Column("state", "状态", kind="badge", choices=HomeState, sort="state"),
        Column("operational", "实体化运行", value="is_operational", kind="bool"),
        Column("responsible", "负责团组织", value="responsible", sort="responsible__path"),
        Column("division", "所在区划", value="division", sort="division__code"),
        Column("area", "面积（平方米）", kind="number", sort="area", shown=False),
        Column("has_sign", "标识标牌", kind="bool", shown=False),
        Column("manager", "管理员", shown=False),
        Column("office_phone", "办公电话", value="masked_phone", shown=False),
        Column("opening_days", "开放时间", value="opening_days", shown=False),
        Column("cloud_number", "云平台编号", shown=False),
        Column("partners", "共建单位", shown=False),
        Column("agreement_ends_on", "协议到期日", kind="date", sort="agreement_ends_on", shown=False),
        Column("applied_on", "申报日期", kind="date", sort="applied_on"),
        Column("address", "地址", shown=False),
        Column("source", "数据来源", shown=False),
    ]
    order = ("code",)
    select_related = ("responsible", "division")


class IdleHomeTable(Table):
    columns = [
        Column("name", "阵地名称", sort="name", link=True),
        Column("kind", "类别", kind="badge", choices=HomeKind, sort="kind"),
        Column("responsible", "负责团组织", value="responsible", sort="responsible__path"),
        Column("reasons", "闲置情形", value=lambda row: "、".join(code.label for code in idleness_of(row))),
        Column("last_active", "最近有活动的月份", value=lambda row: month_of(row.last_active)),
        Column("last_checked", "最近检查", value="last_checked", kind="date"),
        Column("agreement_ends_on", "协议到期日", kind="date", sort="agreement_ends_on"),
    ]
    order = ("responsible__path", "subject__code")
    select_related = ("responsible", "subject")
