"""Addresses of programmes, activities and samples; the offices' pages."""

from django.urls import path

from activities.enums import ActivityAction
from activities.views import activities, activity_photos, activity_steps, boards, programmes, samples

PHOTO = activity_photos.ActivityPhotoPictureView
REPORTS = (ActivityAction.HOLD, ActivityAction.AMEND)


def step(action: ActivityAction):
    """The page of one step."""
    view = activity_steps.ActivityHoldView if action in REPORTS else activity_steps.ActivityStepView
    return path(f"activities/<int:pk>/{action}/", view.as_view(action=action), name=f"activity-{action}")


ACTIVITIES = [
    path("activities/", activities.ActivityListView.as_view(), name="activity-list"),
    path("activities/new/", activities.ActivityCreateView.as_view(), name="activity-create"),
    path("activities/quick/", activities.ActivityQuickView.as_view(), name="activity-quick"),
    path("activities/board/", boards.ActivityBoardView.as_view(), name="activity-board"),
    path("activities/calendar/", boards.ActivityCalendarView.as_view(), name="activity-calendar"),
    path("activities/<int:pk>/", activities.ActivityDetailView.as_view(), name="activity-detail"),
    path("activities/<int:pk>/edit/", activities.ActivityUpdateView.as_view(), name="activity-update"),
    path("activities/<int:pk>/copy/", activities.ActivityCopyView.as_view(), name="activity-copy"),
    path("activities/<int:pk>/repeat/", activities.ActivityRepeatView.as_view(), name="activity-repeat"),
    path("activities/<int:pk>/photos/", activity_photos.ActivityPhotoAddView.as_view(), name="activity-photo-add"),
    *(step(action) for action in ActivityAction),
    path("photos/<int:pk>/", activity_photos.ActivityPhotoDetailView.as_view(), name="activity-photo-detail"),
    path("photos/<int:pk>/remove/", activity_photos.ActivityPhotoRemoveView.as_view(), name="activity-photo-remove"),
    path("photos/<int:pk>/picture/", PHOTO.as_view(), name="activity-photo-picture"),
    path("photos/<int:pk>/thumbnail/", PHOTO.as_view(part="thumbnail"), name="activity-photo-thumbnail"),
    path("programmes/", programmes.ProgrammeListView.as_view(), name="programme-list"),
    path("programmes/new/", programmes.ProgrammeCreateView.as_view(), name="programme-create"),
    path("programmes/<int:pk>/", programmes.ProgrammeDetailView.as_view(), name="programme-detail"),
    path("programmes/<int:pk>/edit/", programmes.ProgrammeUpdateView.as_view(), name="programme-update"),
    path("samples/", samples.ActivitySampleListView.as_view(), name="activity-sample-list"),
    path("samples/new/", samples.ActivitySampleCreateView.as_view(), name="activity-sample-create"),
    path("samples/<int:pk>/", samples.ActivitySampleDetailView.as_view(), name="activity-sample-detail"),
]
