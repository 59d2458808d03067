"""Tests: as a deployment, but for fast password hashes and jobs that run when their transaction commits."""

import atexit
import os
import shutil
import tempfile
from urllib.parse import urlsplit, urlunsplit

# Tests that run side by side share the server, but not its keys: emptying the cache empties a whole logical database.
if os.environ.get("REDIS_URL"):
    process = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    os.environ["REDIS_URL"] = urlunsplit(urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{process % 14}"))

from league.settings.base import *  # noqa: F403

SECRET_KEY = "test-only-secret"  # noqa: S105
FIELD_KEYS = ["test-only-field-key"]
DEMO = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
# whitenoise warns of a directory that is not there, and anchors of a test are no anchors.
VAR_DIR = STATIC_ROOT = tempfile.mkdtemp(prefix="league-var-")
MEDIA_ROOT = f"{VAR_DIR}/media"
atexit.register(shutil.rmtree, VAR_DIR, ignore_errors=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
