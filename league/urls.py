"""Root routes: `organizations`, `cadres` and `activities` stand below their own prefixes, `accounts` and `reports` spell out theirs."""

from django.urls import include, path

from activities.api import urls as activities_api
from cadres.api import urls as cadres_api
from cadres.appraisal_round_urls import ASSESSORS
from cadres.recruitment_urls import APPLICANTS
from league.accounts.api import urls as accounts_api
from league.core.api.urls import urlpatterns as schema
from league.core.views.health import healthz, readyz
from organizations.api import urls as organizations_api
from reports.api import urls as reports_api


def api_of(module) -> list:
    """An app's ``api/urls.py``: its `router`, and `urlpatterns` if it has some besides."""
    return [*module.router.urls, *getattr(module, "urlpatterns", [])]


api = [
    *schema,
    *api_of(accounts_api),
    *api_of(organizations_api),
    *api_of(cadres_api),
    *api_of(activities_api),
    *api_of(reports_api),
]

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("api/v1/", include((api, "api"))),
    path("", include("league.accounts.urls")),
    path("organizations/", include("organizations.urls")),
    path("cadres/", include("cadres.urls")),
    path("activities/", include("activities.urls")),
    path("recruitment/", include((APPLICANTS, "recruitment"))),
    path("scoring/", include((ASSESSORS, "scoring"))),
    path("", include("reports.urls")),
    path("", include("league.core.urls")),
]
