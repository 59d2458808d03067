"""The lock after wrong log-ins: axes counts, here is asked and told.

The trap of allauth beside axes: a second factor's code is checked after the password and counted by nobody, and a
name in another spelling has guesses of its own. So the name is made canonical before anybody sees it, and a wrong
code is a failure like a wrong password.
"""

from __future__ import annotations

import unicodedata
from datetime import timedelta

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Sum

from league.accounts.models import User
from league.core.audit import record


def canonical(username: str) -> str:
    """The one spelling of a log-in name: full-width letters made plain, lower case, no space around."""
    return unicodedata.normalize("NFKC", username).strip().lower()


def is_locked(request, username: str) -> bool:
    """Whether the name is locked now; if so the request is answered with the lock page, whatever the password."""
    credentials = {"username": username}
    if AxesProxyHandler.is_allowed(request, credentials):
        return False
    request.axes_locked_out = True
    request.axes_credentials = credentials
    return True


def count_failure(request, user: User) -> None:
    """Count a wrong second factor against the account."""
    AxesProxyHandler.user_login_failed(User, {"username": user.username}, request)
    record_failure(request, user.username)


def record_failure(request, username: str) -> None:
    """Write a failed log-in, and the lock it brought on, into the audit log. Unknown names are not kept: a password
    may have been typed there."""
    user = User.objects.filter(username=username).first()
    record(None, "user.login_failed" if user else "user.unknown_login_failed", user)
    if user and getattr(request, "axes_locked_out", False):
        record(None, "user.locked", user)


def locked_names(*, at) -> dict[str, dict]:
    """Names locked at that moment: {name: {"failures": n, "until": datetime}}."""
    pause = timedelta(hours=settings.AXES_COOLOFF_TIME)
    attempts = (
        AccessAttempt.objects.filter(attempt_time__gte=at - pause)
        .order_by("username")
        .values("username")
        .annotate(failures=Sum("failures_since_start"), last=Max("attempt_time"))
        .filter(failures__gte=settings.AXES_FAILURE_LIMIT)
    )
    return {row["username"]: {"failures": row["failures"], "until": row["last"] + pause} for row in attempts}
