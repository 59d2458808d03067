"""Addresses of the figures: the home page, drill-down, the dictionary and the periods."""

from django.urls import path

from reports.chapters import CHAPTERS
from reports.services.ledgers import LEDGERS
from reports.views import chapters, figures, home, indicators, ledgers, own_indicators, periods, scorecard

app_name = "reports"
urlpatterns = [
    path("", home.HomeView.as_view(), name="home"),
    path("scorecard/", scorecard.ScorecardView.as_view(), name="scorecard"),
    *(
        path(f"chapters/{code}/", chapters.ChapterView.as_view(chapter=chapter), name=f"chapter-{code}")
        for code, chapter in CHAPTERS.items()
    ),
    *(
        path(f"ledgers/{code}/", ledgers.LedgerView.as_view(ledger=ledger), name=f"ledger-{code}")
        for code, ledger in LEDGERS.items()
    ),
    path("figures/<str:code>/", figures.FigureView.as_view(), name="figure-detail"),
    path("indicators/", indicators.IndicatorListView.as_view(), name="indicator-list"),
    path("indicators/own/", own_indicators.OwnIndicatorListView.as_view(), name="own-indicator-list"),
    path("indicators/own/new/", own_indicators.OwnIndicatorCreateView.as_view(), name="own-indicator-create"),
    path("indicators/own/<int:pk>/", own_indicators.OwnIndicatorDetailView.as_view(), name="own-indicator-detail"),
    path("indicators/own/<int:pk>/edit/", own_indicators.OwnIndicatorUpdateView.as_view(), name="own-indicator-update"),
    path(
        "indicators/own/<int:pk>/retire/", own_indicators.OwnIndicatorRetireView.as_view(), name="own-indicator-retire"
    ),
    path("periods/", periods.PeriodListView.as_view(), name="period-list"),
    path("periods/new/", periods.PeriodCreateView.as_view(), name="period-create"),
    path("periods/<str:code>/", periods.PeriodDetailView.as_view(), name="period-detail"),
    path("periods/<str:code>/fill/", periods.FillView.as_view(), name="period-fill"),
    path("periods/<str:code>/close/", periods.CloseView.as_view(), name="period-close"),
    path("periods/<str:code>/correct/", periods.CorrectView.as_view(), name="period-correct"),
    path("periods/<str:code>/differences/", periods.DifferenceView.as_view(), name="period-differences"),
]
