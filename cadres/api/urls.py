"""Routes of the people's nouns, below ``/api/v1/``."""

from rest_framework.routers import SimpleRouter

router = SimpleRouter()
