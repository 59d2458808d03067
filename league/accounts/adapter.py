"""How log-in and the second factor behave."""

import base64
import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from league.accounts.lockout import canonical, is_locked, record_failure
from league.accounts.second_factor import has_totp, totp_is_compulsory
from league.accounts.services.users import change_password
from league.core.audit import record
from league.core.middleware import client_address
from league.core.roles import Role

OFFER = "演示环境不强制动态口令；正式部署中，三类管理员不启用就不能办理任何事项。可在右上角“两步验证”中试用。"
# Administrators have no domain rows and no dashboard; each begins where the work is.
HOMES = {
    Role.SYSTEM_ADMIN: "accounts:user-list",
    Role.SECURITY_ADMIN: "accounts:security",
    Role.AUDIT_ADMIN: "accounts:audit-list",
}


class ClosedAdapter(DefaultAccountAdapter):
    """Accounts are made by the system administrator; nobody signs up, and no answer tells which names exist."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "登录名或密码不正确。连续错误5次，账号将锁定15分钟。",
        "incorrect_password": "密码不正确。",
        "enter_current_password": "现用密码不正确。",
        "too_many_login_attempts": "尝试次数过多，请稍后再试。",
    }

    def is_open_for_signup(self, request):
        """Never."""
        return False

    def get_client_ip(self, request):
        """The address the audit log shows."""
        address = client_address(request)
        if address is None:
            raise PermissionDenied
        return address

    def authenticate(self, request, **credentials):
        """The enabled account of name and password, or None; a locked name is refused before any hashing."""
        credentials["username"] = canonical(credentials.get("username") or "")
        if is_locked(request, credentials["username"]):
            return None
        user = super().authenticate(request, **credentials)
        if user is not None and not user.is_active:
            # allauth would tell a disabled account from a wrong password.
            self.authentication_failed(request, **credentials)
            return None
        return user

    def authentication_failed(self, request, **credentials):
        """Tell the audit log; axes was told by Django."""
        record_failure(request, credentials["username"])

    def login(self, request, user):
        """Called when the password, and the second factor if there is one, were right."""
        super().login(request, user)
        record(user, "user.logged_in", user)
        if settings.DEMO and user.is_administrator and not has_totp(user):
            messages.warning(request, OFFER)

    def logout(self, request):
        """End this session."""
        user = request.user
        super().logout(request)
        record(user, "user.logged_out", user)

    def set_password(self, user, password):
        """The password page's write."""
        change_password(user, password, at=timezone.now())

    def get_login_redirect_url(self, request):
        """Where a log-in leads that asked for no page."""
        home = next((HOMES[role] for role in HOMES if role in request.user.roles), None)
        return reverse(home) if home else super().get_login_redirect_url(request)

    def get_password_change_redirect_url(self, request):
        """On to the work, not to the same form again."""
        return self.get_login_redirect_url(request)

    def is_reauthentication_required(self, *, app, **kwargs):
        """Ask for the password again unless it was given a few minutes ago, be it at log-in."""
        records = get_authentication_records(self.request, self.request.user)
        fresh = records and time.time() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return not fresh and super().is_reauthentication_required(app=app, **kwargs)


def _cipher() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = [salted_hmac("league.accounts.totp", "key", secret=one, algorithm="sha256").digest() for one in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of the second factor encrypted: a copy of the database alone makes no code."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "动态口令不正确。请核对手机时间是否准确，用当前显示的6位数字重试。",
        "cannot_delete_authenticator": "管理员账号必须使用动态口令，不能停用。",
        "cannot_generate_recovery_codes": "请先启用动态口令，再生成恢复码。",
    }

    def get_totp_label(self, user):
        """What the authenticator app shows."""
        return user.username

    def encrypt(self, text):
        """Keyed by SECRET_KEY; after its rotation keep the old one in SECRET_KEY_FALLBACKS."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        """Counterpart of `encrypt`."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator):
        """Not where it is compulsory."""
        return not totp_is_compulsory(authenticator.user)
