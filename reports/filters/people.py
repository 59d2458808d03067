"""What the rows behind the figures of people may be narrowed by."""

from __future__ import annotations

import django_filters

from cadres.enums import PostMode, PostTitle, VillageSeat
from cadres.filters import development, people, recruitment
from cadres.models import (
    Application,
    Consultation,
    DeclaredStaff,
    Establishment,
    Opening,
    Person,
    Placement,
    Post,
    Recommendation,
    TrainingCourse,
    TrainingRecord,
)
from league.core.filters import ScopedFilterSet, SearchFilter


class PostRowFilter(ScopedFilterSet):
    """The figure says who sits; the list only narrows."""

    q = development.PersonNameFilter()
    title = django_filters.ChoiceFilter(label="职务", choices=PostTitle.choices)
    mode = django_filters.ChoiceFilter(label="任职方式", choices=PostMode.choices)
    village_seat = django_filters.ChoiceFilter(label="进两委", choices=VillageSeat.choices)

    class Meta:
        model = Post
        fields = ()


class EstablishmentRowFilter(ScopedFilterSet):
    q = SearchFilter("organization__search_key")

    class Meta:
        model = Establishment
        fields = ()


class DeclaredStaffRowFilter(ScopedFilterSet):
    q = SearchFilter("organization__search_key")

    class Meta:
        model = DeclaredStaff
        fields = ()


FILTERS = {
    Post: PostRowFilter,
    Establishment: EstablishmentRowFilter,
    DeclaredStaff: DeclaredStaffRowFilter,
    Person: people.PersonFilter,
    Opening: recruitment.OpeningFilter,
    Application: recruitment.ApplicationFilter,
    Placement: recruitment.PlacementFilter,
    Consultation: development.ConsultationFilter,
    Recommendation: development.RecommendationFilter,
    TrainingCourse: development.TrainingCourseFilter,
    TrainingRecord: development.TrainingRecordFilter,
}
