"""Audit sentences of the ground."""

from league.core.audit import register

register({"list.exported": "导出了“{title}”，筛选条件：{filter}，共 {rows} 行（{kind}）"})
