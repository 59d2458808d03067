"""Pages of the ground: jobs, look-ups, the gallery."""

from django.urls import include, path

from league.core.views.gallery import GalleryView
from league.core.views.help import HelpView
from league.core.views.jobs import JobDetailView, JobFileView, JobListView
from league.core.views.lookup import SearchView, lookup

app_name = "core"
urlpatterns = [
    path("jobs/", JobListView.as_view(), name="job-list"),
    path("jobs/<uuid:pk>/", JobDetailView.as_view(), name="job-detail"),
    path("jobs/<uuid:pk>/file/", JobFileView.as_view(), name="job-file"),
    path("help/", HelpView.as_view(), name="help"),
    path("search/", SearchView.as_view(), name="search"),
    path("lookup/<slug:name>/", lookup, name="lookup"),
    path("gallery/", GalleryView.as_view(), name="gallery"),
    path("imports/", include("league.core.importing.urls")),
]
