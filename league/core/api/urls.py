"""The API's own description: the schema for its clients, a page for people who are logged in."""

from django.contrib.auth.decorators import login_required
from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import IsAuthenticated

# The split view brings its script by an address of its own: no inline script on the page.
docs = SpectacularSwaggerSplitView.as_view(url_name="api:schema", permission_classes=[IsAuthenticated])

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(permission_classes=[IsAuthenticated]), name="schema"),
    path("docs/", login_required(docs), name="docs"),
]
