"""Sentences of the audit log."""

from league.core.audit import register

register(
    {
        "snapshot.filled": "统计了{object}的数据，截至{as_of}",
        "snapshot.corrected": "更正了{object}已关账的数据，截至{as_of}，另出一版",
        "period.closed": "将{object}关账",
        "demo.loaded": "装入了演示县{object}",
    }
)
