"""Routes of the figures, below ``/api/v1/``."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from reports.api import figures

router = SimpleRouter()
urlpatterns = [
    path("indicators/", figures.IndicatorsView.as_view(), name="indicator-list"),
    path("periods/", figures.PeriodsView.as_view(), name="period-list"),
    path("figures/", figures.FiguresView.as_view(), name="figure-list"),
    path("figure-rows/", figures.FigureRowsView.as_view(), name="figure-row-list"),
]
