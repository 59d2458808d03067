"""Addresses of people and posts, below ``cadres/``."""

from django.urls import path

from cadres.appraisal_round_urls import OFFICES as APPRAISAL_ROUNDS
from cadres.appraisal_scheme_urls import SCHEMES as APPRAISAL_SCHEMES
from cadres.enums import RecommendationAction
from cadres.post_urls import POSTS
from cadres.recruitment_urls import OFFICES as RECRUITMENT
from cadres.views import consultations, disclosure, distinctions, merges, people, recommendations, trainings

app_name = "cadres"
PEOPLE = [
    path("people/", people.PersonListView.as_view(), name="person-list"),
    path("people/new/", people.PersonCreateView.as_view(), name="person-create"),
    path("people/check/", people.PersonCheckView.as_view(), name="person-check"),
    path("people/duplicates/", merges.DuplicateListView.as_view(), name="person-duplicates"),
    path("people/mergers/", merges.PersonMergeListView.as_view(), name="person-merge-list"),
    path("people/mergers/<int:pk>/", merges.PersonMergeDetailView.as_view(), name="person-merge-detail"),
    path("people/mergers/<int:pk>/undo/", merges.PersonMergeUndoView.as_view(), name="person-merge-undo"),
    path("people/distinctions/", distinctions.DistinctionListView.as_view(), name="person-distinction-list"),
    path(
        "people/distinctions/<int:pk>/", distinctions.DistinctionDetailView.as_view(), name="person-distinction-detail"
    ),
    path(
        "people/distinctions/<int:pk>/remove/",
        distinctions.DistinctionRemoveView.as_view(),
        name="person-distinction-remove",
    ),
    path("people/<int:pk>/", people.PersonDetailView.as_view(), name="person-detail"),
    path("people/<int:pk>/edit/", people.PersonUpdateView.as_view(), name="person-update"),
    path("people/<int:pk>/reveal/", disclosure.PersonRevealView.as_view(), name="person-reveal"),
    path("people/<int:pk>/hand-over/", people.PersonHandOverView.as_view(), name="person-hand-over"),
    path("people/<int:pk>/merge/", merges.PersonMergeView.as_view(), name="person-merge"),
    path("people/<int:pk>/distinguish/", distinctions.PersonDistinguishView.as_view(), name="person-distinguish"),
]
CONSULTATIONS = [
    path("consultations/", consultations.ConsultationListView.as_view(), name="consultation-list"),
    path("consultations/new/", consultations.ConsultationCreateView.as_view(), name="consultation-create"),
    path("consultations/unconsulted/", consultations.UnconsultedListView.as_view(), name="unconsulted-list"),
    path("consultations/<int:pk>/", consultations.ConsultationDetailView.as_view(), name="consultation-detail"),
    path("consultations/<int:pk>/edit/", consultations.ConsultationUpdateView.as_view(), name="consultation-update"),
    path("consultations/<int:pk>/answer/", consultations.ConsultationAnswerView.as_view(), name="consultation-answer"),
    path(
        "consultations/<int:pk>/opinion/",
        consultations.ConsultationOpinionCreateView.as_view(),
        name="consultation-opinion",
    ),
    path(
        "consultations/<int:pk>/appoint/", consultations.ConsultationAppointView.as_view(), name="consultation-appoint"
    ),
    path(
        "consultations/<int:pk>/withdraw/",
        consultations.ConsultationWithdrawView.as_view(),
        name="consultation-withdraw",
    ),
    path("opinions/<int:pk>/edit/", consultations.OpinionUpdateView.as_view(), name="consultation-opinion-update"),
    path("working-days/", consultations.CalendarDayListView.as_view(), name="calendar-day-list"),
    path("working-days/new/", consultations.CalendarDayCreateView.as_view(), name="calendar-day-create"),
    path("working-days/<int:pk>/", consultations.CalendarDayDetailView.as_view(), name="calendar-day-detail"),
    path("working-days/<int:pk>/edit/", consultations.CalendarDayUpdateView.as_view(), name="calendar-day-update"),
    path("working-days/<int:pk>/remove/", consultations.CalendarDayRemoveView.as_view(), name="calendar-day-remove"),
]
RECOMMENDATIONS = [
    path("recommendations/", recommendations.RecommendationListView.as_view(), name="recommendation-list"),
    path("recommendations/new/", recommendations.RecommendationCreateView.as_view(), name="recommendation-create"),
    path("recommendations/handover/", recommendations.HandoverListView.as_view(), name="recommendation-handover"),
    path("recommendations/<int:pk>/", recommendations.RecommendationDetailView.as_view(), name="recommendation-detail"),
    path(
        "recommendations/<int:pk>/renew/",
        recommendations.RecommendationRenewView.as_view(),
        name="recommendation-renew",
    ),
    *(
        path(
            f"recommendations/<int:pk>/{action.replace('_', '-')}/",
            recommendations.step_view(action),
            name=f"recommendation-{action.replace('_', '-')}",
        )
        for action in RecommendationAction
    ),
]
TRAININGS = [
    path("trainings/", trainings.TrainingCourseListView.as_view(), name="training-course-list"),
    path("trainings/new/", trainings.TrainingCourseCreateView.as_view(), name="training-course-create"),
    path("trainings/<int:pk>/", trainings.TrainingCourseDetailView.as_view(), name="training-course-detail"),
    path("trainings/<int:pk>/edit/", trainings.TrainingCourseUpdateView.as_view(), name="training-course-update"),
    path("trainings/<int:pk>/remove/", trainings.TrainingCourseRemoveView.as_view(), name="training-course-remove"),
    path("trainings/<int:pk>/people/", trainings.TrainingPeopleView.as_view(), name="training-course-people"),
    path("training-records/", trainings.TrainingRecordListView.as_view(), name="training-record-list"),
    path("training-records/<int:pk>/", trainings.TrainingRecordDetailView.as_view(), name="training-record-detail"),
    path(
        "training-records/<int:pk>/edit/", trainings.TrainingRecordUpdateView.as_view(), name="training-record-update"
    ),
    path(
        "training-records/<int:pk>/remove/", trainings.TrainingRecordRemoveView.as_view(), name="training-record-remove"
    ),
]
urlpatterns = [
    *PEOPLE,
    *POSTS,
    *CONSULTATIONS,
    *RECOMMENDATIONS,
    *TRAININGS,
    *RECRUITMENT,
    *APPRAISAL_SCHEMES,
    *APPRAISAL_ROUNDS,
]
