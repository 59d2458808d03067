"""Columns of the rows behind the figures of appraisals."""

from __future__ import annotations

from cadres.enums import ResultStatus
from cadres.models import AppraisalMethodResult, AppraisalResult
from league.core.tables import Column, Table


class AppraisalResultRowTable(Table):
    """Published results."""

    columns = (
        Column("organization", "团组织", value="sheet__organization", sort="sheet__organization__path", link=True),
        Column("round", "考核", value="sheet__round"),
        Column("group", "对象组", value="sheet__group__name"),
        Column("total", "总分", kind="number", sort="total"),
        Column("rank", "组内排名", kind="number", sort="rank"),
        Column("grade", "等次", value="grade__name", sort="grade__sort"),
        Column("status", "核算情况", kind="badge", choices=ResultStatus, sort="status"),
        Column("self_total", "自评总分", kind="number", sort="self_total", shown=False),
    )
    order = ("sheet__organization__path",)
    select_related = ("sheet__organization", "sheet__round__scheme", "sheet__group", "grade")


class MethodResultRowTable(Table):
    """What one method gave."""

    columns = (
        Column(
            "organization", "团组织", value="result__sheet__organization", sort="result__sheet__organization__path",
            link=True,
        ),
        Column("method", "考核方式", value="method"),
        Column("points", "得分（百分制）", kind="number", sort="points"),
        Column("weighted", "折算得分", kind="number", sort="weighted"),
        Column("self_points", "自评分（百分制）", kind="number", sort="self_points"),
    )  # fmt: skip
    order = ("result__sheet__organization__path",)
    select_related = ("result__sheet__organization", "method")


TABLES = {AppraisalResult: AppraisalResultRowTable, AppraisalMethodResult: MethodResultRowTable}
