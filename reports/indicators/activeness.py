"""The last step of coverage: units whose organisation has done something lately."""

from __future__ import annotations

from django.db.models import Q

from activities.services.activeness import ACTIVE_RULE, is_recorded, unit_is_active
from organizations.models.term import TERM_RULE_CODES
from reports.indicators.base import Context, Indicator, Measure, Ratio
from reports.indicators.settings import Unset
from reports.indicators.terms import units_in_term
from reports.indicators.units import COVERAGE, MINIMUM, RULE

LATELY = "计为活跃的天数以县里设定的规则为准；本系统登记活动的时间不满该天数的，不作统计。"


def lively(context: Context) -> Q:
    """Condition on units: their own or a joint organisation held an activity lately. Unknown is not zero: before
    activities had been recorded for so long, nobody can tell."""
    days = context.number(ACTIVE_RULE)
    if not is_recorded(context.on, days=days):
        raise Unset(f"截至{context.on}，本系统登记活动不满{days}天")
    return unit_is_active(context.on, days=days)


def active(context: Context):
    """Units in term whose organisations are active."""
    return units_in_term(context).filter(lively(context))


def inactive(context: Context):
    """The gap."""
    return units_in_term(context).filter(~lively(context))


def _units(**declaration) -> Indicator:
    return Indicator(
        unit="个", node="responsible_id", measure=Measure.UNITS, group=COVERAGE, source=RULE,
        settings=(ACTIVE_RULE, MINIMUM, *TERM_RULE_CODES), **declaration,
    )  # fmt: skip


FIGURES = (
    _units(
        code="unit.active", label="团组织近期有活动的应建单位",
        definition=f"团组织届期未逾期的应建单位中，覆盖它的团组织（单独或联合）在规定天数内举办过活动的。{LATELY}",
        rows=active, unknown="unit.term_unknown",
    ),
    _units(
        code="unit.inactive", label="团组织近期没有活动的应建单位",
        definition=f"团组织届期未逾期的应建单位中，覆盖它的团组织在规定天数内都没有举办过活动的。{LATELY}",
        rows=inactive, unknown="unit.term_unknown",
    ),
    Ratio(
        code="org.active_coverage", label="应建单位团组织活跃率", group=COVERAGE,
        definition="团组织近期有活动的应建单位除以可判断届期的应建单位。团组织届次不详的单位不在分子也不在分母中。",
        part="unit.active", whole="unit.term_judged", unknown="unit.term_unknown", source=RULE,
    ),
)  # fmt: skip
