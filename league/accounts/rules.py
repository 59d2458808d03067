"""Who may do what with accounts, grants, security and the audit log.

The three administrators are separated: none of them has another's rights, and nobody changes his own account here.
"""

import rules

from league.core.rights import describe
from league.core.roles import Role


def holder(*roles: str):
    """Predicate: the user holds one of the roles, at whatever node."""

    @rules.predicate(f"holds {' or '.join(roles)}")
    def holds_role(user, other=None):
        return not user.roles.isdisjoint(roles)

    return holds_role


@rules.predicate
def is_another(user, account=None):
    """Nobody lifts, locks or resets himself; without an account the question is general."""
    return account is None or account.pk != user.pk


@rules.predicate
def is_grant_of_another(user, grant=None):
    return grant is None or grant.user_id != user.pk


@rules.predicate
def is_domain_grant(user, grant=None):
    """An administrator's role is given and ended on the server only (`manage.py create_administrator`)."""
    return grant is None or grant.role in Role.domain


system_admin = holder(Role.SYSTEM_ADMIN)
security_admin = holder(Role.SECURITY_ADMIN)
audit_admin = holder(Role.AUDIT_ADMIN)
administrator = system_admin | security_admin | audit_admin
manages_others = system_admin & is_another
guards_others = security_admin & is_another

rules.add_perm("accounts.view_user", system_admin | security_admin)
rules.add_perm("accounts.create_user", system_admin)
rules.add_perm("accounts.edit_user", manages_others)
rules.add_perm("accounts.disable_user", manages_others)
rules.add_perm("accounts.enable_user", manages_others)
rules.add_perm("accounts.reset_password", manages_others)
rules.add_perm("accounts.give_grant", manages_others)
rules.add_perm("accounts.end_grant", system_admin & is_grant_of_another & is_domain_grant)
rules.add_perm("accounts.view_grant", holder(Role.SYSTEM_ADMIN, Role.COUNTY_STAFF, Role.TOWNSHIP_SECRETARY))
rules.add_perm("accounts.unlock_user", manages_others | guards_others)
rules.add_perm("accounts.view_security", security_admin)
rules.add_perm("accounts.end_sessions", guards_others)
rules.add_perm("accounts.reset_totp", guards_others)
rules.add_perm("accounts.view_audit", audit_admin)
rules.add_perm("accounts.verify_audit", audit_admin)
rules.add_perm("accounts.explain_rights", administrator)
rules.add_perm("accounts.create_token", holder(*Role.domain))

describe(
    "账号与授权",
    {
        "accounts.view_user": "查看全部账号",
        "accounts.create_user": "建立账号（一次性密码，首次登录须修改）",
        "accounts.edit_user": "修改他人账号的姓名和邮箱",
        "accounts.disable_user": "停用他人账号",
        "accounts.enable_user": "启用他人账号",
        "accounts.reset_password": "重置他人密码",
        "accounts.give_grant": "给他人授予业务角色",
        "accounts.end_grant": "收回他人的业务角色",
        "accounts.view_grant": "查看本级及以下谁有什么角色",
        "accounts.create_token": "建立自己的接口令牌",
    },
)
describe(
    "安全与审计",
    {
        "accounts.unlock_user": "解除他人的登录锁定",
        "accounts.view_security": "查看登录锁定、动态口令、久未登录的账号和口令策略",
        "accounts.end_sessions": "结束他人的全部登录",
        "accounts.reset_totp": "清除他人的动态口令",
        "accounts.explain_rights": "查看任一账号能看到什么、为什么",
        "accounts.view_audit": "查看、导出审计日志",
        "accounts.verify_audit": "校验审计链、留存摘要",
    },
)
