"""Giving and ending roles.

An account holds either domain roles or one administrator's role, never both and never two administrators' (三员分立).
The account's row is locked first, so that two grants given at the same moment see each other.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from league.accounts.models import Grant, User
from league.accounts.services.users import create_user, lock_user
from league.core.audit import record
from league.core.roles import Role

STATE = ("user_id", "role", "organization_id", "starts_on", "ends_on")


def _state(grant: Grant) -> dict:
    return {name.removesuffix("_id"): getattr(grant, name) for name in STATE}


def _refuse_mixture(user: User, role: str, starts_on: date, ends_on: date | None) -> None:
    others = set(user.grants.overlapping(starts_on, ends_on).values_list("role", flat=True)) - {role}
    administrators = others.intersection(Role.administrators)
    if administrators:
        held = Role(min(administrators)).label
        raise ValidationError(f"三员分立：{user}在此期间是{held}，不能再有其他角色。请另建账号，或先结束该授权。")
    if role in Role.administrators and others:
        raise ValidationError(f"三员分立：{user}在此期间有业务角色，不能担任{Role(role).label}。请另建账号。")


@transaction.atomic
def give_grant(
    user: User,
    *,
    role: str,
    organization=None,
    starts_on: date,
    ends_on: date | None = None,
    reason: str,
    document: str = "",
    actor: User | None,
) -> Grant:
    """Give a role at a node from a day on; `actor` None is the operator on the server. Raise ValidationError."""
    if actor is not None and actor.pk == user.pk:
        raise ValidationError("不能给自己授权，请由另一位系统管理员办理。")
    user = lock_user(user)
    if not user.is_active:
        raise ValidationError(f"{user}已停用，请先启用再授权。")
    _refuse_mixture(user, role, starts_on, ends_on)
    same = user.grants.overlapping(starts_on, ends_on).filter(role=role, organization=organization).first()
    if same:
        raise ValidationError(f"{user}自{same.starts_on}起已有同样的授权，不必重复。")
    grant = Grant(
        user=user, role=role, organization=organization, starts_on=starts_on, ends_on=ends_on, reason=reason,
        document=document,
    )  # fmt: skip
    grant.full_clean()
    grant.save(force_insert=True)
    record(actor, "grant.given", grant, after=_state(grant), reason=reason, document=document, account=str(user))
    return grant


@transaction.atomic
def end_grant(grant: Grant, *, on: date, reason: str, document: str = "", actor: User | None) -> Grant:
    """The role is held for the last time on the day before `on`; with `on` today it is lost at the next request.

    A grant that begins on `on` or later is taken back whole: its period becomes empty.
    """
    if actor is not None and actor.pk == grant.user_id:
        raise ValidationError("不能变更自己的授权，请由另一位系统管理员办理。")
    lock_user(grant.user)
    grant = Grant.objects.select_for_update(of=("self",)).select_related("user", "organization").get(pk=grant.pk)
    if grant.ends_on is not None and grant.ends_on <= on:
        raise ValidationError(f"该授权已于{grant.ends_on}结束。")
    before = _state(grant)
    grant.ends_on = max(on, grant.starts_on)
    grant.save(update_fields=["ends_on"])
    record(
        actor, "grant.ended", grant, before=before, after=_state(grant), reason=reason, document=document,
        account=str(grant.user), on=on,
    )  # fmt: skip
    return grant


@transaction.atomic
def create_administrator(*, role: str, username: str, name: str, on: date) -> tuple[User, str]:
    """One of the three administrators, made by the operator on the server; return the account and its one-time password."""
    if role not in Role.administrators:
        raise ValidationError(f"“{role}”不是管理员角色，可用：{'、'.join(Role.administrators)}。")
    user, password = create_user(username=username, name=name, actor=None)
    give_grant(user, role=role, starts_on=on, reason="部署时在服务器上设立", actor=None)
    record(None, "user.administrator_created", user, role=Role(role).label)
    return user, password
