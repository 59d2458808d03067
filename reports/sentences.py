"""Sentences of the audit log."""

from league.core.audit import register

register(
    {
        "snapshot.filled": "统计了{object}的数据，截至{as_of}",
        "snapshot.corrected": "更正了{object}已关账的数据，截至{as_of}，另出一版",
        "own_indicator.composed": "新建了自定义指标{object}",
        "own_indicator.revised": "将自定义指标{object}改为第{version}版",
        "own_indicator.featured": "调整了自定义指标{object}是否列入首页",
        "own_indicator.retired": "停用了自定义指标{object}",
        "period.closed": "将{object}关账",
        "demo.loaded": "装入了演示县{object}",
    }
)
