"""Making accounts, closing and opening them, and their passwords.

Whoever loses an account, a password or a role loses every open session and token with it, at the next request.
"""

from __future__ import annotations

import secrets
import string
from datetime import datetime

from axes.utils import reset
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from league.accounts.models import ApiToken, User
from league.core.audit import record

# No 0/O, 1/l/I: a one-time password is read out or copied by hand.
LETTERS = "".join(sorted(set(string.ascii_letters) - set("lIO")))
DIGITS = "23456789"
ALIKE = LETTERS + DIGITS
PROFILE = ("username", "name", "email")


def one_time_password() -> str:
    """A random password of 14 characters in three groups, about 76 bits, with all the kinds the rule asks for."""
    while True:
        groups = ["".join(secrets.choice(ALIKE) for _ in range(4)) for _ in range(3)]
        joined = "".join(groups)
        if any(map(str.islower, joined)) and any(map(str.isupper, joined)) and any(map(str.isdigit, joined)):
            return "-".join(groups)


def lock_user(user: User) -> User:
    """The account's row, locked until the transaction ends: whatever changes one account happens one after another."""
    return User.objects.select_for_update(of=("self",)).get(pk=user.pk)


def _refuse_oneself(user: User, actor: User | None) -> None:
    if actor is not None and actor.pk == user.pk:
        raise ValidationError("不能对自己的账号做这项操作，请由另一位管理员办理。")


def _profile(user: User) -> dict[str, str]:
    return {name: getattr(user, name) for name in PROFILE}


@transaction.atomic
def create_user(*, username: str, name: str, email: str = "", actor: User | None) -> tuple[User, str]:
    """Make an account without any right. Return it with its one-time password, which is stored nowhere."""
    password = one_time_password()
    user = User(username=username, name=name, email=email, must_change_password=True)
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save(force_insert=True)
    record(actor, "user.created", user, after=_profile(user))
    return user, password


@transaction.atomic
def edit_user(user: User, *, name: str, email: str, actor: User) -> User:
    """Change the name and address of an account; the log-in name stays, the audit log refers to it."""
    _refuse_oneself(user, actor)
    user = lock_user(user)
    before = _profile(user)
    user.name, user.email = name, email
    user.revision += 1
    user.full_clean(exclude=["password"])
    user.save(update_fields=["name", "email", "revision"])
    record(actor, "user.edited", user, before=before, after=_profile(user))
    return user


@transaction.atomic
def disable_user(user: User, *, reason: str, actor: User) -> User:
    """Close an account: its sessions and tokens end at once, its grants rest."""
    _refuse_oneself(user, actor)
    user = lock_user(user)
    if not user.is_active:
        raise ValidationError(f"{user}已经停用。")
    user.is_active = False
    shut_out(user)
    user.save(update_fields=["is_active"])
    record(actor, "user.disabled", user, before={"is_active": True}, after={"is_active": False}, reason=reason)
    return user


@transaction.atomic
def enable_user(user: User, *, reason: str, actor: User) -> User:
    """Open a closed account again, with the grants that are still in force; old sessions stay dead."""
    _refuse_oneself(user, actor)
    user = lock_user(user)
    if user.is_active:
        raise ValidationError(f"{user}正在启用中。")
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(actor, "user.enabled", user, before={"is_active": False}, after={"is_active": True}, reason=reason)
    return user


@transaction.atomic
def reset_password(user: User, *, at: datetime, reason: str, actor: User) -> tuple[User, str]:
    """Replace the password by a one-time one and end all sessions and tokens; return both."""
    _refuse_oneself(user, actor)
    user = lock_user(user)
    password = one_time_password()
    user.set_password(password)
    user.must_change_password, user.password_changed_at = True, at
    shut_out(user)
    user.save(update_fields=["password", "must_change_password", "password_changed_at"])
    reset(username=user.username)
    record(actor, "user.password_reset", user, reason=reason)
    return user, password


@transaction.atomic
def change_password(user: User, password: str, *, at: datetime) -> None:
    """The user's own new password: all other sessions and the tokens end. `user` carries the change on."""
    lock_user(user)
    user.set_password(password)
    user.must_change_password, user.password_changed_at = False, at
    user.save(update_fields=["password", "must_change_password", "password_changed_at"])
    ApiToken.objects.filter(user=user).delete()
    record(user, "user.password_changed", user)


@transaction.atomic
def end_sessions(user: User, *, reason: str, actor: User) -> User:
    """Log the account out everywhere and revoke its tokens."""
    _refuse_oneself(user, actor)
    user = lock_user(user)
    shut_out(user)
    record(actor, "user.sessions_ended", user, reason=reason)
    return user


@transaction.atomic
def unlock_user(user: User, *, reason: str, actor: User) -> User:
    """Lift the lock that wrong log-ins brought on."""
    _refuse_oneself(user, actor)
    user = lock_user(user)
    if not reset(username=user.username):
        raise ValidationError(f"{user}没有被锁定。")
    record(actor, "user.unlocked", user, reason=reason)
    return user


def shut_out(user: User) -> None:
    """End all sessions and tokens of an account whose row is locked."""
    User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
    ApiToken.objects.filter(user=user).delete()
