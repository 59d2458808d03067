"""Routes of the register, below ``/api/v1/``."""

from rest_framework.routers import SimpleRouter

from organizations.api import health_cases, home_records, homes, organizations, restructurings, schools, terms, units

router = SimpleRouter()
router.register("organizations", organizations.OrganizationViewSet, basename="organization")
router.register("restructurings", restructurings.RestructuringViewSet, basename="restructuring")
router.register("units", units.UnitViewSet, basename="unit")
router.register("head-counts", units.HeadCountViewSet, basename="head-count")
router.register("coverages", units.CoverageViewSet, basename="coverage")
router.register("divisions", units.DivisionViewSet, basename="division")
router.register("rules", units.RuleViewSet, basename="rule")
router.register("homes", homes.YouthHomeViewSet, basename="home")
router.register("home-months", homes.HomeMonthViewSet, basename="home-month")
router.register("home-checks", homes.HomeCheckViewSet, basename="home-check")
router.register("home-photos", home_records.HomePhotoViewSet, basename="home-photo")
router.register("home-visits", home_records.HomeVisitViewSet, basename="home-visit")
router.register("relation-surveys", schools.RelationSurveyViewSet, basename="relation-survey")
router.register("league-schools", schools.LeagueSchoolViewSet, basename="league-school")
router.register("league-classes", schools.LeagueClassViewSet, basename="league-class")
router.register("policy-documents", schools.PolicyDocumentViewSet, basename="policy-document")
router.register("body-seats", schools.BodySeatViewSet, basename="body-seat")
router.register("joint-surveys", schools.JointSurveyViewSet, basename="joint-survey")
router.register("survey-visits", schools.SurveyVisitViewSet, basename="survey-visit")
router.register("party-inclusions", schools.PartyInclusionViewSet, basename="party-inclusion")
router.register("term-states", terms.TermStateViewSet, basename="term-state")
router.register("terms", terms.TermViewSet, basename="term")
router.register("elections", terms.ElectionViewSet, basename="election")
router.register("extensions", terms.ExtensionViewSet, basename="extension")
router.register("health-cases", health_cases.HealthCaseViewSet, basename="health-case")
