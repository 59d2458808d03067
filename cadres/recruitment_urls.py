"""Addresses of recruitment: the offices' below ``cadres/``, the public's below ``recruitment/``."""

from django.urls import path

from cadres.enums import ApplicationAction, DriveAction
from cadres.views import applications, certificates, recruitment
from cadres.views import public_recruitment as public

STEPS = [action for action in ApplicationAction if action != ApplicationAction.WITHDRAW]

OFFICES = [
    path("drives/", recruitment.DriveListView.as_view(), name="drive-list"),
    path("drives/new/", recruitment.DriveCreateView.as_view(), name="drive-create"),
    path("drives/<int:pk>/", recruitment.DriveDetailView.as_view(), name="drive-detail"),
    path("drives/<int:pk>/edit/", recruitment.DriveUpdateView.as_view(), name="drive-update"),
    *(
        path(f"drives/<int:pk>/{action}/", recruitment.DriveStepView.as_view(action=action), name=f"drive-{action}")
        for action in DriveAction
    ),
    path("openings/", recruitment.OpeningListView.as_view(), name="opening-list"),
    path("openings/new/", recruitment.OpeningCreateView.as_view(), name="opening-create"),
    path("openings/<int:pk>/", recruitment.OpeningDetailView.as_view(), name="opening-detail"),
    path("openings/<int:pk>/edit/", recruitment.OpeningUpdateView.as_view(), name="opening-update"),
    path("openings/<int:pk>/withdraw/", recruitment.OpeningWithdrawView.as_view(), name="opening-withdraw"),
    path("applications/", applications.ApplicationListView.as_view(), name="application-list"),
    path("applications/<int:pk>/", applications.ApplicationDetailView.as_view(), name="application-detail"),
    path(
        "applications/<int:pk>/disclose/", applications.ApplicationDiscloseView.as_view(), name="application-disclose"
    ),
    path("placements/", applications.PlacementListView.as_view(), name="placement-list"),
    path("placements/<int:pk>/", applications.PlacementDetailView.as_view(), name="placement-detail"),
    path("placements/<int:pk>/certify/", certificates.PlacementCertifyView.as_view(), name="placement-certify"),
    path("placements/<int:pk>/certificate/", certificates.CertificateView.as_view(), name="placement-certificate"),
    path(
        "placements/<int:pk>/certificate/document/",
        certificates.CertificateDocumentView.as_view(),
        name="placement-certificate-document",
    ),
]
for step in STEPS:
    slug = step.replace("_", "-")
    noun = "placement" if step.is_of_placement else "application"
    view = applications.PlacementStepView if step.is_of_placement else applications.ApplicationStepView
    OFFICES.append(path(f"{noun}s/<int:pk>/{slug}/", view.as_view(action=step), name=f"{noun}-{slug}"))

# Nothing here asks for an account; tests hold that nothing else does without.
APPLICANTS = [
    path("", public.DrivesView.as_view(), name="drives"),
    path("drives/<str:code>/", public.DriveView.as_view(), name="drive"),
    path("drives/<str:code>/apply/", public.ApplyView.as_view(), name="apply"),
    path("own/<str:token>/", public.OwnView.as_view(), name="own"),
    path("own/<str:token>/withdraw/", public.OwnWithdrawView.as_view(), name="own-withdraw"),
    path("own/<str:token>/certificate/", public.OwnCertificateView.as_view(), name="own-certificate"),
    path("verify/", public.VerifyView.as_view(), name="verify"),
]
