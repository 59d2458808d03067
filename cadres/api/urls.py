"""Routes of the people's nouns, below ``/api/v1/``."""

from rest_framework.routers import SimpleRouter

from cadres.api import people, posts, recruitment

router = SimpleRouter()
router.register("people", people.PersonViewSet, basename="person")
router.register("recruitment-drives", recruitment.RecruitmentDriveViewSet, basename="recruitment-drive")
router.register("openings", recruitment.OpeningViewSet, basename="opening")
router.register("applications", recruitment.ApplicationViewSet, basename="application")
router.register("placements", recruitment.PlacementViewSet, basename="placement")
router.register("posts", posts.PostViewSet, basename="post")
router.register("post-changes", posts.PostChangeViewSet, basename="post-change")
router.register("vacancies", posts.VacancyViewSet, basename="vacancy")
router.register("establishments", posts.EstablishmentViewSet, basename="establishment")
