"""What the audit log says of what happens."""

from league.core.audit import register

register(
    {
        "programme.created": "登记了品牌项目{object}",
        "programme.changed": "更正了品牌项目{object}",
        "activity.created": "登记了活动{object}",
        "activity.changed": "修改了活动{object}",
        "activity.publish": "发布了活动{object}",
        "activity.retract": "将活动{object}退回草稿",
        "activity.hold": "登记了活动{object}的举办情况",
        "activity.amend": "更正了活动{object}的举办情况",
        "activity.verify": "核验了活动{object}",
        "activity.return": "将活动{object}退回更正",
        "activity.unverify": "撤销了活动{object}的核验",
        "activity.cancel": "取消了活动{object}",
        "activity.restore": "恢复了活动{object}",
        "activity_photo.added": "添加了{object}",
        "activity_photo.removed": "删除了{object}的{photo}",
        "activity_sample.drawn": "抽取了{object}的清单",
    }
)
