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

register(
    {
        "fund.opened": "设立了资金专项{object}",
        "fund.changed": "更正了资金专项{object}",
        "fund.closed": "结清了资金专项{object}",
        "fund.reopened": "恢复了资金专项{object}",
        "fund.disclosed": "下载了资金专项{object}{first}至{last}的公开表",
        "donation.received": "登记了{object}",
        "donation.changed": "更正了{object}",
        "donation.removed": "删去了误登的{object}",
        "donation.disclosed": "查看了{object}的捐赠方全名",
        "grant.applied": "申请了发放{object}",
        "grant.changed": "修改了发放申请{object}",
        "grant.recipients_named": "在发放{object}中登记了{number}名受助人",
        "grant.recipient_removed": "在发放{object}中删去了一名受助人",
        "grant.disclosed": "查看了发放{object}的{number}名受助人的完整信息",
        "grant.review": "初审了发放{object}",
        "grant.check": "复核了发放{object}",
        "grant.publicize": "登记了发放{object}的公示",
        "grant.approve": "审定了发放{object}",
        "grant.pay": "登记发放了{object}",
        "grant.return": "将发放{object}退回补正",
        "grant.resubmit": "重新申请了发放{object}",
        "grant.reject": "决定不予发放{object}",
        "grant.revoke": "撤销了发放{object}的审定",
        "grant.unpay": "撤销了误登的发放{object}",
        "grant.withdraw": "撤回了发放申请{object}",
        "aid_case.added": "登记了关爱帮扶{object}",
        "aid_case.changed": "更正了关爱帮扶{object}",
        "aid_case.removed": "删去了误登的关爱帮扶{object}",
        "bank_line.matched": "将{object}对应到{entry}",
        "bank_line.unmatched": "取消了{object}的对应",
    }
)

register(
    {
        "service_team.founded": "登记了服务队{object}",
        "service_team.changed": "更正了服务队{object}",
        "service_team.dissolved": "撤销了服务队{object}",
        "service_team_member.added": "将{object}记名",
        "service_team_member.left": "登记{object}退出服务队",
        "service_team_member.removed": "删去了误登的队员{object}",
        "yard_meeting.recorded": "登记了青春屋场恳谈会{object}",
        "yard_meeting.changed": "更正了青春屋场恳谈会{object}",
        "yard_meeting_photo.added": "添加了{object}",
        "yard_meeting_photo.removed": "删除了{object}的{photo}",
        "need.raised": "登记了诉求{object}",
        "need.changed": "更正了诉求{object}",
        "need.assign": "交办了诉求{object}",
        "need.postpone": "延长了诉求{object}的办理期限",
        "need.solve": "登记诉求{object}已解决",
        "need.refuse": "登记诉求{object}不予办理",
        "need.tell": "登记诉求{object}已告知反映人",
        "need.reopen": "重新办理诉求{object}",
        "need.disclosed": "查看了诉求{object}的完整{fields}",
        "need.raiser_forgotten": "清除了诉求{object}的反映人姓名和电话",
        "courier_visit.added": "登记了{object}",
        "courier_visit.changed": "更正了{object}",
        "courier_visit.removed": "删去了误登的{object}",
        "honour.awarded": "登记了荣誉{object}",
        "honour.changed": "更正了荣誉{object}",
        "honour.renewed": "登记荣誉{object}续期",
        "honour.withdrawn": "撤销了荣誉{object}",
        "youth_federation.founded": "登记了{object}",
        "youth_federation.changed": "更正了{object}",
        "federation_member.seated": "增补了青联委员{object}",
        "federation_member.changed": "更正了青联委员{object}",
        "federation_member.retired": "登记青联委员{object}卸任",
        "federation_member.disclosed": "查看了青联委员{object}的完整{fields}",
    }
)

register(
    {
        "volunteer.registered": "登记了志愿者{object}",
        "volunteer.changed": "更正了志愿者{object}",
        "volunteer.disclosed": "查看了志愿者{object}的完整信息",
        "volunteer.erased": "按期清除了志愿者{object}的手机号、身份证号和监护人信息",
        "village_service.added": "登记了{object}",
        "volunteer_team.created": "登记了志愿服务队{object}",
        "volunteer_team.changed": "更正了志愿服务队{object}",
        "volunteer_call.opened": "发起了{object}",
        "volunteer_call.changed": "修改了{object}",
        "sign_up.made": "收到{object}",
        "sign_up.cancelled": "取消了{object}",
        "sign_up.promoted": "{object}由候补递补",
        "check_in.made": "记录了{object}",
        "check_in.corrected": "更正了签到，写入{object}",
        "attendance.settled": "办结了{object}的签到",
        "doubt.found": "列入时长存疑：{object}",
        "doubt.decided": "核查了时长存疑：{object}",
        "volunteer_certificate.issued": "出具了志愿服务{object}",
        "volunteer_certificate.revoked": "作废了志愿服务{object}",
        "roster.exported": "导出了{object}的投保名单（{rows}人，号码打码）",
        "roster.exported_in_full": "导出了{object}的投保名单（{rows}人，完整号码）",
    }
)
