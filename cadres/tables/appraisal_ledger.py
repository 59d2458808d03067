"""The columns of 述职台账 (TJ-13) and of what stands around it."""

from cadres.enums import FeedbackTarget, ResultUse, SchemeKind
from cadres.services.appraisal_engine import cent
from cadres.tables.development import annotated
from league.core.tables import Column, Table

METHODS = (("daily", "日常考核"), ("on_site", "现场述职"), ("written", "书面述职"), ("visit", "实地考察"))
TOLD = (("told_party", "反馈党组织日期"), ("told_department", "反馈组织部门日期"))


def points(name: str):
    """A method's points with their two places, which a subquery does not keep on every database."""
    read = annotated(name)
    return lambda row: None if read(row) is None else cent(read(row))


class AppraisalLedgerTable(Table):
    columns = [
        Column("year", "年度", value="sheet__round__scheme__year", kind="code", sort="sheet__round__scheme__year"),
        Column(
            "organization", "被考核团组织", value="sheet__organization", sort="sheet__organization__path", link=True
        ),
        Column("person", "书记", value="sheet__person", sort="sheet__person__name"),
        Column("group", "对象组", value="sheet__group", sort="sheet__group__sort"),
        *(Column(name, label, value=points(name), kind="number") for name, label in METHODS),
        Column("total", "总分", kind="number", sort="total"),
        Column("rank", "组内排名", kind="number", sort="rank"),
        Column("grade", "等次", value="grade", sort="grade__sort"),
        *(Column(name, label, value=annotated(name), kind="date", sort=name) for name, label in TOLD),
        Column(
            "kind", "考核类别", value="sheet__round__scheme__kind", kind="choice", choices=SchemeKind,
            sort="sheet__round__scheme__kind", shown=False,
        ),
        Column("round", "轮次", value="sheet__round", sort="sheet__round__as_of", shown=False),
        Column("out_of", "组内参评数", kind="number", shown=False),
        Column("bonus", "加分", kind="number", shown=False),
        Column("self_total", "自评总分", kind="number", shown=False),
        Column("version", "版次", kind="number", shown=False),
    ]  # fmt: skip
    order = ("-sheet__round__as_of", "sheet__group__sort", "rank", "pk")
    select_related = ("sheet__organization", "sheet__person", "sheet__group", "sheet__round__scheme", "grade")


class AppraisalFeedbackTable(Table):
    columns = [
        Column(
            "organization", "被考核团组织", value="sheet__organization", sort="sheet__organization__path", link=True
        ),
        Column("round", "轮次", value="sheet__round", sort="sheet__round__as_of"),
        Column("target", "反馈对象", kind="badge", choices=FeedbackTarget, sort="target"),
        Column("recipient", "接收单位"),
        Column("told_on", "反馈日期", kind="date", sort="told_on"),
        Column("document", "反馈文号"),
        Column("opinion", "意见"),
        Column("opinion_on", "意见日期", kind="date", sort="opinion_on"),
    ]
    order = ("-told_on", "sheet__organization__path", "pk")
    select_related = ("sheet__organization", "sheet__round")


class AppraisalUseTable(Table):
    columns = [
        Column(
            "organization", "被考核团组织", value="sheet__organization", sort="sheet__organization__path", link=True
        ),
        Column("round", "轮次", value="sheet__round", sort="sheet__round__as_of"),
        Column("kind", "运用方式", kind="choice", choices=ResultUse, sort="kind"),
        Column("used_on", "日期", kind="date", sort="used_on"),
        Column("title", "事项"),
        Column("document", "文号"),
    ]
    order = ("-used_on", "pk")
    select_related = ("sheet__organization", "sheet__round")


class AppraisalRectificationTable(Table):
    columns = [
        Column("organization", "团组织", value="sheet__organization", sort="sheet__organization__path", link=True),
        Column("round", "轮次", value="sheet__round", sort="sheet__round__as_of"),
        Column("listed_on", "列入日期", kind="date", sort="listed_on"),
        Column("due_on", "整顿期限", kind="date", sort="due_on"),
        Column("finished_on", "完成日期", kind="date", sort="finished_on"),
        Column("outcome", "整顿结果"),
        Column("problem", "存在问题", shown=False),
        Column("measures", "整顿措施", shown=False),
    ]
    order = ("due_on", "pk")
    select_related = ("sheet__organization", "sheet__round")
