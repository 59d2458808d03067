"""Coverage: which units must have a league organisation, which have one, and which are the gap."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from organizations.enums import UnitKind
from organizations.models import Coverage, OrganizationVersion, UnitVersion
from reports.indicators.base import Context, Funnel, Indicator, Measure, Ratio, Step

MINIMUM = "unit.minimum_members"
RULE = "团章及基层组织有关规定：有团员三人以上的，都应当建立团的基层组织"
COVERAGE = "应建尽建"
PLACES = "村（社区）与乡镇"


def units(context: Context):
    """Every unit of the day, one row each."""
    return UnitVersion.objects.on(context.on)


def must(context: Context):
    """应建: enough members and not exempt."""
    return units(context).must_have_organization(on=context.on, minimum=context.number(MINIMUM))


def villages(context: Context):
    """Villages and communities of the day."""
    return units(context).filter(kind__in=UnitKind.grassroots)


def townships(context: Context):
    """Townships and sub-districts of the day."""
    return units(context).filter(kind=UnitKind.TOWNSHIP)


def with_committee(context: Context):
    """Townships in which a league committee or work committee stands."""
    committees = OrganizationVersion.objects.on(context.on).filter(kind__in=("committee", "work_committee"))
    return townships(context).filter(subject__in=committees.exclude(unit=None).values("unit"))


def covered_units(context: Context):
    """Units that must have an organisation and have one."""
    return must(context).covered(on=context.on)


def through(organizations, *, on: date) -> Q:
    """Condition on units: one of the organisations (rows of OrganizationVersion) stands in it, or covers it jointly."""
    organizations = organizations.order_by()
    joint = Coverage.objects.on(on).filter(organization__in=organizations.values("subject")).order_by()
    own = organizations.exclude(unit=None).values("unit")
    return Q(subject__in=own) | Q(subject__in=joint.values("unit"))


def _units(**declaration) -> Indicator:
    return Indicator(unit="个", node="responsible_id", measure=Measure.UNITS, **declaration)


FIGURES = (
    _units(
        code="unit.total", label="登记单位", group=COVERAGE,
        definition="截至日单位册中现存的单位。", rows=units,
    ),
    _units(
        code="unit.must", label="应建团组织单位", group=COVERAGE,
        definition="截至日现存、团员数不少于应建下限且没有批准免建的单位。团员数没有登记的单位另列，不计入。",
        rows=must, unknown="unit.uncounted", settings=(MINIMUM,), source=RULE,
    ),
    _units(
        code="unit.covered", label="已建团组织的应建单位", group=COVERAGE,
        definition="应建团组织单位中，单独建有或由联合团组织覆盖的；流动、临时、毕业生团组织不算。",
        rows=lambda context: must(context).covered(on=context.on), unknown="unit.uncounted", settings=(MINIMUM,),
        source=RULE,
    ),
    _units(
        code="unit.gap", label="应建未建单位", group=COVERAGE,
        definition="应建团组织单位中，既没有单独建立、也没有联合覆盖团组织的。",
        rows=lambda context: must(context).uncovered(on=context.on), unknown="unit.uncounted", settings=(MINIMUM,),
        source=RULE,
    ),
    _units(
        code="unit.uncounted", label="团员数不详的单位", group=COVERAGE,
        definition="截至日现存、没有批准免建、也没有登记团员数的单位，无法判断是否应建。",
        rows=lambda context: units(context).uncounted(on=context.on), source=RULE,
    ),
    _units(
        code="unit.exempt", label="批准免建单位", group=COVERAGE,
        definition="截至日现存、登记了不建团组织理由的单位，不计入应建。",
        rows=lambda context: units(context).exclude(exempt_reason=""),
    ),
    Ratio(
        code="org.coverage", label="应建团组织单位覆盖率", group=COVERAGE,
        definition="已建团组织的应建单位除以应建团组织单位。团员数不详的单位不在分子也不在分母中。",
        part="unit.covered", whole="unit.must", unknown="unit.uncounted", source=RULE,
    ),
    _units(
        code="village.total", label="村（社区）", group=PLACES,
        definition="截至日单位册中现存的村和社区。", rows=villages,
    ),
    _units(
        code="village.covered", label="有团组织的村（社区）", group=PLACES,
        definition="截至日单独建有或由联合团组织覆盖的村和社区，每个村（社区）只计一次。",
        rows=lambda context: villages(context).covered(on=context.on),
    ),
    _units(
        code="village.gap", label="没有团组织的村（社区）", group=PLACES,
        definition="截至日既没有单独建立、也没有联合覆盖团组织的村和社区。",
        rows=lambda context: villages(context).uncovered(on=context.on),
    ),
    Ratio(
        code="village.coverage", label="村（社区）团组织覆盖率", group=PLACES,
        definition="有团组织的村（社区）除以村（社区）总数。",
        part="village.covered", whole="village.total",
    ),
    _units(
        code="township.total", label="乡镇（街道）", group=PLACES,
        definition="截至日单位册中现存的乡镇和街道。", rows=townships,
    ),
    _units(
        code="township.committees", label="建有团委的乡镇（街道）", group=PLACES,
        definition="截至日设有团委或团工委的乡镇和街道。", rows=with_committee,
    ),
    Ratio(
        code="township.coverage", label="乡镇（街道）团委覆盖率", group=PLACES,
        definition="建有团委的乡镇（街道）除以乡镇（街道）总数。",
        part="township.committees", whole="township.total",
    ),
)  # fmt: skip

FUNNELS = (
    Funnel(
        code="coverage",
        label="应建尽建漏斗",
        steps=(
            Step("unit.must", "应建"),
            Step("unit.covered", "有团组织", gap="unit.gap", share="org.coverage"),
            Step("unit.led", "书记在任", gap="unit.unled", share="org.secretary_coverage"),
            Step("unit.in_term", "届期未逾期", gap="unit.term_overdue", share="org.term_coverage"),
            Step("unit.active", "近期有活动", gap="unit.inactive", share="org.active_coverage"),
        ),
    ),
)
