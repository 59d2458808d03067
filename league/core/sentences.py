"""Audit sentences of the ground."""

from league.core.audit import register

register(
    {
        "list.exported": "导出了“{title}”，筛选条件：{filter}，共 {rows} 行（{kind}）",
        "import.template_filled": "下载了{noun}的导入模板，含现有数据{rows}行",
        "import.row_added": "从文件“{file}”导入了{noun}{object}",
        "import.row_changed": "从文件“{file}”导入，变更了{noun}{object}",
        "import.addition_undone": "撤回了从文件“{file}”导入的{noun}{object}",
        "import.change_undone": "撤回了文件“{file}”对{noun}{object}的变更",
    }
)
