"""The second step of coverage: which units' organisations have a sitting secretary."""

from __future__ import annotations

from cadres.enums import Vacancy
from cadres.models.vacancy import led, led_organizations, with_secretary
from reports.indicators.base import Context, Indicator, Measure, Ratio
from reports.indicators.units import COVERAGE, MINIMUM, RULE, covered_units, must, through


def led_ones(context: Context):
    """Condition on units: an organisation with a sitting secretary covers it."""
    return through(led(led_organizations(on=context.on), on=context.on).covering(), on=context.on)


def once_led(context: Context):
    """Condition on units: an organisation whose secretary is known to have left, or to be elected and not matched yet,
    covers it."""
    rows = with_secretary(led_organizations(on=context.on), on=context.on).covering()
    return through(rows.filter(vacancy__in=(Vacancy.VACANT, Vacancy.ELECTED)), on=context.on)


def led_units(context: Context):
    """Covered units with at least one covering organisation whose secretary sits."""
    return covered_units(context).filter(led_ones(context))


def units_without_leader(context: Context):
    """Covered units without one."""
    return covered_units(context).exclude(led_ones(context))


def unled_units(context: Context):
    """Of those, the ones where a secretary is known to have left, or to be elected and not matched yet."""
    return units_without_leader(context).filter(once_led(context))


def units_of_unknown_leader(context: Context):
    """Of those, the ones where nobody ever recorded a secretary."""
    return units_without_leader(context).exclude(once_led(context))


def judged_units(context: Context):
    """Units that must have an organisation, without those of whose secretary nobody knows."""
    return must(context).exclude(pk__in=units_of_unknown_leader(context).order_by().values("pk"))


def _units(**declaration) -> Indicator:
    return Indicator(
        unit="个", node="responsible_id", measure=Measure.UNITS, group=COVERAGE, source=RULE, settings=(MINIMUM,),
        **declaration,
    )  # fmt: skip


FIGURES = (
    _units(
        code="unit.led", label="团组织书记在任的应建单位", unknown="unit.leader_unknown",
        definition="已建团组织的应建单位中，至少有一个覆盖它的团组织（单独或联合）有在任书记的。", rows=led_units,
    ),
    _units(
        code="unit.unled", label="团组织书记空缺的应建单位", unknown="unit.leader_unknown",
        definition="已建团组织的应建单位中，覆盖它的团组织都没有在任书记、其中有登记过前任或已选出书记的。",
        rows=unled_units,
    ),
    _units(
        code="unit.leader_unknown", label="团组织书记不详的应建单位",
        definition="已建团组织的应建单位中，覆盖它的团组织都从未登记过书记，无法判断是否空缺。",
        rows=units_of_unknown_leader,
    ),
    _units(
        code="unit.leader_judged", label="可判断书记配备的应建单位", unknown="unit.leader_unknown",
        definition="应建团组织单位中，除去团组织书记不详的；没有团组织的仍在其中。", rows=judged_units,
    ),
    Ratio(
        code="org.secretary_coverage", label="应建单位团组织书记在任率", group=COVERAGE, source=RULE,
        definition="团组织书记在任的应建单位除以可判断书记配备的应建单位。书记不详的单位不在分子也不在分母中。",
        part="unit.led", whole="unit.leader_judged", unknown="unit.leader_unknown",
    ),
)  # fmt: skip
