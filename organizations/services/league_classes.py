"""League classes, and the hours a school has offered before admission."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum

from league.core.school_years import SchoolYear
from organizations.models import LeagueClass, LeagueSchool, Rule, Unit
from organizations.services.entries import add_entry, change_entry, remove_entry
from organizations.services.league_schools import lock_league_school
from organizations.services.records import chinese_date

FIELDS = ("held_on", "topic", "minutes", "teacher", "audience", "attendance", "material")
HOURS_RULE = "school.class_hours_before_admission"
MINUTES_RULE = "school.minutes_per_class_hour"


@dataclass(frozen=True)
class Hours:
    """学时 before admission in one school year against the rule of the day; `needed` is None while none is in force."""

    year: SchoolYear
    minutes: int
    per_hour: int
    needed: int | None
    rule: Rule | None

    @property
    def hours(self) -> Decimal:
        """学时, to one decimal."""
        return round(Decimal(self.minutes) / self.per_hour, 1)

    @property
    def is_short(self) -> bool:
        """Whether the rule asks for more."""
        return self.needed is not None and self.minutes < self.needed * self.per_hour


def hours_before_admission(unit: Unit, *, year: SchoolYear, on: date) -> Hours:
    """What the school's league schools offered in that year by that day."""
    held = LeagueClass.objects.held(year, on=on).before_admission().filter(league_school__unit=unit)
    rule = Rule.objects.in_force(HOURS_RULE, on=on).first()
    return Hours(
        year=year,
        minutes=held.aggregate(total=Sum("minutes"))["total"] or 0,
        per_hour=Rule.objects.number(MINUTES_RULE, on=on),
        needed=int(rule.value) if rule else None,
        rule=rule,
    )


def _check(held: LeagueClass) -> None:
    league_school = held.league_school
    if held.held_on < league_school.founded_on:
        raise ValidationError({"held_on": f"团校{chinese_date(league_school.founded_on)}才成立，授课不能早于它。"})
    if league_school.closed_on and held.held_on >= league_school.closed_on:
        raise ValidationError({"held_on": f"团校已于{chinese_date(league_school.closed_on)}撤销，授课必须早于它。"})


@transaction.atomic
def record_class(league_school: LeagueSchool, *, fields: dict[str, Any], actor) -> LeagueClass:
    """登记 a class held; `fields` are those of `FIELDS`."""
    held = LeagueClass(league_school=lock_league_school(league_school), **fields)
    return add_entry(held, action="league_class.recorded", fields=fields, check=_check, actor=actor)


def change_class(held: LeagueClass, *, changes: dict[str, Any], actor) -> LeagueClass:
    """Correct what was entered."""
    return change_entry(held, action="league_class.changed", changes=changes, allowed=FIELDS, check=_check, actor=actor)


def remove_class(held: LeagueClass, *, reason: str, actor) -> None:
    """删去 what was entered by mistake."""
    remove_entry(held, action="league_class.removed", fields=FIELDS, reason=reason, actor=actor)
