"""Rights over Youth Homes: townships apply for, furnish and run their own; accepting, suspending, resuming and closing
are the county's."""

import rules

from league.core.rights import describe
from organizations.rules.register import editor, reader, staff

rules.add_perm("organizations.view_home", reader)
# The object is the organisation that answers for the home, then the home.
rules.add_perm("organizations.add_home", editor)
rules.add_perm("organizations.change_home", editor)
rules.add_perm("organizations.record_home_month", editor)
rules.add_perm("organizations.check_home", editor)
rules.add_perm("organizations.add_home_photo", editor)
rules.add_perm("organizations.change_home_photo", editor)
rules.add_perm("organizations.remove_home_photo", editor)
rules.add_perm("organizations.assign_home_visit", editor)
rules.add_perm("organizations.change_home_visit", editor)
rules.add_perm("organizations.record_home_visit", editor)
rules.add_perm("organizations.close_home_visit", editor)
rules.add_perm("organizations.withdraw_home_visit", editor)
rules.add_perm("organizations.import_home", editor)
rules.add_perm("organizations.reapply_home", editor)
rules.add_perm("organizations.open_home", editor)
rules.add_perm("organizations.accept_home", staff)
rules.add_perm("organizations.refuse_home", staff)
rules.add_perm("organizations.suspend_home", staff)
rules.add_perm("organizations.resume_home", staff)
rules.add_perm("organizations.close_home", staff)

describe(
    "青年阵地",
    {
        "organizations.view_home": "查看本级及以下的青年之家等阵地",
        "organizations.add_home": "申报阵地",
        "organizations.change_home": "更正、变更阵地资料",
        "organizations.record_home_month": "登记月度开放记录",
        "organizations.check_home": "登记年度检查",
        "organizations.add_home_photo": "添加阵地照片",
        "organizations.change_home_photo": "更正照片的说明和日期",
        "organizations.remove_home_photo": "删除阵地照片",
        "organizations.assign_home_visit": "安排对阵地的走访",
        "organizations.change_home_visit": "调整走访的责任人和期限",
        "organizations.record_home_visit": "登记走访情况",
        "organizations.close_home_visit": "办结走访任务",
        "organizations.withdraw_home_visit": "撤回走访任务",
        "organizations.import_home": "从表格导入阵地",
        "organizations.reapply_home": "重新申报验收未通过的阵地",
        "organizations.open_home": "登记阵地开始运行",
        "organizations.accept_home": "验收通过阵地",
        "organizations.refuse_home": "登记阵地验收未通过",
        "organizations.suspend_home": "停用阵地",
        "organizations.resume_home": "恢复运行停用的阵地",
        "organizations.close_home": "撤销阵地",
    },
)
