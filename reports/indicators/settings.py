"""The county's rules that indicators ask for: rows of the rule register, looked up by the day of the figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from organizations.enums import TermClass
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
        Setting("branch.minimum_members", "团支部的最低团员数", "名团员"),
        Setting("branch.maximum_members", "团支部的最高团员数", "名团员"),
        Setting("health.count_months", "久未清点团员的月数", "个月"),
        Setting("health.vacancy_days", "书记空缺列入体检的天数", "天"),
        Setting("township.staffing.secretaries", "乡镇团委应配书记", "名"),
        Setting("township.staffing.deputies", "乡镇团委应配副书记", "名"),
        Setting("township.staffing.members", "乡镇团委应配委员", "名"),
        *(Setting(each.rule_code, f"{each.label}每届任期", "年") for each in TermClass),
        Setting("term.warning.first", "届满提醒（第一次）", "天"),
        Setting("term.warning.second", "届满提醒（第二次）", "天"),
        Setting("term.warning.third", "届满提醒（第三次）", "天"),
    )
}


def settings_on(day: date) -> dict[str, str | None]:
    """Value of every setting on that day, None where the county has set none."""
    values = dict(Rule.objects.running_on(day).filter(code__in=SETTINGS).order_by().values_list("code", "value"))
    return {code: values.get(code) for code in SETTINGS}
