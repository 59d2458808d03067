"""API routes of accounts."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from league.accounts.api.me import Me

router = SimpleRouter()
urlpatterns = [path("me/", Me.as_view(), name="me")]
