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
        "recruitment_drive.created": "新建了招募{object}",
        "recruitment_drive.changed": "修改了招募{object}",
        "recruitment_drive.open": "开始了招募{object}的报名",
        "recruitment_drive.retract": "将招募{object}退回草稿",
        "recruitment_drive.close": "截止了招募{object}的报名",
        "recruitment_drive.reopen": "恢复了招募{object}的报名",
        "recruitment_drive.finish": "办结了招募{object}",
        "recruitment_drive.resume": "恢复了招募{object}的办理",
        "opening.offered": "登记了招募岗位{object}",
        "opening.changed": "修改了招募岗位{object}",
        "opening.withdrawn": "撤回了招募岗位{object}",
        "application.submitted": "报名者本人提交了{drive}的{object}",
        "application.withdraw": "报名者本人撤回了{object}",
        "application.pass": "审核通过了{object}",
        "application.reject": "审核未通过{object}",
        "application.recheck": "将{object}退回重新审核",
        "application.score": "登记了{object}的面试成绩",
        "application.select": "录用了{object}到{opening}",
        "application.unselect": "取消了{object}的录用",
        "application.decline": "将{object}登记为未录用",
        "application.reconsider": "将{object}列为递补候选",
        "application.disclosed": "查看了{object}的完整个人信息",
        "application.erased": "保存期满，清除了{object}的个人信息",
        "placement.take_up": "登记了{object}上岗",
        "placement.miss": "登记了{object}未上岗",
        "placement.leave": "登记了{object}离岗",
        "placement.revoke": "退回了{object}的上一步",
        "placement.certified": "为{object}出具了证明",
    }
)
