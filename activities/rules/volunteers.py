"""Rights over volunteers: the organiser and every office over it; doubts about hours are decided from above,
and by the county's staff, who have nobody above them here."""

import rules

from activities.enums import ActivityState, SignUpAction
from activities.rules.activities import holds_above, keeper
from league.core.rights import describe
from league.core.roles import Role
from organizations.rules.register import acts_above, editor, has_grant, reader


@rules.predicate
def seen(user, volunteer=None):
    """Kept in the scope, or signed up for an activity of the scope."""
    return volunteer is None or type(volunteer).objects.visible_to(user).filter(pk=volunteer.pk).exists()


@rules.predicate
def is_planned(user, activity=None):
    """Not held yet."""
    return activity is None or activity.state in ActivityState.planned


@rules.predicate
def can_cancel(user, row=None):
    """Neither cancelled nor come."""
    return row is None or row.stage.after(SignUpAction.CANCEL) is not None


@rules.predicate
def is_valid(user, certificate=None):
    """Not void yet."""
    return certificate is None or certificate.revoked_on is None


rules.add_perm("activities.view_volunteer", has_grant & seen)
# The object is the organisation that keeps the record.
rules.add_perm("activities.add_volunteer", keeper)
rules.add_perm("activities.change_volunteer", keeper)
rules.add_perm("activities.disclose_volunteer", keeper)
rules.add_perm("activities.import_volunteer", editor)
rules.add_perm("activities.view_volunteer_team", reader)
rules.add_perm("activities.add_volunteer_team", keeper)
rules.add_perm("activities.change_volunteer_team", keeper)
rules.add_perm("activities.import_volunteer_team", editor)
# The object is the activity.
rules.add_perm("activities.open_volunteer_call", keeper & is_planned)
rules.add_perm("activities.keep_door", keeper)
rules.add_perm("activities.enter_sign_up", keeper)
rules.add_perm("activities.settle_attendance", keeper)
rules.add_perm("activities.export_roster", keeper)
rules.add_perm("activities.change_volunteer_call", keeper)
rules.add_perm("activities.view_sign_up", reader)
rules.add_perm("activities.cancel_sign_up", keeper & can_cancel)
rules.add_perm("activities.check_in_at_desk", keeper)
rules.add_perm("activities.view_check_in", reader)
rules.add_perm("activities.correct_check_in", keeper)
rules.add_perm("activities.view_attendance_doubt", reader)
rules.add_perm("activities.decide_attendance_doubt", acts_above(Role.COUNTY_STAFF) | holds_above)
rules.add_perm("activities.view_volunteer_certificate", reader)
# The object is the issuer.
rules.add_perm("activities.issue_volunteer_certificate", editor)
rules.add_perm("activities.revoke_volunteer_certificate", editor & is_valid)

describe(
    "志愿服务",
    {
        "activities.view_volunteer": "查看本级及以下的志愿者，以及报名本级活动的志愿者",
        "activities.add_volunteer": "登记志愿者",
        "activities.change_volunteer": "更正志愿者信息",
        "activities.disclose_volunteer": "写明理由后查看志愿者的完整信息",
        "activities.import_volunteer": "导入志愿者",
        "activities.view_volunteer_team": "查看志愿服务队",
        "activities.add_volunteer_team": "登记志愿服务队",
        "activities.change_volunteer_team": "更正志愿服务队",
        "activities.import_volunteer_team": "导入志愿服务队",
        "activities.open_volunteer_call": "为活动招募志愿者",
        "activities.change_volunteer_call": "修改志愿者招募",
        "activities.keep_door": "显示签到二维码",
        "activities.enter_sign_up": "代志愿者报名",
        "activities.settle_attendance": "办结活动签到",
        "activities.export_roster": "导出投保名单",
        "activities.view_sign_up": "查看志愿报名",
        "activities.cancel_sign_up": "取消志愿报名",
        "activities.check_in_at_desk": "代志愿者签到",
        "activities.view_check_in": "查看签到记录",
        "activities.correct_check_in": "更正签到记录",
        "activities.view_attendance_doubt": "查看时长存疑清单",
        "activities.decide_attendance_doubt": "核查下级的时长存疑",
        "activities.view_volunteer_certificate": "查看志愿服务证明",
        "activities.issue_volunteer_certificate": "出具志愿服务证明",
        "activities.revoke_volunteer_certificate": "作废志愿服务证明",
    },
)
