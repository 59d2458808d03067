"""Rights over recruitment.

A drive is the organiser's, run by county staff. Openings are offered by the secretaries who answer for the host, and by
county staff. Applications lie at the organiser; what happens at the host (上岗、离岗) the host's secretary records too.
"""

import rules

from cadres.enums import ApplicationState, DriveState
from league.core.rights import describe
from league.core.roles import Role
from league.core.scoping import ancestor_ids
from organizations.rules.register import acts_above, editor, has_grant, reader, staff


@rules.predicate
def takes_openings(user, drive=None):
    """A finished drive keeps its openings."""
    return drive is None or drive.state in DriveState.taking_openings


@rules.predicate
def is_offered(user, opening=None):
    """The opening was not taken back, and its drive is not finished."""
    return opening is None or (opening.withdrawn_on is None and takes_openings(user, opening.drive))


@rules.predicate
def is_kept(user, application=None):
    """The personal fields are still there."""
    return application is None or application.erased_on is None


@rules.predicate
def is_uncertified(user, placement=None):
    """At work or gone, and without a certificate."""
    return placement is None or (
        not placement.certificate_number
        and placement.application.erased_on is None
        and placement.stage in (ApplicationState.TOOK_UP, ApplicationState.LEFT)
    )


def may(kind: str, action: str):
    """Predicate: the step is in the state machine's table for the row as it stands."""

    @rules.predicate(f"may {action}")
    def predicate(user, obj=None):
        if obj is None:
            return True
        application = obj.application if kind == "placement" else obj
        return action in application.stage.actions_in(application.drive.state)

    return predicate


organizer_or_below = has_grant
recruiter = staff
sees_applications = acts_above(Role.COUNTY_STAFF, Role.REVIEWER)


@rules.predicate
def offers_for(user, drive=None):
    """Some organisation at or below the organiser is the user's to offer openings for."""
    if drive is None:
        return bool(user.roles & {Role.COUNTY_STAFF, Role.TOWNSHIP_SECRETARY})
    return any(
        grant.role in (Role.COUNTY_STAFF, Role.TOWNSHIP_SECRETARY)
        and drive.organization_id in ancestor_ids(grant.organization.path)
        for grant in user.current_grants
        if grant.organization_id
    )


rules.add_perm("cadres.view_recruitment_drive", organizer_or_below)
rules.add_perm("cadres.add_recruitment_drive", recruiter)
rules.add_perm("cadres.change_recruitment_drive", recruiter & takes_openings)
for _action in ("open", "retract", "close", "reopen", "finish", "resume"):
    rules.add_perm(f"cadres.{_action}_recruitment_drive", recruiter)

rules.add_perm("cadres.view_opening", reader)
# Asked for the drive; which organisations one may offer for is asked as offer_opening, for the organisation.
rules.add_perm("cadres.add_opening", offers_for & takes_openings)
rules.add_perm("cadres.offer_opening", editor)
rules.add_perm("cadres.change_opening", editor & is_offered)
rules.add_perm("cadres.withdraw_opening", editor & is_offered)

rules.add_perm("cadres.view_application", sees_applications)
rules.add_perm("cadres.disclose_application", recruiter & is_kept)
for _action in ("pass", "reject", "recheck", "score", "select", "unselect", "decline", "reconsider"):
    rules.add_perm(f"cadres.{_action}_application", recruiter & may("application", _action))

rules.add_perm("cadres.view_placement", reader)
for _action in ("take_up", "miss", "leave"):
    rules.add_perm(f"cadres.{_action}_placement", editor & may("placement", _action))
rules.add_perm("cadres.revoke_placement", recruiter & may("placement", "revoke"))
rules.add_perm("cadres.certify_placement", recruiter & is_uncertified)

rules.add_perm("cadres.import_opening", editor)
rules.add_perm("cadres.import_application", recruiter)

describe(
    "招募",
    {
        "cadres.view_recruitment_drive": "查看招募",
        "cadres.add_recruitment_drive": "新建招募",
        "cadres.change_recruitment_drive": "修改招募",
        "cadres.open_recruitment_drive": "开始报名",
        "cadres.retract_recruitment_drive": "将招募退回草稿",
        "cadres.close_recruitment_drive": "截止报名",
        "cadres.reopen_recruitment_drive": "恢复报名",
        "cadres.finish_recruitment_drive": "办结招募",
        "cadres.resume_recruitment_drive": "恢复办理已办结的招募",
        "cadres.view_opening": "查看本级及以下的招募岗位",
        "cadres.add_opening": "为招募登记岗位",
        "cadres.offer_opening": "以本级及以下团组织的名义登记岗位",
        "cadres.change_opening": "修改招募岗位",
        "cadres.withdraw_opening": "撤回招募岗位",
        "cadres.view_application": "查看报名（个人信息打码）",
        "cadres.disclose_application": "说明理由后查看报名者的完整电话和证件号码",
        "cadres.pass_application": "审核通过报名",
        "cadres.reject_application": "审核不通过报名",
        "cadres.recheck_application": "重新审核报名",
        "cadres.score_application": "登记面试成绩",
        "cadres.select_application": "录用报名者",
        "cadres.unselect_application": "取消录用",
        "cadres.decline_application": "登记不予录用",
        "cadres.reconsider_application": "将未录用者列为递补候选",
        "cadres.view_placement": "查看本级及以下的录用上岗",
        "cadres.take_up_placement": "登记上岗",
        "cadres.miss_placement": "登记未上岗",
        "cadres.leave_placement": "登记离岗",
        "cadres.revoke_placement": "退回误登的上岗、离岗",
        "cadres.certify_placement": "出具实习（任职）证明",
        "cadres.import_opening": "从表格导入招募岗位",
        "cadres.import_application": "从表格导入往年报名和上岗",
    },
)
