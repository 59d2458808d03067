"""Addresses of service teams, yard meetings, needs, visits to couriers, honours and the youth federation."""

from django.urls import path

from activities.enums import NeedAction
from activities.views import courier_visits, honours, needs, service_teams, yard_meetings, youth_federations

PHOTO = yard_meetings.MeetingPhotoPictureView


def need_step(action: NeedAction):
    """The page of one step of a need."""
    return path(f"needs/<int:pk>/{action}/", needs.NeedStepView.as_view(action=action), name=f"need-{action}")


TEAMS = [
    path("teams/", service_teams.ServiceTeamListView.as_view(), name="service-team-list"),
    path("teams/new/", service_teams.ServiceTeamCreateView.as_view(), name="service-team-create"),
    path("teams/<int:pk>/", service_teams.ServiceTeamDetailView.as_view(), name="service-team-detail"),
    path("teams/<int:pk>/edit/", service_teams.ServiceTeamUpdateView.as_view(), name="service-team-update"),
    path("teams/<int:pk>/dissolve/", service_teams.ServiceTeamDissolveView.as_view(), name="service-team-dissolve"),
    path("teams/<int:pk>/members/", service_teams.ServiceTeamMemberAddView.as_view(), name="service-team-member-add"),
    path(
        "team-members/<int:pk>/leave/",
        service_teams.ServiceTeamMemberLeaveView.as_view(),
        name="service-team-member-leave",
    ),
    path(
        "team-members/<int:pk>/remove/",
        service_teams.ServiceTeamMemberRemoveView.as_view(),
        name="service-team-member-remove",
    ),
]

MEETINGS = [
    path("meetings/", yard_meetings.YardMeetingListView.as_view(), name="yard-meeting-list"),
    path("meetings/new/", yard_meetings.YardMeetingCreateView.as_view(), name="yard-meeting-create"),
    path("meetings/<int:pk>/", yard_meetings.YardMeetingDetailView.as_view(), name="yard-meeting-detail"),
    path("meetings/<int:pk>/edit/", yard_meetings.YardMeetingUpdateView.as_view(), name="yard-meeting-update"),
    path("meetings/<int:pk>/photos/", yard_meetings.MeetingPhotoAddView.as_view(), name="yard-meeting-photo-add"),
    path("meeting-photos/<int:pk>/", yard_meetings.MeetingPhotoDetailView.as_view(), name="yard-meeting-photo-detail"),
    path(
        "meeting-photos/<int:pk>/remove/",
        yard_meetings.MeetingPhotoRemoveView.as_view(),
        name="yard-meeting-photo-remove",
    ),
    path("meeting-photos/<int:pk>/picture/", PHOTO.as_view(), name="yard-meeting-photo-picture"),
    path("meeting-photos/<int:pk>/thumbnail/", PHOTO.as_view(part="thumbnail"), name="yard-meeting-photo-thumbnail"),
]

NEEDS = [
    path("needs/", needs.NeedListView.as_view(), name="need-list"),
    path("needs/due/", needs.NeedDueListView.as_view(), name="need-due"),
    path("needs/new/", needs.NeedCreateView.as_view(), name="need-create"),
    path("needs/<int:pk>/", needs.NeedDetailView.as_view(), name="need-detail"),
    path("needs/<int:pk>/edit/", needs.NeedUpdateView.as_view(), name="need-update"),
    path("needs/<int:pk>/disclose/", needs.NeedDiscloseView.as_view(), name="need-disclose"),
    path("needs/<int:pk>/forget/", needs.NeedForgetView.as_view(), name="need-forget"),
    *(need_step(action) for action in NeedAction),
]

VISITS = [
    path("courier-visits/", courier_visits.CourierVisitListView.as_view(), name="courier-visit-list"),
    path("activities/<int:pk>/courier-visits/", courier_visits.CourierVisitAddView.as_view(), name="courier-visit-add"),
    path("courier-visits/<int:pk>/edit/", courier_visits.CourierVisitUpdateView.as_view(), name="courier-visit-update"),
    path(
        "courier-visits/<int:pk>/remove/", courier_visits.CourierVisitRemoveView.as_view(), name="courier-visit-remove"
    ),
]

HONOURS = [
    path("honours/", honours.HonourListView.as_view(), name="honour-list"),
    path("honours/new/", honours.HonourCreateView.as_view(), name="honour-create"),
    path("honours/<int:pk>/", honours.HonourDetailView.as_view(), name="honour-detail"),
    path("honours/<int:pk>/edit/", honours.HonourUpdateView.as_view(), name="honour-update"),
    path("honours/<int:pk>/renew/", honours.HonourRenewView.as_view(), name="honour-renew"),
    path("honours/<int:pk>/withdraw/", honours.HonourWithdrawView.as_view(), name="honour-withdraw"),
]

FEDERATION = [
    path("federations/", youth_federations.YouthFederationListView.as_view(), name="youth-federation-list"),
    path("federations/new/", youth_federations.YouthFederationCreateView.as_view(), name="youth-federation-create"),
    path(
        "federations/<int:pk>/", youth_federations.YouthFederationDetailView.as_view(), name="youth-federation-detail"
    ),
    path(
        "federations/<int:pk>/edit/",
        youth_federations.YouthFederationUpdateView.as_view(),
        name="youth-federation-update",
    ),
    path(
        "federations/<int:pk>/members/",
        youth_federations.FederationMemberSeatView.as_view(),
        name="federation-member-seat",
    ),
    path("federation-members/", youth_federations.FederationMemberListView.as_view(), name="federation-member-list"),
    path(
        "federation-members/<int:pk>/",
        youth_federations.FederationMemberDetailView.as_view(),
        name="federation-member-detail",
    ),
    path(
        "federation-members/<int:pk>/edit/",
        youth_federations.FederationMemberUpdateView.as_view(),
        name="federation-member-update",
    ),
    path(
        "federation-members/<int:pk>/retire/",
        youth_federations.FederationMemberRetireView.as_view(),
        name="federation-member-retire",
    ),
    path(
        "federation-members/<int:pk>/disclose/",
        youth_federations.FederationMemberDiscloseView.as_view(),
        name="federation-member-disclose",
    ),
]

SERVICE = [*TEAMS, *MEETINGS, *NEEDS, *VISITS, *HONOURS, *FEDERATION]
