"""The county's rules that indicators ask for: rows of the rule register, looked up by the day of the figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from organizations.models import Rule


class Unset(Exception):
    """A rule the indicator needs has no value on that day. The Chinese message says which."""


@dataclass(frozen=True)
class Setting:
    """A rule by its code, with the name shown beside figures that depend on it."""

    code: str
    label: str
    unit: str = ""


SETTINGS = {
    setting.code: setting
    for setting in (
        Setting("county.reform_start", "改革起始日"),
        Setting("school.class_hours_before_admission", "入团前团课学时", "学时"),
        Setting("school.minutes_per_class_hour", "一学时的分钟数", "分钟"),
        Setting("unit.minimum_members", "应建团组织的最低团员数", "名团员"),
    )
}


def settings_on(day: date) -> dict[str, str | None]:
    """Value of every setting on that day, None where the county has set none."""
    return {code: Rule.objects.in_force(code, on=day).values_list("value", flat=True).first() for code in SETTINGS}
