"""The columns of the lists of league schools and mechanisms."""

from league.core.tables import Column, Table
from organizations.enums import Inclusion, SurveyResult


def hours(school) -> float:
    """学时 before admission, by the county's length of one."""
    return round(school.minutes / school.per_hour, 1)


def missing(row) -> str:
    """What an entry lacks."""
    return "、".join(row.missing)


class SchoolTable(Table):
    columns = [
        Column("code", "编码", kind="code", sort="code"),
        Column("name", "学校", sort="name", link=True),
        Column("kind", "类型", kind="choice", sort="kind"),
        Column("division", "所在区划", value="division", sort="division__code"),
        Column("responsible", "归口团组织", value="responsible", sort="responsible__path", shown=False),
        Column("surveyed_on", "最近摸底", kind="date", sort="surveyed_on"),
        Column("survey_result", "摸底结果", kind="badge", choices=SurveyResult, sort="survey_result"),
        Column("settled_on", "理顺日期", kind="date", sort="settled_on", shown=False),
        Column("league_school_name", "团校", sort="league_school_name"),
        Column("classes", "本学年团课次数", kind="number", sort="classes"),
        Column("hours", "本学年入团前学时", value=hours, kind="number", sort="minutes"),
        Column("is_covered", "计入团校覆盖", kind="bool", sort="is_covered"),
    ]
    order = ("code",)
    select_related = ("division", "responsible")


class RelationSurveyTable(Table):
    columns = [
        Column("unit", "学校", value="unit", sort="unit__name", link=True),
        Column("code", "学校编码", value="unit__code", kind="code", sort="unit__code"),
        Column("surveyed_on", "摸底日期", kind="date", sort="surveyed_on"),
        Column("surveyor", "摸底人"),
        Column("result", "摸底结果", kind="badge", choices=SurveyResult, sort="result"),
        Column("remark", "情况说明"),
        Column("corrected_on", "理顺日期", kind="date", sort="corrected_on"),
        Column("correction_document", "理顺文号", shown=False),
    ]
    order = ("-surveyed_on", "unit__code")
    select_related = ("unit",)


class LeagueSchoolTable(Table):
    columns = [
        Column("name", "团校名称", sort="name", link=True),
        Column("unit", "学校", value="unit", sort="unit__name"),
        Column("code", "学校编码", value="unit__code", kind="code", sort="unit__code"),
        Column("founded_on", "成立日期", kind="date", sort="founded_on"),
        Column("closed_on", "撤销日期", kind="date", sort="closed_on", shown=False),
        Column("head_name", "校长姓名"),
        Column("head_role", "校长职务"),
        Column("founding_document", "成立文号"),
        Column("classroom", "教室", shown=False),
        Column("has_rules", "制度已建立", kind="bool", sort="has_rules"),
    ]
    order = ("unit__code", "-founded_on")
    select_related = ("unit",)


class LeagueClassTable(Table):
    columns = [
        Column("held_on", "授课日期", kind="date", sort="held_on", link=True),
        Column("league_school", "团校", value="league_school", sort="league_school__name"),
        Column("code", "学校编码", value="league_school__unit__code", kind="code"),
        Column("topic", "专题", value="topic", sort="topic__code"),
        Column("audience", "授课对象", kind="choice", sort="audience"),
        Column("minutes", "时长（分钟）", kind="number", sort="minutes"),
        Column("teacher", "授课人"),
        Column("attendance", "听课人次", kind="number", sort="attendance"),
        Column("material", "教案与材料", shown=False),
    ]
    order = ("-held_on", "league_school__unit__code")
    select_related = ("league_school__unit", "topic")


class PolicyDocumentTable(Table):
    columns = [
        Column("title", "标题", sort="title", link=True),
        Column("issuers", "发文单位"),
        Column("kind", "类别", kind="choice", sort="kind"),
        Column("number", "文号"),
        Column("issued_on", "发文日期", kind="date", sort="issued_on"),
        Column("organization", "适用范围", value="organization", sort="organization__path"),
        Column("code", "团组织编码", value="organization__code", kind="code"),
        Column("missing", "缺项", value=missing),
        Column("entered_on", "入册日期", kind="date", sort="entered_on", shown=False),
        Column("note", "备注", shown=False),
    ]
    order = ("-issued_on", "title")
    select_related = ("organization",)


class BodySeatTable(Table):
    columns = [
        Column("body", "领导机构", sort="body", link=True),
        Column("role", "成员身份"),
        Column("held_by", "担任职务"),
        Column("organization", "团组织", value="organization", sort="organization__path"),
        Column("code", "团组织编码", value="organization__code", kind="code"),
        Column("starts_on", "自", kind="date", sort="starts_on"),
        Column("ends_on", "至（不含）", kind="date", sort="ends_on"),
        Column("document", "依据文件", value="document", sort="document__title"),
        Column("missing", "缺项", value=missing),
    ]
    order = ("body",)
    select_related = ("organization", "document")


class JointSurveyTable(Table):
    columns = [
        Column("held_on", "调研日期", kind="date", sort="held_on", link=True),
        Column("organization", "调研范围", value="organization", sort="organization__path"),
        Column("code", "团组织编码", value="organization__code", kind="code"),
        Column("organizers", "组织单位"),
        Column("visited", "走访单位"),
        Column("findings", "调研发现", shown=False),
        Column("document", "依据文件", value="document", sort="document__title"),
        Column("missing", "缺项", value=missing),
    ]
    order = ("-held_on",)
    select_related = ("organization", "document")


class SurveyVisitTable(Table):
    columns = [
        Column("place", "走访点", value=lambda visit: visit.place, link=True),
        Column("held_on", "调研日期", value="joint_survey__held_on", kind="date", sort="joint_survey__held_on"),
        Column("organizers", "组织单位", value="joint_survey__organizers"),
        Column("survey", "团组织编码", value="joint_survey__organization__code", kind="code", shown=False),
        Column("unit", "走访单位编码", value="unit__code", kind="code", shown=False),
        Column("organization", "走访团组织编码", value="organization__code", kind="code", shown=False),
        Column("findings", "发现的问题"),
        Column("corrected_on", "整改日期", kind="date", sort="corrected_on"),
        Column("correction", "整改情况", shown=False),
    ]
    order = ("-joint_survey__held_on", "org_path", "id")
    select_related = ("joint_survey__organization", "unit", "organization")


class PartyInclusionTable(Table):
    columns = [
        Column("organization", "团组织", value="organization", sort="organization__path", link=True),
        Column("code", "团组织编码", value="organization__code", kind="code"),
        Column("year", "年度", sort="year"),
        Column("in_plan", "党委工作计划", kind="badge", choices=Inclusion, sort="in_plan"),
        Column("in_assessment", "党委年度考核", kind="badge", choices=Inclusion, sort="in_assessment"),
        Column("weight", "考核分值", kind="number", sort="weight"),
        Column("score", "团建得分", kind="number", sort="score"),
        Column("document", "佐证文件", value="document", sort="document__title"),
        Column("missing", "缺项", value=missing),
    ]
    order = ("-year", "organization__path")
    select_related = ("organization", "document")
