"""As a deployment works: a real broker, a real worker; only the lease is short, so that a test need not wait."""

from league.settings.base import *  # noqa: F403
from league.settings.base import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults"]
SECRET_KEY = "test-only-secret"
FIELD_KEYS = ["test-only-field-key"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
JOB_LEASE_SECONDS = 6
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
