"""Addresses of learning series and records, of the names of platforms, and of works and their readings."""

from django.urls import path

from activities.views import learning, media, platform_names

LEARNING = [
    path("learning/series/", learning.LearningSeriesListView.as_view(), name="learning-series-list"),
    path("learning/series/new/", learning.LearningSeriesCreateView.as_view(), name="learning-series-create"),
    path("learning/series/<int:pk>/", learning.LearningSeriesDetailView.as_view(), name="learning-series-detail"),
    path("learning/series/<int:pk>/edit/", learning.LearningSeriesUpdateView.as_view(), name="learning-series-update"),
    path("learning/records/", learning.LearningRecordListView.as_view(), name="learning-record-list"),
    path("learning/records/new/", learning.LearningRecordCreateView.as_view(), name="learning-record-create"),
    path("learning/records/<int:pk>/", learning.LearningRecordDetailView.as_view(), name="learning-record-detail"),
    path("learning/records/<int:pk>/edit/", learning.LearningRecordUpdateView.as_view(), name="learning-record-update"),
    path(
        "learning/records/<int:pk>/remove/", learning.LearningRecordRemoveView.as_view(), name="learning-record-remove"
    ),
    path("learning/names/", platform_names.PlatformNameListView.as_view(), name="platform-name-list"),
    path("learning/names/<int:pk>/", platform_names.PlatformNameDetailView.as_view(), name="platform-name-detail"),
    path("learning/names/<int:pk>/match/", platform_names.PlatformNameMatchView.as_view(), name="platform-name-match"),
    path(
        "learning/names/<int:pk>/dismiss/", platform_names.PlatformNameDismissView.as_view(),
        name="platform-name-dismiss",
    ),
    path(
        "learning/names/<int:pk>/reopen/", platform_names.PlatformNameReopenView.as_view(), name="platform-name-reopen"
    ),
    path("media/", media.MediaItemListView.as_view(), name="media-item-list"),
    path("media/new/", media.MediaItemCreateView.as_view(), name="media-item-create"),
    path("media/readings/", media.MediaReadingListView.as_view(), name="media-reading-list"),
    path("media/<int:pk>/", media.MediaItemDetailView.as_view(), name="media-item-detail"),
    path("media/<int:pk>/edit/", media.MediaItemUpdateView.as_view(), name="media-item-update"),
    path("media/<int:pk>/remove/", media.MediaItemRemoveView.as_view(), name="media-item-remove"),
    path("media/<int:pk>/read/", media.MediaReadingCreateView.as_view(), name="media-reading-create"),
    path("media/readings/<int:pk>/edit/", media.MediaReadingUpdateView.as_view(), name="media-reading-update"),
    path("media/readings/<int:pk>/remove/", media.MediaReadingRemoveView.as_view(), name="media-reading-remove"),
]  # fmt: skip
