"""A laptop or the demo: no service installed, no https."""

from league.settings.base import *  # noqa: F403
from league.settings.base import FIELD_KEYS, VAR_DIR, env
from league.settings.local_keys import local_key

# A demo has a key of its own beside its database; a deployment is given one.
FIELD_KEYS = FIELD_KEYS or [local_key(VAR_DIR / "field-key")]
DEBUG = env.bool("DEBUG", default=False)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
