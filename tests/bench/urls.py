"""The product's routes and, beside them, the peer's."""

from django.urls import path

from league.urls import urlpatterns as product
from tests.bench.admin import site
from tests.bench.yardsticks import ExactNameListView

urlpatterns = [
    *product,
    path("peer-admin/", site.urls),
    path("exact-names/", ExactNameListView.as_view(), name="exact-names"),
]
