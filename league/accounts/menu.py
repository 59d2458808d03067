"""Entries of accounts and security in the side-bar."""

from league.core.menu import OWN, Item, register

register(
    "账号与安全",
    [
        Item("账号", "accounts:user-list", "people", permission="accounts.view_user"),
        Item("授权一览", "accounts:grant-list", "person-badge", permission="accounts.view_grant"),
        Item("安全", "accounts:security", "shield-lock", permission="accounts.view_security"),
        Item("审计日志", "accounts:audit-list", "journal-check", permission="accounts.view_audit"),
        Item("审计摘要", "accounts:audit-digest", "link-45deg", permission="accounts.verify_audit"),
        Item("权限对照表", "accounts:rights-matrix", "grid-3x3"),
    ],
)
register(
    OWN,
    [
        Item("我能看到什么", "accounts:my-rights", "person-check"),
        Item("接口令牌", "accounts:token-list", "key", permission="accounts.create_token"),
        Item("两步验证", "mfa_index", "phone"),
        Item("修改密码", "account_change_password", "lock"),
    ],
)
