"""Yearly checks of homes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from league.core.audit import record
from league.core.photo_files import Kept
from organizations.enums import CheckItem, HomeState
from organizations.models import HomeCheck, HomeCheckItem, YouthHome
from organizations.services.home_photos import add_photos
from organizations.services.homes import lock_home
from organizations.services.records import enqueue_refresh


class Finding(NamedTuple):
    """The result of one item of a check."""

    passed: bool
    remark: str = ""


@transaction.atomic
def check_home(
    home: YouthHome,
    *,
    checked_on: date,
    checker: str,
    findings: Mapping[str, Finding],
    remark: str = "",
    photos: Mapping[str, Iterable[Kept]] | None = None,
    on: date | None = None,
    actor,
) -> HomeCheck:
    """Record a yearly check. `findings` has an entry for every CheckItem; one that failed says what is wrong. `photos`
    by what they show (PhotoSubject) were taken at the check; `on` is the day of recording, that of the check without."""
    home = lock_home(home)
    _refuse(home, checked_on, findings)
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
    for shows, pictures in (photos or {}).items():
        add_photos(
            home, pictures=pictures, shows=shows, taken_on=checked_on, on=on or checked_on, check=check, actor=actor
        )
    enqueue_refresh()
    return check


def _refuse(home: YouthHome, checked_on: date, findings: Mapping[str, Finding]) -> None:
    if home.applied_on > checked_on:
        raise ValidationError({"checked_on": f"“{home}”{home.applied_on}才申报，检查日期不能早于它。"})
    if home.state == HomeState.CLOSED:
        raise ValidationError(f"“{home}”已撤销，不再检查。")
    missing = [item.label for item in CheckItem if item.value not in findings]
    if missing:
        raise ValidationError(f"以下项目没有填写：{'、'.join(missing)}。")
