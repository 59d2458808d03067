"""What stands between a log-in and the pages: the session's clock, and what an account still has to do."""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from league.accounts.second_factor import totp_is_missing
from league.core.dates import today

# A session's row is written at most so often (seconds), not with each request.
RESOLUTION = 60
ENTRANCE = {"account_login", "account_logout", "account_reauthenticate", "mfa_reauthenticate", "mfa_authenticate"}
PASSWORD_PAGES = ENTRANCE | {"account_change_password"}
TOTP_PAGES = PASSWORD_PAGES | {
    "mfa_activate_totp",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes",
}


def _send_to(request, url):
    return HttpResponseClientRedirect(url) if request.htmx else HttpResponseRedirect(url)


class SessionClock:
    """Ends a session that was idle too long or is too old, whatever its cookie says."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            now = int(time.time())
            began, seen = request.session.get("clock", (now, now))
            if now - seen >= settings.SESSION_IDLE_SECONDS or now - began >= settings.SESSION_COOKIE_AGE:
                logout(request)
                messages.info(request, "长时间未操作，登录已失效，请重新登录。")
                if request.htmx:
                    return HttpResponseClientRedirect(reverse(settings.LOGIN_URL))
            elif "clock" not in request.session or now - seen >= RESOLUTION:
                request.session["clock"] = (began, now)
        return self.get_response(request)


class Duties:
    """Leads an account with a one-time or too old password to the password page, and an administrator without a
    second factor to its set-up, until that is done."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        """Answer with the page of the first duty left, or let the view answer."""
        user, page = request.user, request.resolver_match.view_name
        if not user.is_authenticated or page in ENTRANCE:
            return None
        if page not in PASSWORD_PAGES and user.password_is_due(on=today(), days=settings.PASSWORD_MAX_AGE_DAYS):
            messages.warning(request, "首次登录、密码被重置或密码过期后，须先设定自己的新密码。")
            return _send_to(request, reverse("account_change_password"))
        if page not in TOTP_PAGES and totp_is_missing(user):
            messages.warning(request, "管理员账号须先启用动态口令（两步验证）。")
            return _send_to(request, reverse("mfa_activate_totp"))
        return None
