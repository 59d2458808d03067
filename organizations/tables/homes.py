"""The columns of the lists of homes."""

from datetime import date

from league.core.dates import today
from league.core.tables import Column, Table
from organizations.criteria import idleness_of
from organizations.enums import DivisionLevel, HomeKind, HomeState, VisitOutcome
from organizations.models import HomeVisit


def month_of(day: date | None) -> str:
    """2026年4月; empty for a home that never had an activity."""
    return f"{day.year}年{day.month}月" if day else ""


def place_told(home) -> str:
    """西渡镇赤水村: villages of one name stand in several townships."""
    division = home.division
    return (
        f"{division.parent}{division}"
        if division.level in (DivisionLevel.VILLAGE, DivisionLevel.COMMUNITY)
        else str(division)
    )


def unit_told(home) -> str:
    """The unit with the code by which a workbook knows it."""
    return f"{home.unit.code} {home.unit}" if home.unit else ""


def visit_told(visit: HomeVisit) -> str:
    """How far a visit is; 过期 beside it when nobody has gone there in time."""
    return f"{visit.get_state_display()}（过期）" if visit.is_late(today()) else visit.get_state_display()


class HomeTable(Table):
    columns = [
        Column("code", "编码", kind="code", sort="code"),
        Column("name", "阵地名称", sort="name", link=True),
        Column("kind", "类别", kind="badge", choices=HomeKind, sort="kind"),
        Column("base", "依托阵地", kind="choice", sort="base"),
        Column("state", "状态", kind="badge", choices=HomeState, sort="state"),
        Column("operational", "实体化运行", value="is_operational", kind="bool"),
        Column("responsible", "负责团组织", value="responsible", sort="responsible__path"),
        Column("division", "所在区划", value=place_told, sort="division__code"),
        Column("unit", "依托单位", value=unit_told, sort="unit__code", shown=False),
        Column("area", "面积（平方米）", kind="number", sort="area", shown=False),
        Column("has_sign", "标识标牌", kind="bool", shown=False),
        Column("manager", "管理员", shown=False),
        Column("office_phone", "办公电话", value="masked_phone", shown=False),
        # Digits, as the import wants them: an exported list can be corrected and sent back.
        Column("weekdays", "开放日", kind="code", shown=False),
        Column("opening_hours", "开放时间", shown=False),
        Column("cloud_number", "云平台编号", shown=False),
        Column("partners", "共建单位", shown=False),
        Column("agreement_ends_on", "协议到期日", kind="date", sort="agreement_ends_on", shown=False),
        Column("applied_on", "申报日期", kind="date", sort="applied_on"),
        Column("address", "地址", shown=False),
        Column("source", "数据来源", shown=False),
    ]
    order = ("code",)
    select_related = ("responsible", "division__parent", "unit")


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


class HomePhotoTable(Table):
    columns = [
        Column("home", "青年阵地", value="home", sort="home__code", link=True),
        Column("shows", "拍摄内容", kind="choice", sort="shows"),
        Column("caption", "说明"),
        Column("taken_on", "拍摄日期", kind="date", sort="taken_on"),
        Column("occasion", "拍摄于", value="occasion"),
        Column("again", "重复使用", value="is_again", kind="bool"),
        Column("responsible", "负责团组织", value="home__responsible", sort="home__responsible__path", shown=False),
        Column("added_on", "上传日期", kind="date", sort="added_on", shown=False),
        Column("digest", "照片指纹", kind="code", shown=False),
    ]
    order = ("-taken_on", "home__code")
    select_related = ("home__responsible", "home_check__home", "home_visit__home")


class HomeVisitTable(Table):
    columns = [
        Column("home", "青年阵地", value="home", sort="home__code", link=True),
        Column("responsible", "负责团组织", value="home__responsible", sort="home__responsible__path"),
        Column("reasons", "走访原因"),
        Column("owner", "责任人", sort="owner"),
        Column("due_on", "走访期限", kind="date", sort="due_on"),
        Column("state", "进度", value=visit_told, sort="state"),
        Column("visited_on", "走访日期", kind="date", sort="visited_on"),
        Column("finding", "走访情况", shown=False),
        Column("outcome", "结论", kind="badge", choices=VisitOutcome, sort="outcome"),
        Column("assigned_on", "安排日期", kind="date", sort="assigned_on", shown=False),
        Column("visitor", "走访人", shown=False),
        Column("closed_on", "办结（撤回）日期", kind="date", sort="closed_on", shown=False),
        Column("remark", "备注", shown=False),
    ]
    order = ("-assigned_on", "home__code")
    select_related = ("home__responsible",)
