"""Routes of the people's nouns, below ``/api/v1/``."""

from rest_framework.routers import SimpleRouter

from cadres.api import appraisal_rounds, appraisal_schemes, development, people, posts, recruitment, secretaries

router = SimpleRouter()
router.register("people", people.PersonViewSet, basename="person")
router.register("recruitment-drives", recruitment.RecruitmentDriveViewSet, basename="recruitment-drive")
router.register("openings", recruitment.OpeningViewSet, basename="opening")
router.register("applications", recruitment.ApplicationViewSet, basename="application")
router.register("placements", recruitment.PlacementViewSet, basename="placement")
router.register("posts", posts.PostViewSet, basename="post")
router.register("post-changes", secretaries.HandoverViewSet, basename="post-change")
router.register("elected-seats", secretaries.ElectedSeatViewSet, basename="elected-seat")
router.register("vacancies", posts.VacancyViewSet, basename="vacancy")
router.register("establishments", posts.EstablishmentViewSet, basename="establishment")
router.register("consultations", development.ConsultationViewSet, basename="consultation")
router.register("consultation-opinions", development.ConsultationOpinionViewSet, basename="consultation-opinion")
router.register("recommendations", development.RecommendationViewSet, basename="recommendation")
router.register("training-courses", development.TrainingCourseViewSet, basename="training-course")
router.register("training-records", development.TrainingRecordViewSet, basename="training-record")
router.register("calendar-days", development.CalendarDayViewSet, basename="calendar-day")
router.register("appraisal-schemes", appraisal_schemes.AppraisalSchemeViewSet, basename="appraisal-scheme")
router.register("appraisal-rounds", appraisal_rounds.AppraisalRoundViewSet, basename="appraisal-round")
router.register("appraisal-sheets", appraisal_rounds.AppraisalSheetViewSet, basename="appraisal-sheet")
router.register("appraisal-results", appraisal_rounds.AppraisalResultViewSet, basename="appraisal-result")
