"""The schematic map of homes."""

from django.urls import reverse

from league.core.views import ScopedListView
from organizations.enums import HomeKind, HomeState
from organizations.filters.homes import HomeFilter
from organizations.models import YouthHome
from organizations.schematic import picture, points
from organizations.tables.homes import HomeTable


class HomeMapView(ScopedListView):
    """The list of homes with a drawing above it; conditions of the address hold for both."""

    model, table_class, filterset_class = YouthHome, HomeTable, HomeFilter
    title, noun = "阵地示意图", "organizations:home"
    permission = "organizations.view_home"
    intro = "示意图不表示真实方位、距离和边界。空心的点没有设定位置，标在所在乡镇旁；位置在阵地的“修改”页上设定。"
    template_name = "organizations/homes/map.html"

    def get_crumbs(self):
        """The list above."""
        return [("青年阵地", reverse("organizations:home-list"))]

    def get_context(self):
        places = picture()
        homes = self.rows.select_related("division", "responsible").order_by("code")
        return super().get_context() | {
            "picture": places,
            "points": points(homes, places),
            "kinds": HomeKind.choices,
            "states": HomeState.choices,
            "chosen": {name: self.request.GET.getlist(name) for name in ("kind", "state")},
        }
