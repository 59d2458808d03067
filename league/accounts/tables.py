"""Columns of the lists of accounts, grants and audit events."""

from league.accounts.enums import AccountState, GrantState
from league.accounts.wording import object_type_label
from league.core.dates import today
from league.core.tables import Column, Table


def state_of_account(user) -> str:
    """Value of the state's badge."""
    return AccountState.ACTIVE if user.is_active else AccountState.DISABLED


def state_of_grant(grant) -> str:
    """Value of the state's badge, as of today."""
    day = today()
    if grant.ends_on is not None and grant.ends_on <= max(day, grant.starts_on):
        return GrantState.ENDED
    return GrantState.TO_COME if grant.starts_on > day else GrantState.IN_FORCE


def grants_in_words(user) -> str:
    """Roles and nodes of today; the list's queryset brings `grants_now`."""
    return "、".join(str(grant) for grant in user.grants_now)


class UserTable(Table):
    columns = [
        Column("username", "登录名", kind="code", sort="username", link=True),
        Column("name", "姓名", sort="name"),
        Column("state", "状态", value=state_of_account, kind="badge", choices=AccountState, sort="is_active"),
        Column("grants", "现有角色", value=grants_in_words),
        Column("totp", "动态口令", kind="bool", sort="totp"),
        Column("last_login", "最近登录", kind="date", sort="last_login"),
        Column("created_at", "建立时间", kind="date", sort="created_at", shown=False),
    ]
    order = ("username",)


class GrantTable(Table):
    columns = [
        Column("user", "账号", value=lambda grant: str(grant.user), sort="user__username"),
        Column("role", "角色", kind="choice", sort="role"),
        Column("organization", "组织", value=lambda grant: str(grant.organization or "—"), sort="organization__path"),
        Column("state", "状态", value=state_of_grant, kind="badge", choices=GrantState),
        Column("starts_on", "自", kind="date", sort="starts_on"),
        Column("ends_on", "至（不含）", kind="date", sort="ends_on"),
        Column("reason", "授权依据"),
        Column("document", "文号", shown=False),
    ]
    order = ("organization__path", "user__username")
    select_related = ("user", "organization")


class AuditTable(Table):
    columns = [
        Column("at", "时间", kind="date", link=True),
        Column("actor_name", "操作人", value="actor_name"),
        Column("sentence", "做了什么"),
        Column("object_type", "对象类型", value=lambda event: object_type_label(event.object_type)),
        Column("reason", "理由"),
        Column("document", "文号", shown=False),
        Column("address", "来源地址", kind="code"),
        Column("digest", "链上摘要", kind="code", shown=False),
    ]
    order = ("-id",)
