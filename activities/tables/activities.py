"""The columns of the lists of programmes, activities, photos and samples."""

from activities.enums import ActivityKind, ActivityState
from activities.models import Activity
from league.core.money import yuan
from league.core.tables import Column, Table


def topics_told(activity: Activity) -> str:
    """禁毒、反诈."""
    return "、".join(row.get_topic_display() for row in activity.topics.all())


class ProgrammeTable(Table):
    columns = [
        Column("name", "项目名称", sort="name", link=True),
        Column("code", "项目编码", kind="code", sort="code"),
        Column("series", "所属系列", sort="series"),
        Column("organization", "主办团组织", value="organization", sort="organization__path"),
        Column("starts_on", "开始日期", kind="date", sort="starts_on"),
        Column("ends_on", "结束日期", kind="date", sort="ends_on"),
        Column("held", "已举办（场）", kind="number"),
    ]
    order = ("code",)
    select_related = ("organization",)


class ActivityTable(Table):
    columns = [
        Column("title", "活动名称", sort="title", link=True),
        Column("kind", "类别", kind="badge", choices=ActivityKind, sort="kind"),
        Column("starts_at", "开始时间", value="opening", kind="date", sort="starts_at"),
        Column("organization", "主办团组织", value="organization", sort="organization__path"),
        Column("where", "举办地点", value="where"),
        Column("state", "状态", kind="badge", choices=ActivityState, sort="state"),
        Column("person_times", "人次", kind="number", sort="person_times"),
        Column("reached", "到达单位数", kind="number", sort="reached", shown=False),
        Column("held_on", "举办日期", kind="date", sort="held_on"),
        Column("code", "活动编码", kind="code", sort="code", shown=False),
        Column("topics", "主题", value=topics_told, shown=False),
        Column("programme", "品牌项目", value="programme", sort="programme__code", shown=False),
        Column("partners", "协办单位", shown=False),
        Column("by_federation", "青联主办", kind="bool", shown=False),
        Column("attendance", "签到方式", kind="choice", shown=False),
        Column("expenditure", "支出（元）", value=lambda row: yuan(row.expenditure), kind="number", sort="expenditure",
               shown=False),
        Column("verified_on", "核验日期", kind="date", sort="verified_on", shown=False),
    ]  # fmt: skip
    order = ("-starts_at", "code")
    select_related = ("organization", "home", "unit", "division", "programme")


class ActivitySampleTable(Table):
    columns = [
        Column("organization", "抽样团组织", value="organization", sort="organization__path", link=True),
        Column("first_day", "举办日期自", kind="date", sort="first_day"),
        Column("last_day", "至", kind="date", sort="last_day"),
        Column("population", "待核验（场）", kind="number", sort="population"),
        Column("percent", "比例（%）", kind="number"),
        Column("size", "抽中（场）", kind="number"),
        Column("open", "尚未核验（场）", kind="number"),
        Column("seed", "随机种子", kind="code"),
        Column("drawn_on", "抽样日期", kind="date", sort="drawn_on"),
    ]
    order = ("-drawn_on", "-pk")
    select_related = ("organization",)
