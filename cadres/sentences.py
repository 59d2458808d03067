"""What the audit log says of people and of what they hold."""

from league.core.audit import register

register(
    {
        "person.registered": "登记了人员{object}",
        "person.changed": "更正了{object}的资料",
        "person.handed_over": "将{object}的档案移交给{target}",
        "person.revealed": "查看了{object}的完整{fields}",
        "person.merged": "将另一条{dropped}的记录并入{object}",
        "person.merge_undone": "撤回了{dropped}并入{object}的合并",
    }
)
