"""Addresses of people and posts, below ``cadres/``."""

from django.urls import path

from cadres.views import disclosure, merges, people

app_name = "cadres"
PEOPLE = [
    path("people/", people.PersonListView.as_view(), name="person-list"),
    path("people/new/", people.PersonCreateView.as_view(), name="person-create"),
    path("people/check/", people.PersonCheckView.as_view(), name="person-check"),
    path("people/duplicates/", merges.DuplicateListView.as_view(), name="person-duplicates"),
    path("people/mergers/", merges.PersonMergeListView.as_view(), name="person-merge-list"),
    path("people/mergers/<int:pk>/", merges.PersonMergeDetailView.as_view(), name="person-merge-detail"),
    path("people/mergers/<int:pk>/undo/", merges.PersonMergeUndoView.as_view(), name="person-merge-undo"),
    path("people/<int:pk>/", people.PersonDetailView.as_view(), name="person-detail"),
    path("people/<int:pk>/edit/", people.PersonUpdateView.as_view(), name="person-update"),
    path("people/<int:pk>/reveal/", disclosure.PersonRevealView.as_view(), name="person-reveal"),
    path("people/<int:pk>/hand-over/", people.PersonHandOverView.as_view(), name="person-hand-over"),
    path("people/<int:pk>/merge/", merges.PersonMergeView.as_view(), name="person-merge"),
]
urlpatterns = [*PEOPLE]
