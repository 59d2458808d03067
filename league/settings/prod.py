"""A deployment: refuses to start with a default secret."""

from django.core.exceptions import ImproperlyConfigured

from league.settings.base import *  # noqa: F403
from league.settings.base import AUDIT_KEY, DEFAULT_SECRET, FIELD_KEYS, SECRET_KEY, env

DEMO = env.bool("DEMO", default=False)

SECRETS = [("SECRET_KEY", SECRET_KEY), ("AUDIT_KEY", AUDIT_KEY)]
# None at all is refused like a short one.
for name, value in SECRETS + [("FIELD_KEYS", key) for key in FIELD_KEYS or [""]]:
    if value == DEFAULT_SECRET or len(value) < 50:
        raise ImproperlyConfigured(f"Set {name} to a random string of at least 50 characters.")

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31536000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
