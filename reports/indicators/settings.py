"""The county's rules that indicators ask for: rows of the rule register, looked up by the day of the figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from organizations.criteria import CRITERIA, IDLE_RULE, PHOTO_RULE
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
        Setting("health.contact", "书记应有联系方式"),
        Setting("health.silent_days", "久无活动列入体检的天数", "天"),
        Setting("activity.active_days", "计为活跃的天数", "天"),
        Setting("honour.expiring_days", "荣誉列入即将到期的天数", "天"),
        Setting("township.staffing.secretaries", "乡镇团委应配书记", "名"),
        Setting("township.staffing.deputies", "乡镇团委应配副书记", "名"),
        Setting("township.staffing.members", "乡镇团委应配委员", "名"),
        *(Setting(each.rule_code, f"{each.label}每届任期", "年") for each in TermClass),
        *(Setting(criterion.rule, f"实体化运行：{criterion.label}") for criterion in CRITERIA),
        Setting(PHOTO_RULE, "实体化运行：照片佐证"),
        Setting(IDLE_RULE, "列入闲置清单"),
        Setting("term.warning.first", "届满提醒（第一次）", "天"),
        Setting("term.warning.second", "届满提醒（第二次）", "天"),
        Setting("term.warning.third", "届满提醒（第三次）", "天"),
    )
}


def settings_on(day: date) -> dict[str, str | None]:
    """Value of every setting on that day, None where the county has set none."""
    values = dict(Rule.objects.running_on(day).filter(code__in=SETTINGS).order_by().values_list("code", "value"))
    return {code: values.get(code) for code in SETTINGS}


@dataclass(frozen=True)
class InForce:
    """A rule beside a figure: its name, the value the figure was counted with, and the row it stands in, if that still
    says the same."""

    label: str
    value: str
    rule: Rule | None


def in_force(codes: Iterable[str], values: Mapping[str, str | None], *, on: date) -> list[InForce]:
    """The rules of those codes as of the day: `values` are the snapshot's; a rule set otherwise since is not shown as
    the source of a number it did not make."""
    codes = sorted(set(codes))
    rows = {rule.code: rule for rule in Rule.objects.running_on(on).filter(code__in=codes).order_by("code")}
    found = []
    for code in codes:
        value, rule = values.get(code), rows.get(code)
        rule = rule if rule and rule.value == (value or "") else None
        unit = rule.unit if rule else SETTINGS[code].unit
        found.append(
            InForce(SETTINGS[code].label, f"{value}{'' if unit == '日期' else unit}" if value else "未设定", rule)
        )
    return found
