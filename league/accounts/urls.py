"""Routes of log-in, accounts, security and the audit log; included at the site's root.

Of allauth only what is used has an address: no sign-up, no mail, no reset by link. Its names must stay as they are.
"""

from allauth.account.views import logout, password_change, reauthenticate
from allauth.mfa.base.views import authenticate
from allauth.mfa.base.views import index as factor_index
from allauth.mfa.base.views import reauthenticate as reauthenticate_by_code
from allauth.mfa.recovery_codes.views import download_recovery_codes, view_recovery_codes
from django.urls import include, path

from league.accounts.views import audit, entrance, grants, rights, security, tokens, users

entrance_urls = [
    path("login/", entrance.Login.as_view(), name="account_login"),
    path("logout/", logout, name="account_logout"),
    path("password/", password_change, name="account_change_password"),
    path("reauthenticate/", reauthenticate, name="account_reauthenticate"),
    path("code/", authenticate, name="mfa_authenticate"),
    path("code/reauthenticate/", reauthenticate_by_code, name="mfa_reauthenticate"),
    path("factor/", factor_index, name="mfa_index"),
    path("factor/activate/", entrance.ActivateTotp.as_view(), name="mfa_activate_totp"),
    path("factor/deactivate/", entrance.DeactivateTotp.as_view(), name="mfa_deactivate_totp"),
    path("factor/codes/", view_recovery_codes, name="mfa_view_recovery_codes"),
    path("factor/codes/generate/", entrance.GenerateRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("factor/codes/download/", download_recovery_codes, name="mfa_download_recovery_codes"),
]
user_urls = [
    path("", users.UserList.as_view(), name="user-list"),
    path("new/", users.UserCreate.as_view(), name="user-create"),
    path("<int:pk>/", users.UserDetail.as_view(), name="user-detail"),
    path("<int:pk>/edit/", users.UserEdit.as_view(), name="user-edit"),
    path("<int:pk>/disable/", users.UserDisable.as_view(), name="user-disable"),
    path("<int:pk>/enable/", users.UserEnable.as_view(), name="user-enable"),
    path("<int:pk>/reset-password/", users.PasswordReset.as_view(), name="user-reset-password"),
    path("<int:pk>/unlock/", users.UserUnlock.as_view(), name="user-unlock"),
    path("<int:pk>/end-sessions/", users.SessionsEnd.as_view(), name="user-end-sessions"),
    path("<int:pk>/reset-totp/", users.TotpReset.as_view(), name="user-reset-totp"),
    path("<int:pk>/rights/", rights.UserRights.as_view(), name="user-rights"),
    path("<int:pk>/grants/new/", grants.GrantCreate.as_view(), name="grant-create"),
]
pages = [
    path("accounts/", include(user_urls)),
    path("accounts/grants/", grants.GrantList.as_view(), name="grant-list"),
    path("accounts/grants/<int:pk>/end/", grants.GrantEnd.as_view(), name="grant-end"),
    path("accounts/security/", security.Security.as_view(), name="security"),
    path("accounts/mine/", rights.MyRights.as_view(), name="my-rights"),
    path("accounts/rights/", rights.RightsMatrix.as_view(), name="rights-matrix"),
    path("accounts/tokens/", tokens.TokenList.as_view(), name="token-list"),
    path("accounts/tokens/new/", tokens.TokenCreate.as_view(), name="token-create"),
    path("accounts/tokens/<str:pk>/revoke/", tokens.TokenRevoke.as_view(), name="token-revoke"),
    path("audit/", audit.AuditList.as_view(), name="audit-list"),
    path("audit/<int:pk>/", audit.AuditDetail.as_view(), name="audit-detail"),
    path("audit/verify/", audit.AuditVerify.as_view(), name="audit-verify"),
    path("audit/digest/", audit.AuditDigest.as_view(), name="audit-digest"),
]
urlpatterns = [
    path("account/", include(entrance_urls)),
    path("", include((pages, "accounts"))),
]
