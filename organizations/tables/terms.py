"""The columns of the lists of terms, elections, extensions and the health card."""

from league.core.tables import Column, Table
from organizations.enums import CaseState, ElectionState, TermState
from organizations.models.term import days_left, due_on


class DueTable(Table):
    """Rows of `with_terms`."""

    columns = [
        Column("term_state", "届期状态", kind="badge", choices=TermState, sort="term_state"),
        Column("name", "团组织", value="subject", sort="name", link=True),
        Column("code", "编码", value="subject__code", kind="code", sort="subject__code", shown=False),
        Column("kind", "类别", kind="choice", sort="kind"),
        Column("parent", "上级组织", value="parent", sort="parent__path"),
        Column("term_number", "届次", kind="number", sort="term_number"),
        Column("term_starts_on", "任期起", kind="date", sort="term_starts_on"),
        Column("term_years", "任期（年）", kind="number", shown=False),
        Column("due_on", "届满日", value=due_on, kind="date", sort="due_rank"),
        Column("days_left", "距届满（天）", value=days_left, kind="number"),
        Column("extended_until", "已批准延期至", kind="date", sort="extended_until"),
        Column("in_work", "换届办理", kind="badge", choices=ElectionState),
    ]
    order = ("due_rank", "path")
    select_related = ("subject", "parent")


class TermTable(Table):
    columns = [
        Column("organization", "团组织", value="organization", sort="organization__path"),
        Column("code", "编码", value="organization__code", kind="code", sort="organization__code", shown=False),
        Column("number", "届次", value=lambda term: f"第{term.number}届", sort="number", link=True),
        Column("starts_on", "任期起", kind="date", sort="starts_on"),
        Column("ends_on", "任期止（不含）", kind="date", sort="ends_on"),
        Column("meeting_on", "选举大会日期", kind="date", sort="meeting_on"),
        Column("document", "批复文号"),
        Column("source", "数据来源", shown=False),
    ]
    order = ("organization__code", "-starts_on")
    select_related = ("organization",)


class ElectionTable(Table):
    columns = [
        Column("organization", "团组织", value="organization", sort="organization__path", link=True),
        Column("state", "状态", kind="badge", choices=ElectionState, sort="state"),
        Column("number", "拟选届次", kind="number", sort="number"),
        Column("planned_on", "计划换届日期", kind="date", sort="planned_on"),
        Column("form", "会议形式", kind="choice"),
        Column("seats", "应选人数", kind="number"),
        Column("requested_on", "请示日期", kind="date", shown=False),
        Column("approved_on", "批复日期", kind="date", shown=False),
        Column("meeting_on", "大会日期", kind="date", sort="meeting_on"),
        Column("replied_on", "任职批复日期", kind="date", sort="replied_on"),
        Column("begins_on", "新一届任期起", kind="date", sort="begins_on"),
        Column("reply_document", "任职批复文号", shown=False),
        Column("remark", "备注", shown=False),
    ]
    order = ("-planned_on",)
    select_related = ("organization",)


class ExtensionTable(Table):
    columns = [
        Column("organization", "团组织", value="term__organization", sort="term__organization__path", link=True),
        Column("number", "届次", value="term__number", kind="number"),
        Column("until", "延期至", kind="date", sort="until"),
        Column("granted_on", "批准日期", kind="date", sort="granted_on"),
        Column("reason", "延期理由"),
        Column("party_document", "同级党组织批复文号", shown=False),
        Column("league_document", "上级团组织批复文号"),
        Column("withdrawn", "已撤销", value=lambda extension: not extension.is_standing, kind="bool"),
    ]
    order = ("-granted_on",)
    select_related = ("term__organization",)


class HealthCaseTable(Table):
    columns = [
        Column("organization", "团组织", value="organization", sort="organization__path", link=True),
        Column("check_code", "体检项目", kind="choice", sort="check_code"),
        Column("state", "状态", kind="badge", choices=CaseState),
        Column("opened_on", "发现日期", kind="date", sort="opened_on"),
        Column("responsible", "责任组织", value="responsible", sort="responsible__path"),
        Column("owner", "责任人"),
        Column("due_on", "整改期限", kind="date", sort="due_on"),
        Column("closed_on", "销号日期", kind="date", sort="closed_on", shown=False),
        Column("outcome", "整改情况", shown=False),
        Column("quiet_until", "暂不再列至", kind="date", shown=False),
        Column("remark", "备注", shown=False),
    ]
    order = ("-opened_on", "organization__code")
    select_related = ("organization", "responsible")
