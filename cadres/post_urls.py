"""Addresses of posts, of the establishment and of the staff board, below ``cadres/``."""

from django.urls import path

from cadres.views import posts, secretaries, staff

POSTS = [
    path("posts/", posts.PostListView.as_view(), name="post-list"),
    path("posts/new/", posts.PostCreateView.as_view(), name="post-create"),
    path("posts/<int:pk>/", posts.PostDetailView.as_view(), name="post-detail"),
    path("posts/<int:pk>/transfer/", posts.PostTransferView.as_view(), name="post-transfer"),
    path("posts/<int:pk>/relieve/", posts.PostRelieveView.as_view(), name="post-relieve"),
    path("posts/<int:pk>/correct/", posts.PostCorrectView.as_view(), name="post-correct"),
    path("posts/<int:pk>/remove/", posts.PostRemoveView.as_view(), name="post-remove"),
    path("post-changes/", posts.PostChangeListView.as_view(), name="post-change-list"),
    path("post-changes/<int:pk>/", posts.PostChangeDetailView.as_view(), name="post-change-detail"),
    path("post-changes/<int:pk>/undo/", posts.PostChangeUndoView.as_view(), name="post-change-undo"),
    path("vacancies/", secretaries.VacancyListView.as_view(), name="vacancy-list"),
    path("organizations/<int:pk>/secretary/", secretaries.SecretaryChangeView.as_view(), name="secretary-change"),
    path("organizations/<int:pk>/guide/", secretaries.GuideView.as_view(), name="secretary-guide"),
    path("seats/", secretaries.SeatListView.as_view(), name="seat-list"),
    path("seats/<int:pk>/match/", secretaries.SeatMatchView.as_view(), name="seat-match"),
    path("establishments/", staff.EstablishmentListView.as_view(), name="establishment-list"),
    path("establishments/new/", staff.EstablishmentCreateView.as_view(), name="establishment-create"),
    path("establishments/<int:pk>/", staff.EstablishmentDetailView.as_view(), name="establishment-detail"),
    path("establishments/<int:pk>/correct/", staff.EstablishmentCorrectView.as_view(), name="establishment-correct"),
    path("staff/", staff.StaffBoardIndexView.as_view(), name="staff-board-index"),
    path("staff/<int:pk>/", staff.StaffBoardView.as_view(), name="staff-board"),
    path("declared-staff/new/", staff.DeclaredStaffCreateView.as_view(), name="declared-staff-create"),
    path("declared-staff/<int:pk>/edit/", staff.DeclaredStaffUpdateView.as_view(), name="declared-staff-update"),
]
