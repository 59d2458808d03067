"""Settings of the benchmark: the tests' own, and the peers that it is measured against."""

from league.settings.test import *  # noqa: F403
from league.settings.test import INSTALLED_APPS, MIDDLEWARE, TEMPLATES

INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.admin", "import_export", "tests.bench"]
MIDDLEWARE = [*MIDDLEWARE]
TEMPLATES = [*TEMPLATES]
TEMPLATES[0]["OPTIONS"]["context_processors"] = [
    *TEMPLATES[0]["OPTIONS"]["context_processors"],
    "django.contrib.messages.context_processors.messages",
]
ROOT_URLCONF = "tests.bench.urls"
ALLOWED_HOSTS = ["testserver"]
LOGGING = {"version": 1, "disable_existing_loggers": True}
