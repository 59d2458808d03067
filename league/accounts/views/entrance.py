"""The pages of log-in and second factor that do more than allauth's own."""

from allauth.account.views import LoginView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.conf import settings
from django.db import transaction

from league.accounts.demo import demo_accounts
from league.accounts.second_factor import totp_is_compulsory
from league.core.audit import record


class Login(LoginView):
    """The entrance; in the demo it names the accounts everybody may try."""

    def get_context_data(self, **kwargs):
        accounts = demo_accounts() if settings.DEMO else []
        return super().get_context_data(demo_accounts=accounts, **kwargs)


class Recorded:
    """The change and its audit event stand or fall together."""

    action = ""

    @transaction.atomic
    def form_valid(self, form):
        response = super().form_valid(form)
        record(self.request.user, self.action, self.request.user)
        return response


class ActivateTotp(Recorded, ActivateTOTPView):
    action = "user.totp_activated"

    def get_context_data(self, **kwargs):
        return super().get_context_data(compulsory=totp_is_compulsory(self.request.user), **kwargs)


class DeactivateTotp(Recorded, DeactivateTOTPView):
    action = "user.totp_deactivated"


class GenerateRecoveryCodes(Recorded, GenerateRecoveryCodesView):
    action = "user.recovery_codes_generated"
