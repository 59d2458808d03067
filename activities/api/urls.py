"""Routes of what happens, below ``/api/v1/``."""

from rest_framework.routers import SimpleRouter

router = SimpleRouter()
