"""Rights over service teams, yard meetings, needs and visits to couriers.

The own organisation and every office over it keep them. Postponing and refusing a need is an office's: nobody lets
himself off.
"""

import rules

from activities.enums import ActivityKind, ActivityState, NeedAction, NeedState
from activities.rules.activities import keeper
from league.core.rights import describe
from organizations.rules.register import editor, reader

OFFICES = (NeedAction.POSTPONE, NeedAction.REFUSE)


@rules.predicate
def is_running(user, team=None):
    """Not dissolved."""
    return team is None or team.dissolved_on is None


@rules.predicate
def is_serving(user, member=None):
    """Still in the team."""
    return member is None or member.left_on is None


@rules.predicate
def is_untold(user, need=None):
    """Told back is closed."""
    return need is None or need.state != NeedState.TOLD


@rules.predicate
def has_raiser(user, need=None):
    """A name or a telephone is kept."""
    return need is None or bool(need.raised_by or need.raiser_phone)


@rules.predicate
def may_forget(user, need=None):
    """Told back, so that nobody needs the name any more."""
    return need is None or (need.state == NeedState.TOLD and bool(need.raised_by or need.raiser_phone))


@rules.predicate
def is_amendable(user, activity=None):
    """Held, and not verified."""
    return activity is None or (activity.state in ActivityState.with_day and activity.state != ActivityState.VERIFIED)


@rules.predicate
def stands_amendable(user, visit=None):
    """Its activity may still be amended."""
    return visit is None or is_amendable.test(user, visit.activity)


@rules.predicate
def visits_people(user, activity=None):
    """An activity of visits, or one where visits were entered."""
    return activity is None or activity.kind == ActivityKind.VISIT or activity.courier_visits.exists()


def need_in_state_for(action: str):
    """Predicate: the step is in the state machine's table for the need as it stands."""

    @rules.predicate(f"need in state for {action}")
    def predicate(user, need=None):
        return need is None or need.stage.after(action) is not None

    return predicate


rules.add_perm("activities.view_service_team", reader)
# The object is the organisation.
rules.add_perm("activities.add_service_team", keeper)
rules.add_perm("activities.change_service_team", keeper & is_running)
rules.add_perm("activities.dissolve_service_team", keeper & is_running)
rules.add_perm("activities.add_service_team_member", keeper & is_running)
rules.add_perm("activities.leave_service_team", keeper & is_serving)
rules.add_perm("activities.remove_service_team_member", keeper)
rules.add_perm("activities.view_yard_meeting", reader)
rules.add_perm("activities.add_yard_meeting", keeper)
rules.add_perm("activities.change_yard_meeting", keeper)
rules.add_perm("activities.add_yard_meeting_photo", keeper)
rules.add_perm("activities.remove_yard_meeting_photo", keeper)
rules.add_perm("activities.view_need", reader)
rules.add_perm("activities.add_need", keeper)
rules.add_perm("activities.change_need", keeper & is_untold)
for _action in NeedAction:
    _who = editor if _action in OFFICES else keeper
    rules.add_perm(_action.permission, _who & need_in_state_for(_action.value))
rules.add_perm("activities.disclose_need", keeper & has_raiser)
rules.add_perm("activities.forget_need_raiser", keeper & may_forget)
# The object is the activity.
rules.add_perm("activities.view_courier_visit", reader & visits_people)
rules.add_perm("activities.add_courier_visit", keeper & is_amendable)
rules.add_perm("activities.change_courier_visit", keeper & stands_amendable)
rules.add_perm("activities.remove_courier_visit", keeper & stands_amendable)
# The object is an import limited to a subtree.
rules.add_perm("activities.import_service_team", editor)
rules.add_perm("activities.import_yard_meeting", editor)
rules.add_perm("activities.import_need", editor)

describe(
    "服务青年",
    {
        "activities.view_service_team": "查看本级及以下的服务队",
        "activities.add_service_team": "登记服务队",
        "activities.change_service_team": "更正服务队的资料和人数",
        "activities.dissolve_service_team": "撤销服务队",
        "activities.add_service_team_member": "将成年队员记名",
        "activities.leave_service_team": "登记队员退出",
        "activities.remove_service_team_member": "删去误登的队员",
        "activities.view_yard_meeting": "查看本级及以下的青春屋场恳谈会",
        "activities.add_yard_meeting": "登记恳谈会",
        "activities.change_yard_meeting": "更正恳谈会",
        "activities.add_yard_meeting_photo": "添加恳谈会照片",
        "activities.remove_yard_meeting_photo": "删除恳谈会照片",
        "activities.view_need": "查看本级及以下的急难愁盼诉求（反映人遮盖显示）",
        "activities.add_need": "登记诉求",
        "activities.change_need": "更正诉求",
        "activities.assign_need": "交办、改派诉求",
        "activities.postpone_need": "延长诉求的办理期限",
        "activities.solve_need": "登记诉求已解决",
        "activities.refuse_need": "登记诉求不予办理",
        "activities.tell_need": "登记已告知反映人",
        "activities.reopen_need": "重新办理诉求",
        "activities.disclose_need": "说明事由后查看反映人的姓名和电话（记入审计日志）",
        "activities.forget_need_raiser": "清除已告知诉求的反映人姓名和电话",
        "activities.view_courier_visit": "查看本级及以下走访新就业群体的情况",
        "activities.add_courier_visit": "登记走访新就业群体的人数",
        "activities.change_courier_visit": "更正走访人数",
        "activities.remove_courier_visit": "删去误登的走访",
        "activities.import_service_team": "从表格导入服务队",
        "activities.import_yard_meeting": "从表格导入恳谈会",
        "activities.import_need": "从表格导入诉求",
    },
)
