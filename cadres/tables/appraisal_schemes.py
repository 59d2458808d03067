"""The columns of the list of schemes."""

from cadres.enums import SchemeKind, SchemeState
from league.core.tables import Column, Table


class SchemeTable(Table):
    columns = [
        Column("title", "方案名称", value=str, sort="title", link=True),
        Column("code", "方案编码", kind="code", sort="code"),
        Column("kind", "考核类别", kind="badge", choices=SchemeKind, sort="kind"),
        Column("year", "年度", sort="year"),
        Column("version", "版次", kind="number", sort="version"),
        Column("state", "状态", kind="badge", choices=SchemeState, sort="state"),
        Column("issued_on", "印发日期", kind="date", sort="issued_on"),
        Column("document", "印发文号", sort="document"),
        Column("organization", "考核单位", value="organization", sort="organization__path", shown=False),
    ]
    order = ("-year", "kind", "-version")
    select_related = ("organization",)
