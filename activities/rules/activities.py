"""Rights over programmes and activities.

The organiser and every office over it keep an activity; verifying, returning and taking a verification back are done
strictly from above: nobody verifies what the own organisation held.
"""

import rules

from activities.enums import ActivityAction, ActivityState
from league.core.audit import path_of
from league.core.rights import describe
from league.core.roles import Role
from organizations.rules.register import editor, has_grant, own_organization, parent_path, reader

KEEPERS = (Role.COUNTY_STAFF, Role.TOWNSHIP_SECRETARY)


@rules.predicate
def holds_above(user, obj=None):
    """County staff or a township secretary whose node lies strictly over the organiser."""
    if obj is None:
        return bool(user.roles & set(KEEPERS))
    above = parent_path(path_of(obj))
    return bool(above) and user.holds(*KEEPERS, above=above)


@rules.predicate
def is_open(user, activity=None):
    """Neither verified nor cancelled."""
    return activity is None or activity.state not in (ActivityState.VERIFIED, ActivityState.CANCELLED)


@rules.predicate
def is_unverified(user, photo=None):
    """The evidence of a verified activity stays."""
    return photo is None or photo.activity.state != ActivityState.VERIFIED


def in_state_for(action: str):
    """Predicate: the step is in the state machine's table for the row as it stands."""

    @rules.predicate(f"in state for {action}")
    def predicate(user, activity=None):
        return activity is None or activity.stage.after(action) is not None

    return predicate


keeper = editor | own_organization

rules.add_perm("activities.view_programme", has_grant)
# The object is the organisation that owns it.
rules.add_perm("activities.add_programme", editor)
rules.add_perm("activities.change_programme", editor)
# The object of an import is its batch, which stands at the importer's own node.
rules.add_perm("activities.import_programme", editor)
rules.add_perm("activities.import_activity", editor)
rules.add_perm("activities.view_activity", reader)
# The object is the organiser.
rules.add_perm("activities.add_activity", keeper)
rules.add_perm("activities.change_activity", keeper & is_open)
rules.add_perm("activities.copy_activity", keeper)
rules.add_perm("activities.repeat_activity", keeper & is_open)
for _action in ActivityAction:
    _who = holds_above if _action.value in ActivityAction.of_above else keeper
    rules.add_perm(_action.permission, _who & in_state_for(_action.value))
rules.add_perm("activities.add_activity_photo", keeper & is_open)
rules.add_perm("activities.remove_activity_photo", keeper & is_unverified)
rules.add_perm("activities.view_activity_sample", reader)
# The object is the organisation that draws.
rules.add_perm("activities.draw_activity_sample", editor)

describe(
    "活动",
    {
        "activities.view_programme": "查看品牌项目",
        "activities.add_programme": "登记品牌项目",
        "activities.change_programme": "更正品牌项目",
        "activities.import_programme": "从表格导入品牌项目",
        "activities.import_activity": "从表格导入已举办的活动",
        "activities.view_activity": "查看本级及以下的活动",
        "activities.add_activity": "登记本级及以下的活动",
        "activities.change_activity": "修改活动",
        "activities.copy_activity": "照抄以前的活动",
        "activities.repeat_activity": "将活动排成系列",
        "activities.publish_activity": "发布活动",
        "activities.retract_activity": "将活动退回草稿",
        "activities.hold_activity": "登记活动的举办情况",
        "activities.amend_activity": "更正活动的举办情况",
        "activities.verify_activity": "核验下级的活动",
        "activities.return_activity": "将下级的活动退回更正",
        "activities.unverify_activity": "撤销对下级活动的核验",
        "activities.cancel_activity": "取消活动",
        "activities.restore_activity": "恢复已取消的活动",
        "activities.add_activity_photo": "添加活动照片",
        "activities.remove_activity_photo": "删除活动照片",
        "activities.view_activity_sample": "查看本级及以下的抽样清单",
        "activities.draw_activity_sample": "抽取核验清单",
    },
)
