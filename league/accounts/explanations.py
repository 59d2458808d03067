"""Why an account sees what it sees: its grants in words."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from league.accounts.matrix import sentences_for
from league.accounts.models import Grant, User
from league.core.roles import Role


class ExplainedGrant(NamedTuple):
    """A grant, how many living organisations it reaches (None for an administrator), and what it allows."""

    grant: Grant
    reach: int | None
    rights: dict[str, list[str]]


class Explanation(NamedTuple):
    """All there is to know: what holds today, what will, what did, and the sum in one sentence."""

    summary: str
    in_force: list[ExplainedGrant]
    to_come: list[Grant]
    ended: list[Grant]


def explain(user: User, *, on: date) -> Explanation:
    """The account's grants on that day."""
    grants = user.grants.select_related("organization").order_by("-starts_on", "pk")
    in_force = [_explained(grant, on) for grant in grants.in_force(on=on)]
    return Explanation(
        summary=_summary(user, in_force),
        in_force=in_force,
        to_come=list(grants.to_come(on=on).exclude(ends_on__lte=on)),
        ended=list(grants.ended(on=on)),
    )


def _explained(grant: Grant, on: date) -> ExplainedGrant:
    node = grant.organization
    reach = type(node).objects.below(node.path).existing(on=on).count() if node else None
    return ExplainedGrant(grant, reach, sentences_for(grant.role))


def _summary(user: User, in_force: list[ExplainedGrant]) -> str:
    if not user.is_active:
        return "该账号已停用，什么也看不到。"
    if not in_force:
        return "没有有效的授权，看不到任何业务数据。请联系系统管理员。"
    if not user.current_grants:
        return "管理员角色与其他角色并存，违反三员分立，全部授权暂不起作用。请联系系统管理员。"
    if any(one.grant.role in Role.administrators for one in in_force):
        return "管理员角色本身看不到任何业务数据，只办理下列事项。"
    nodes = "、".join(dict.fromkeys(str(one.grant.organization) for one in in_force))
    return f"能看到{nodes}及其全部下级的数据；其他组织的数据看不到，也查不到是否存在。"
