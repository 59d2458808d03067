"""Forms of log-in, password and second factor; each wrong answer counts towards the lock."""

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as totp
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.cache import cache
from django.core.exceptions import ValidationError

from league.accounts.lockout import count_failure, is_locked

# Seconds for which a code is shown (RFC 6238).
PERIOD = 30


def _label(form, **labels):
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].widget.attrs.pop("placeholder", None)


class LoginForm(account.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _label(self, login="登录名", password="密码")  # noqa: S106 - a label
        self.fields["login"].widget.attrs |= {"autofocus": True, "autocapitalize": "none", "spellcheck": "false"}
        self.fields["password"].help_text = ""


class ChangePasswordForm(account.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _label(self, oldpassword="现用密码", password1="新密码", password2="再输一次新密码")
        self.fields["password1"].help_text = ""
        self.rules = password_validators_help_texts()

    def clean(self):
        """A one-time password must not become the user's own."""
        cleaned = super().clean()
        if cleaned.get("password1") and cleaned.get("password1") == cleaned.get("oldpassword"):
            self.add_error("password1", "新密码不能与现用密码相同。")
        return cleaned


class ReauthenticateForm(account.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _label(self, password="密码")  # noqa: S106 - a label


class CodeField:
    """The form has a `code`."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _label(self, code="动态口令")
        # No numeric keyboard: a recovery code has letters.
        self.fields["code"].widget.attrs |= {"autofocus": True, "autocomplete": "one-time-code"}


class Guarded(CodeField):
    """A code is six digits: without the lock it is guessed in an afternoon."""

    def clean_code(self):
        """Refuse a locked account before looking at the code, and count a wrong one."""
        if is_locked(context.request, self.user.username):
            raise ValidationError("账号已锁定。")
        try:
            code = super().clean_code()
            self.refuse_replay(code)
        except ValidationError:
            count_failure(context.request, self.user)
            raise
        return code

    def refuse_replay(self, code):
        """allauth remembers a used code for one period; with the tolerance it is good for three."""
        lifetime = (2 * settings.MFA_TOTP_TOLERANCE + 1) * PERIOD
        if not cache.add(f"used-code:{self.user.pk}:{code}", True, timeout=lifetime):
            raise ValidationError("这个动态口令已经用过，请等待下一个。")


class CodeForm(Guarded, factor.AuthenticateForm):
    pass


class ReauthenticateCodeForm(Guarded, factor.ReauthenticateForm):
    pass


class ActivateTotpForm(CodeField, totp.ActivateTOTPForm):
    pass
