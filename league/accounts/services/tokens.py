"""The tokens by which a program acts for an account."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from league.accounts.models import ApiToken, User
from league.accounts.services.users import lock_user
from league.core.audit import record

MOST = 5


@transaction.atomic
def create_token(user: User, *, label: str, days: int) -> tuple[ApiToken, str]:
    """Make a token for so many days; return it and its text, which is stored nowhere."""
    lock_user(user)
    if user.auth_token_set.count() >= MOST:
        raise ValidationError(f"每个账号最多{MOST}个接口令牌，请先撤销不用的。")
    token, text = ApiToken.objects.create(user=user, expiry=timedelta(days=days), label=label)
    until = timezone.localdate(token.expiry)
    record(user, "token.created", token, account=str(user), until=until, after={"label": label, "expiry": until})
    return token, text


@transaction.atomic
def revoke_token(token: ApiToken, *, actor: User) -> None:
    """Delete the token: it opens nothing from the next request on."""
    record(actor, "token.revoked", token, before={"label": token.label}, account=str(token.user))
    token.delete()
