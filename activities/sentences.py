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

register(
    {
        "learning_series.created": "登记了学习栏目{object}",
        "learning_series.changed": "更正了学习栏目{object}",
        "learning_record.added": "登记了学习记录{object}",
        "learning_record.changed": "更正了学习记录{object}",
        "learning_record.matched": "将学习记录{object}归到{owner}",
        "learning_record.removed": "删去了学习记录{object}",
        "platform_name.matched": "匹配了平台名称{object}，{number}条学习记录随之归位",
        "platform_name.dismissed": "将平台名称{object}列为不属本县，删去其{number}条学习记录",
        "platform_name.reopened": "将平台名称{object}恢复为待匹配",
        "media_item.created": "登记了宣传条目{object}",
        "media_item.changed": "更正了宣传条目{object}",
        "media_item.removed": "删去了宣传条目{object}",
        "media_reading.added": "登记了{object}",
        "media_reading.changed": "更正了{object}",
        "media_reading.removed": "删去了{object}",
    }
)
