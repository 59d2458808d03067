"""Root routes: `organizations` stands below its own prefix, `accounts` and `reports` spell out theirs."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import include, path

from league.core.api.urls import urlpatterns as api_patterns
from league.core.views.health import healthz, readyz

APPS = ("league.accounts", "organizations", "reports")


def pages_of(app: str, prefix: str) -> list:
    """The pages of an app that has any."""
    return [path(prefix, include(f"{app}.urls"))] if find_spec(f"{app}.urls") else []


def api_of(app: str) -> list:
    """An app's ``api/urls.py``: its `router`, and `urlpatterns` if it has some besides."""
    if not (find_spec(f"{app}.api") and find_spec(f"{app}.api.urls")):
        return []
    module = import_module(f"{app}.api.urls")
    return [*module.router.urls, *getattr(module, "urlpatterns", [])]


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("api/v1/", include(([*api_patterns, *(route for app in APPS for route in api_of(app))], "api"))),
    *pages_of("league.accounts", ""),
    *pages_of("organizations", "organizations/"),
    *pages_of("reports", ""),
    path("", include("league.core.urls")),
]
