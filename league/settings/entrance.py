"""How one logs in: passwords, allauth, the second factor, the lock. Constants only; nothing here is read from outside."""

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "league.accounts.validators.ThreeKinds"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "league.accounts.adapter.ClosedAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = False
# Seconds after which a change of the second factor asks for the password again.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_FORMS = {
    "login": "league.accounts.forms.entrance.LoginForm",
    "change_password": "league.accounts.forms.entrance.ChangePasswordForm",
    "reauthenticate": "league.accounts.forms.entrance.ReauthenticateForm",
}
# axes alone locks: two lock-outs answering in turn would confuse the user and the log. What is left bounds the
# hashing an address can ask for; a whole office may share one.
ACCOUNT_RATE_LIMITS = {"login_failed": False, "login": "120/m/ip", "reauthenticate": False}
MFA_ADAPTER = "league.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "league.accounts.forms.entrance.CodeForm",
    "reauthenticate": "league.accounts.forms.entrance.ReauthenticateCodeForm",
    "activate_totp": "league.accounts.forms.entrance.ActivateTotpForm",
}
# One period either way: the clocks of an intranet server and a telephone differ.
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "县域共青团组织管理系统"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
# The account is locked wherever the guesses come from; by address, a whole office behind one would be shut out.
AXES_LOCKOUT_PARAMETERS = ["username"]
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_CLIENT_IP_CALLABLE = "league.core.middleware.client_address"
# axes keeps what was posted; the password, the code and a password typed into the name's field by mistake are masked.
AXES_SENSITIVE_PARAMETERS = ["login", "username", "code", "ip_address"]
# Log-ins stand in the audit log.
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
