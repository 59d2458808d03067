"""The columns of the lists of appraisal rounds, sheets and results."""

from cadres.enums import ResultStatus, RoundState
from cadres.tables.development import annotated
from league.core.tables import Column, Table


def report_state(sheet) -> str:
    """How far the written report is, in words."""
    if sheet.is_exempt:
        return "不参加"
    if sheet.reported_on:
        return "已提交"
    return "已退回" if sheet.report_remark else "未提交"


class AppraisalRoundTable(Table):
    columns = [
        Column("title", "名称", sort="title", link=True),
        Column("kind", "考核类别", value=lambda row: row.scheme.get_kind_display(), sort="scheme__kind"),
        Column("year", "年度", value="scheme__year", kind="code", sort="scheme__year"),
        Column("scheme", "方案", value="scheme", sort="scheme__title"),
        Column("as_of", "考核截止日", kind="date", sort="as_of"),
        Column("state", "状态", kind="badge", choices=RoundState, sort="state"),
        Column("taking_part", "参加考核", value=annotated("taking_part"), kind="number", sort="taking_part"),
        Column("exempt", "不参加考核", value=annotated("exempt"), kind="number", sort="exempt"),
        Column("announced_on", "公示日期", kind="date", sort="announced_on", shown=False),
        Column("published_on", "公布日期", kind="date", sort="published_on"),
        Column("document", "公布文号", shown=False),
    ]
    order = ("-as_of",)
    select_related = ("scheme",)


class AppraisalSheetTable(Table):
    columns = [
        Column("code", "团组织编码", value="organization__code", kind="code", sort="organization__code", shown=False),
        Column("organization", "被考核团组织", value="organization", sort="organization__path", link=True),
        Column("person", "书记", value="person", sort="person__name"),
        Column("group", "对象组", value="group", sort="group__sort"),
        Column("round", "轮次", value="round", sort="round__as_of"),
        Column("state", "状态", value=lambda row: row.round.get_state_display(), sort="round__state"),
        Column("report", "书面述职", value=report_state),
        Column("reported_on", "述职提交日期", kind="date", sort="reported_on"),
        Column("scores", "已评（项次）", value=annotated("scores_given"), kind="number", sort="scores_given"),
        Column("marks", "已登记得分（项）", value=annotated("marks_given"), kind="number", sort="marks_given"),
        Column("visits", "实地考察（次）", value=annotated("visits_made"), kind="number", sort="visits_made"),
        Column("exempt_reason", "不参加考核的理由", shown=False),
        Column("party_reviewed_by", "审阅的党组织", shown=False),
    ]
    order = ("-round__as_of", "group__sort", "organization__sort", "organization__code")
    select_related = ("round", "group", "organization", "person")


class AppraisalResultTable(Table):
    columns = [
        Column(
            "organization", "被考核团组织", value="sheet__organization", sort="sheet__organization__path", link=True
        ),
        Column("person", "书记", value="sheet__person", sort="sheet__person__name"),
        Column("group", "对象组", value="sheet__group", sort="sheet__group__sort"),
        Column("round", "轮次", value="sheet__round", sort="sheet__round__as_of"),
        Column("status", "核算情况", kind="badge", choices=ResultStatus, sort="status"),
        Column("total", "总分", kind="number", sort="total"),
        Column("rank", "组内排名", kind="number", sort="rank"),
        Column("out_of", "组内参评数", kind="number", shown=False),
        Column("is_tied", "同分", kind="bool", sort="is_tied"),
        Column("proposed", "拟定等次", value="proposed", sort="proposed__sort"),
        Column("grade", "等次", value="grade", sort="grade__sort"),
        Column("is_cut", "因名额降等", kind="bool", shown=False),
        Column("bonus", "加分", kind="number", shown=False),
        Column("self_total", "自评总分", kind="number", shown=False),
        Column("version", "版次", kind="number", shown=False),
    ]
    order = ("-sheet__round__as_of", "sheet__group__sort", "rank")
    select_related = ("sheet__organization", "sheet__person", "sheet__group", "sheet__round", "proposed", "grade")
