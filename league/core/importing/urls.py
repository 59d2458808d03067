"""Pages of the Excel loop; they belong to the namespace ``core``."""

from django.urls import path

from league.core.views.import_files import FailedRowsView, TemplateView
from league.core.views.imports import ImportCreateView, ImportDetailView, ImportListView, ImportStepView

urlpatterns = [
    path("", ImportListView.as_view(), name="import-list"),
    path("<slug:noun>/new/", ImportCreateView.as_view(), name="import-create"),
    path("<slug:noun>/template/", TemplateView.as_view(), name="import-template"),
    path("<uuid:pk>/", ImportDetailView.as_view(), name="import-detail"),
    path("<uuid:pk>/failed/", FailedRowsView.as_view(), name="import-failed"),
    path("<uuid:pk>/check/", ImportStepView.as_view(step="check"), name="import-check"),
    path("<uuid:pk>/commit/", ImportStepView.as_view(step="commit"), name="import-commit"),
    path("<uuid:pk>/undo/", ImportStepView.as_view(step="undo"), name="import-undo"),
]
