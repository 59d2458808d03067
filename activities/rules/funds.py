"""Rights over funds, gifts, grants, aid cases and bank lines.

A fund is kept by county staff and the township secretary at or over its organisation. An application is the applying
office's; everything after it is done by those who keep the fund, checking and approving not by the account that
applied or reviewed.
"""

import rules

from activities.enums import GrantAction, GrantState
from activities.models.grant import KEEPERS
from league.core.rights import describe
from organizations.rules.register import editor, reader


@rules.predicate
def keeps_fund(user, row=None):
    """County staff or a township secretary at or over the organisation that keeps the row's fund."""
    return bool(user.roles & set(KEEPERS)) if row is None else user.holds(*KEEPERS, above=row.fund.org_path)


@rules.predicate
def is_open(user, fund=None):
    """Not settled and closed."""
    return fund is None or fund.closed_on is None


@rules.predicate
def is_closed(user, fund=None):
    """Settled and closed."""
    return fund is None or fund.closed_on is not None


@rules.predicate
def is_editable(user, grant=None):
    """Nobody has reviewed it."""
    return grant is None or grant.state in GrantState.editable


@rules.predicate
def is_editable_grant_of(user, recipient=None):
    """Nobody has reviewed the grant that names the recipient."""
    return recipient is None or recipient.grant.state in GrantState.editable


@rules.predicate
def is_matched(user, line=None):
    """The line has been said to be a gift or a grant."""
    return line is None or bool(line.donation_id or line.grant_id)


def may_take(action: str):
    """Predicate: the step is in the state machine's table for the row as it stands, and this account's to take."""

    @rules.predicate(f"may take {action}")
    def predicate(user, grant=None):
        return grant is None or (grant.stage.after(action) is not None and not grant.hand_refusal(action, user.pk))

    return predicate


rules.add_perm("activities.view_fund", reader)
# The object is the organisation that keeps it.
rules.add_perm("activities.add_fund", editor)
rules.add_perm("activities.change_fund", editor)
rules.add_perm("activities.close_fund", editor & is_open)
rules.add_perm("activities.reopen_fund", editor & is_closed)
rules.add_perm("activities.spend_fund", editor & is_open)
rules.add_perm("activities.disclose_fund", reader)
rules.add_perm("activities.view_donation", reader)
# The object is the fund.
rules.add_perm("activities.add_donation", editor & is_open)
rules.add_perm("activities.change_donation", keeps_fund)
rules.add_perm("activities.remove_donation", keeps_fund)
rules.add_perm("activities.reveal_donation", keeps_fund)
rules.add_perm("activities.view_grant", reader)
# The object is the organisation that applies.
rules.add_perm("activities.add_grant", editor)
rules.add_perm("activities.change_grant", editor & is_editable)
rules.add_perm("activities.name_grant", editor & is_editable)
rules.add_perm("activities.unname_grant", editor & is_editable_grant_of)
rules.add_perm("activities.reveal_grant", keeps_fund)
for _action in GrantAction:
    _who = editor if _action.value in GrantAction.of_applicant else keeps_fund
    rules.add_perm(_action.permission, _who & may_take(_action.value))
rules.add_perm("activities.view_aid_case", reader)
# The object is the organisation that cares.
rules.add_perm("activities.add_aid_case", editor)
rules.add_perm("activities.change_aid_case", editor)
rules.add_perm("activities.remove_aid_case", editor)
rules.add_perm("activities.view_bank_line", editor)
rules.add_perm("activities.match_bank_line", editor & ~is_matched)
rules.add_perm("activities.unmatch_bank_line", editor & is_matched)
rules.add_perm("activities.accept_bank_line", editor)
# The object is an import limited to a subtree.
rules.add_perm("activities.import_donation", editor)
rules.add_perm("activities.import_aid_case", editor)
rules.add_perm("activities.import_bank_line", editor)

describe(
    "资金物资",
    {
        "activities.view_fund": "查看本级及以下管理的资金专项",
        "activities.add_fund": "设立资金专项",
        "activities.change_fund": "更正资金专项",
        "activities.close_fund": "结清资金专项",
        "activities.reopen_fund": "恢复已结清的资金专项",
        "activities.spend_fund": "从本级及以下管理的资金专项申请发放",
        "activities.disclose_fund": "查看、下载资金专项的公开表",
        "activities.view_donation": "查看本级及以下筹措的资金物资",
        "activities.add_donation": "登记资金专项的来源",
        "activities.change_donation": "更正来源",
        "activities.remove_donation": "删去误登的来源",
        "activities.reveal_donation": "说明理由后查看捐赠方全名",
        "activities.view_grant": "查看本级及以下的发放",
        "activities.add_grant": "申请发放资金物资",
        "activities.change_grant": "修改发放申请",
        "activities.name_grant": "登记受助人（成年人）",
        "activities.unname_grant": "删去误登的受助人",
        "activities.reveal_grant": "说明理由后查看受助人完整信息",
        "activities.review_grant": "初审发放",
        "activities.check_grant": "复核发放（与申请、初审不是同一账号）",
        "activities.publicize_grant": "登记发放公示",
        "activities.approve_grant": "审定发放（与申请、初审不是同一账号）",
        "activities.pay_grant": "登记发放",
        "activities.return_grant": "退回发放申请补正",
        "activities.resubmit_grant": "补正后重新申请发放",
        "activities.reject_grant": "决定不予发放",
        "activities.revoke_grant": "撤销发放的审定",
        "activities.unpay_grant": "撤销误登的发放",
        "activities.withdraw_grant": "撤回发放申请",
        "activities.view_aid_case": "查看本级及以下的关爱帮扶",
        "activities.add_aid_case": "登记关爱帮扶",
        "activities.change_aid_case": "更正关爱帮扶",
        "activities.remove_aid_case": "删去误登的关爱帮扶",
        "activities.view_bank_line": "查看本级及以下账户的银行流水",
        "activities.match_bank_line": "将银行流水与来源、发放对应",
        "activities.unmatch_bank_line": "取消银行流水的对应",
        "activities.accept_bank_line": "确认对账建议",
        "activities.import_donation": "从表格导入资金物资来源",
        "activities.import_aid_case": "从表格导入关爱帮扶",
        "activities.import_bank_line": "从表格导入银行流水",
    },
)
