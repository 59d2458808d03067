"""The columns of the lists of learning series and records, and of the names of platforms."""

from activities.enums import Channel, NameState
from activities.models import LearningRecord
from league.core.tables import Column, Table


def organization_code(record: LearningRecord) -> str:
    """The register's code of the organisation that learned; empty for a school, and while nobody knows."""
    return record.organization.code if record.is_matched and not record.unit else ""


def warning(record: LearningRecord) -> str:
    """What somebody should look at."""
    found = [] if record.is_matched else ["名称待匹配"]
    return "、".join([*found, "超过100%"] if record.is_over else found)


class LearningSeriesTable(Table):
    columns = [
        Column("name", "栏目名称", sort="name", link=True),
        Column("code", "栏目编码", kind="code", sort="code"),
        Column("audience", "学习对象", kind="choice", sort="audience"),
        Column("channel", "学习方式", kind="choice", choices=Channel, sort="channel"),
        Column("platform", "学习平台"),
        Column("organization", "主管团组织", value="organization", sort="organization__path"),
        Column("starts_on", "开始日期", kind="date", sort="starts_on"),
        Column("ends_on", "结束日期", kind="date", sort="ends_on"),
        Column("records_seen", "学习记录（条）", kind="number"),
    ]
    order = ("code",)
    select_related = ("organization",)


class LearningRecordTable(Table):
    """The columns of the import stand under its labels: an exported list can be corrected and sent back."""

    columns = [
        Column("learner", "学习单位", value="learner", link=True),
        Column("series", "学习栏目", value="series", sort="series__code"),
        Column("issue", "期次", sort="issue"),
        Column("last_day", "截止日期", kind="date", sort="last_day"),
        Column("person_times", "学习人次", kind="number", sort="person_times"),
        Column("expected", "应学人次", kind="number", sort="expected"),
        Column("rate", "参学率（%）", value="rate", kind="number"),
        Column("warning", "提示", value=warning),
        Column("persons", "参学人数（不重复）", kind="number", sort="persons", shown=False),
        Column("first_day", "开始日期", kind="date", sort="first_day", shown=False),
        Column("series_code", "栏目编码", value="series__code", kind="code", shown=False),
        Column("superior", "平台上级名称", shown=False),
        Column("name", "平台组织名称", sort="name", shown=False),
        Column("organization_code", "团组织编码", value=organization_code, kind="code", shown=False),
        Column("unit_code", "单位编码", value="unit__code", kind="code", shown=False),
        Column("organization", "归口团组织", value="organization", sort="organization__path", shown=False),
        Column("source", "数据来源", shown=False),
    ]
    order = ("-last_day", "series__code", "org_path")
    select_related = ("series", "organization", "unit")


class PlatformNameTable(Table):
    columns = [
        Column("name", "平台组织名称", sort="name", link=True),
        Column("superior", "平台上级名称", sort="superior"),
        Column("state", "匹配状态", kind="badge", choices=NameState, sort="state"),
        Column("records", "待匹配记录（条）", kind="number", sort="records"),
        Column("person_times", "待匹配人次", kind="number", sort="person_times"),
        Column("meant", "对应团组织或单位", value="meant"),
        Column("seen_on", "首次导入", kind="date", sort="seen_on"),
        Column("decided_on", "处理日期", kind="date", sort="decided_on", shown=False),
        Column("organization", "导入团组织", value="organization", shown=False),
        Column("reason", "理由", shown=False),
    ]
    order = ("superior", "name")
    select_related = ("organization", "meant_organization", "meant_unit")
