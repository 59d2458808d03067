"""Background work: filling a period on demand, refreshing the open ones after changes and every night."""

from contextlib import suppress
from datetime import date

from celery import shared_task
from django.utils import timezone

from league.core.dates import Period, today
from league.core.jobs import JobError, enqueue, job
from reports.models import StatPeriod
from reports.services.fill import Fill, FillRefused, fill_period

REFRESH = "reports.refresh_open_period"


@job("reports.fill_period", label="统计")
def fill_period_job(run, *, period: str, as_of: str | None = None, reason: str = "") -> None:
    """Fill one period; with a reason, correct a closed one."""
    span = Period.parse(period)
    day = date.fromisoformat(as_of) if as_of else span.as_of(today())
    fill = Fill(span, day, at=timezone.now(), actor=run.actor, reason=reason)
    try:
        fill_period(fill, progress=run.progress, finish=lambda snapshot: _finish(run, snapshot))
    except FillRefused as refused:
        raise JobError(str(refused)) from refused


def _finish(run, snapshot) -> None:
    run.finish(
        f"{snapshot.period}已统计，截至{snapshot.as_of}，共{snapshot.nodes}个组织。",
        result={"url": snapshot.get_absolute_url(), "label": "查看统计期"},
    )


@job(REFRESH, label="更新统计")
def refresh_open_periods(run) -> None:
    """After changes: every period that is not closed follows the register."""
    spans = {Period.year_of(today()), *(period.span for period in StatPeriod.objects.open())}
    for span in sorted(spans):
        # A period that is closed in this very moment is left alone.
        with suppress(FillRefused):
            fill_period(Fill(span, span.as_of(today()), at=timezone.now()))


@shared_task(name="reports.fill_open_periods")
def fill_open_periods() -> None:
    """Every night: the open periods move on to the new day."""
    enqueue(REFRESH, dedupe_key=REFRESH)
