"""Routes of what happens, below ``/api/v1/``."""

from rest_framework.routers import SimpleRouter

from activities.api import activities

router = SimpleRouter()
router.register("programmes", activities.ProgrammeViewSet, basename="programme")
router.register("activities", activities.ActivityViewSet, basename="activity")
