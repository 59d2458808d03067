"""Pages of ours with one thing made as plain as it can be, to measure that thing by."""

import django_filters

from cadres.filters.people import PersonFilter
from cadres.views.people import PersonListView


class ExactNameFilter(PersonFilter):
    q = django_filters.CharFilter(field_name="name")


class ExactNameListView(PersonListView):
    """The list of people, searched by ``name = …``."""

    filterset_class = ExactNameFilter
