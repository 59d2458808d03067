"""Routes of the register, below ``/api/v1/``."""

from rest_framework.routers import SimpleRouter

from organizations.api import homes, organizations, units

router = SimpleRouter()
router.register("organizations", organizations.OrganizationViewSet, basename="organization")
router.register("restructurings", organizations.RestructuringViewSet, basename="restructuring")
router.register("units", units.UnitViewSet, basename="unit")
router.register("head-counts", units.HeadCountViewSet, basename="head-count")
router.register("coverages", units.CoverageViewSet, basename="coverage")
router.register("divisions", units.DivisionViewSet, basename="division")
router.register("rules", units.RuleViewSet, basename="rule")
router.register("homes", homes.YouthHomeViewSet, basename="home")
router.register("home-months", homes.HomeMonthViewSet, basename="home-month")
router.register("home-checks", homes.HomeCheckViewSet, basename="home-check")
