"""What is recorded of homes month by month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from league.core.audit import Entry, record, record_many
from league.core.dates import add_months
from organizations.enums import HomeState
from organizations.models import HomeMonth, YouthHome
from organizations.services.homes import lock_home
from organizations.services.records import describe, enqueue_refresh

COUNTED = ("activities", "attendances", "source")


def _was_open(home: YouthHome, month: date) -> bool:
    periods = home.periods.filter(state=HomeState.RUNNING, starts_on__lt=add_months(month, 1))
    return periods.exclude(ends_on__lte=month).exists()


@transaction.atomic
def record_home_month(
    home: YouthHome, *, month: date, activities: int, attendances: int, source: str, on: date, actor
) -> HomeMonth:
    """Record or correct one month, named by its first day; `on` is the day of recording."""
    home = lock_home(home)
    month = month.replace(day=1)
    if month > on:
        raise ValidationError({"month": "这个月还没有到，到了再登记。"})
    if not _was_open(home, month):
        raise ValidationError({"month": f"“{home}”{month.year}年{month.month}月没有运行，不登记活动。"})
    row = HomeMonth.objects.select_for_update(of=("self",)).filter(home=home, month=month).first()
    before = describe(row, COUNTED) if row else None
    row = row or HomeMonth(home=home, month=month, revision=0)
    row.activities, row.attendances, row.source = activities, attendances, source
    row.revision += 1
    row.full_clean()
    row.save()
    action = "home_month.corrected" if before else "home_month.recorded"
    record(actor, action, row, before=before, after=describe(row, COUNTED))
    enqueue_refresh()
    return row


@transaction.atomic
def record_home_months(rows: Iterable[HomeMonth], *, actor) -> int:
    """Record many months of homes that have none of them yet; return how many. The caller vouches for the rows."""
    rows = HomeMonth.objects.bulk_create(list(rows), batch_size=500)
    record_many(actor, "home_month.recorded", (Entry(row, None, describe(row, COUNTED)) for row in rows))
    enqueue_refresh()
    return len(rows)
