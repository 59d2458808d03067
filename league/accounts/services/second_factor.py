"""Taking a lost second factor away."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction

from league.accounts.models import User
from league.accounts.services.users import lock_user, shut_out
from league.core.audit import record


@transaction.atomic
def reset_totp(user: User, *, reason: str, actor: User) -> User:
    """Remove codes and recovery codes and end sessions and tokens: the owner sets up a new device at the next log-in."""
    if actor.pk == user.pk:
        raise ValidationError("不能清除自己的动态口令，请由另一位安全管理员办理。")
    user = lock_user(user)
    if not Authenticator.objects.filter(user=user).delete()[0]:
        raise ValidationError(f"{user}没有启用动态口令。")
    shut_out(user)
    record(actor, "user.totp_reset", user, reason=reason)
    return user
