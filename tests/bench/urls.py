"""The product's routes and, beside them, the peer's."""

from django.urls import path

from league.urls import urlpatterns as product
from tests.bench.admin import site

urlpatterns = [*product, path("peer-admin/", site.urls)]
