"""What is recorded of homes month by month and year by year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from league.core.audit import Entry, record, record_many
from league.core.dates import add_months
from organizations.enums import CheckItem, HomeState
from organizations.models import HomeCheck, HomeCheckItem, HomeMonth, YouthHome
from organizations.services.homes import lock_home
from organizations.services.records import describe, enqueue_refresh

COUNTED = ("activities", "attendances", "source")


class Finding(NamedTuple):
    """The result of one item of a check."""

    passed: bool
    remark: str = ""


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


@transaction.atomic
def check_home(
    home: YouthHome, *, checked_on: date, checker: str, findings: Mapping[str, Finding], remark: str = "", actor
) -> HomeCheck:
    """Record a yearly check. `findings` has an entry for every CheckItem; one that failed says what is wrong."""
    home = lock_home(home)
    if home.applied_on > checked_on:
        raise ValidationError({"checked_on": f"“{home}”{home.applied_on}才申报，检查日期不能早于它。"})
    if home.state == HomeState.CLOSED:
        raise ValidationError(f"“{home}”已撤销，不再检查。")
    missing = [item.label for item in CheckItem if item.value not in findings]
    if missing:
        raise ValidationError(f"以下项目没有填写：{'、'.join(missing)}。")
    passed = all(finding.passed for finding in findings.values())
    check = HomeCheck(
        home=home, year=checked_on.year, checked_on=checked_on, checker=checker, remark=remark, passed=passed
    )
    check.full_clean()
    check.save(force_insert=True)
    items = [
        HomeCheckItem(home_check=check, item=item.value, passed=findings[item].passed, remark=findings[item].remark)
        for item in CheckItem
    ]
    for item in items:
        item.full_clean()
    HomeCheckItem.objects.bulk_create(items)
    after = {"检查日期": checked_on, "检查人": checker} | {
        item.get_item_display(): "合格" if item.passed else f"不合格：{item.remark}" for item in items
    }
    record(actor, "home_check.recorded", check, after=after, home=str(home), result="合格" if passed else "不合格")
    enqueue_refresh()
    return check
