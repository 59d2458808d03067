"""Routes of what happens, below ``/api/v1/``."""

from rest_framework.routers import SimpleRouter

from activities.api import activities, funds, honours, learning, needs, service

router = SimpleRouter()
router.register("programmes", activities.ProgrammeViewSet, basename="programme")
router.register("activities", activities.ActivityViewSet, basename="activity")
router.register("learning-series", learning.LearningSeriesViewSet, basename="learning-series")
router.register("learning-records", learning.LearningRecordViewSet, basename="learning-record")
router.register("platform-names", learning.PlatformNameViewSet, basename="platform-name")
router.register("media-items", learning.MediaItemViewSet, basename="media-item")
router.register("media-readings", learning.MediaReadingViewSet, basename="media-reading")
router.register("service-teams", service.ServiceTeamViewSet, basename="service-team")
router.register("yard-meetings", service.YardMeetingViewSet, basename="yard-meeting")
router.register("needs", needs.NeedViewSet, basename="need")
router.register("courier-visits", service.CourierVisitViewSet, basename="courier-visit")
router.register("honours", honours.HonourViewSet, basename="honour")
router.register("youth-federations", honours.YouthFederationViewSet, basename="youth-federation")
router.register("federation-members", honours.FederationMemberViewSet, basename="federation-member")
router.register("funds", funds.FundViewSet, basename="fund")
router.register("donations", funds.DonationViewSet, basename="donation")
router.register("grants", funds.GrantViewSet, basename="grant")
router.register("aid-cases", funds.AidCaseViewSet, basename="aid-case")
router.register("bank-lines", funds.BankLineViewSet, basename="bank-line")
