"""Members and young people: dated head-counts, each person counted where a unit or a cell without a unit counted."""

from __future__ import annotations

from django.db.models import BigIntegerField, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from organizations.enums import HeadCountKind, OrganizationKind
from organizations.models import HeadCount, OrganizationVersion, UnitVersion
from reports.indicators.base import Average, Context, Indicator, Measure, Ratio, Sum

GROUP = "团员与青年"
ONCE = "以单位登记的人数为准；所在单位没有登记、或没有所在单位的基层团支部，取团支部登记的人数。同一批人不重复计。"


def counts(context: Context, kind: str):
    """Head-counts in force, one for each group of persons, annotated with the node they stand at.

    A unit's own count comes first. A cell's count is taken only where no unit of it counted the same persons.
    """
    day = context.on
    in_force = HeadCount.objects.in_force(on=day).filter(kind=kind)
    unit = UnitVersion.objects.on(day).filter(subject=OuterRef("unit"))
    cell = OrganizationVersion.objects.on(day).filter(subject=OuterRef("organization"), kind__in=OrganizationKind.cells)
    counted_units = in_force.filter(unit__isnull=False).values("unit")
    return in_force.filter(
        Q(Exists(unit)) | Q(Exists(cell.filter(Q(unit__isnull=True) | ~Q(unit__in=counted_units))))
    ).annotate(
        node=Coalesce("organization_id", Subquery(unit.values("responsible_id")[:1]), output_field=BigIntegerField())
    )


def counted(kind: str):
    """All counts of that kind."""
    return lambda context: counts(context, kind)


def paired(kind: str, other: str):
    """Counts of that kind whose unit counted the other kind as well: only these may be divided."""
    return lambda context: counts(context, kind).filter(
        unit__in=HeadCount.objects.in_force(on=context.on).filter(kind=other, unit__isnull=False).values("unit")
    )


def unpaired_units(context: Context):
    """Units of the day that lack one of the two counts."""
    in_force = HeadCount.objects.in_force(on=context.on).filter(unit=OuterRef("subject"))
    return UnitVersion.objects.on(context.on).exclude(
        Exists(in_force.filter(kind=HeadCountKind.MEMBERS)), Exists(in_force.filter(kind=HeadCountKind.YOUTH))
    )


def units_with_members(context: Context):
    """Units of the day that counted their members."""
    in_force = HeadCount.objects.in_force(on=context.on).filter(unit=OuterRef("subject"))
    return UnitVersion.objects.on(context.on).filter(Exists(in_force.filter(kind=HeadCountKind.MEMBERS)))


def _persons(**declaration) -> Indicator:
    declaration = {"node": "node", "value": Sum("value")} | declaration
    return Indicator(unit="人", group=GROUP, measure=Measure.PERSONS, chapter="团员队伍", **declaration)


def _units(**declaration) -> Indicator:
    return Indicator(
        unit="个", group=GROUP, measure=Measure.UNITS, node="responsible_id", chapter="团员队伍", **declaration
    )


FIGURES = (
    _persons(
        code="member.count", label="团员数", definition="截至日有效的团员数登记之和。" + ONCE,
        rows=counted(HeadCountKind.MEMBERS), unknown="unit.uncounted",
    ),
    _persons(
        code="youth.count", label="14–28周岁青年数", definition="截至日有效的青年数登记之和。" + ONCE,
        rows=counted(HeadCountKind.YOUTH), unknown="unit.unpaired",
    ),
    _persons(
        code="member.paired", label="团员数（青年数已知的单位）",
        definition="截至日团员数、青年数都有登记的单位的团员数之和。",
        rows=paired(HeadCountKind.MEMBERS, HeadCountKind.YOUTH),
    ),
    _persons(
        code="youth.paired", label="青年数（团员数已知的单位）",
        definition="截至日团员数、青年数都有登记的单位的青年数之和。",
        rows=paired(HeadCountKind.YOUTH, HeadCountKind.MEMBERS),
    ),
    _units(
        code="unit.unpaired", label="团员数或青年数不详的单位",
        definition="截至日现存、团员数和青年数没有都登记的单位，不计入团青比。", rows=unpaired_units,
    ),
    Ratio(
        code="member.youth_ratio", label="团青比", group=GROUP, chapter="团员队伍",
        definition="团员数、青年数都有登记的单位，其团员数除以青年数。缺一项登记的单位不计入。",
        part="member.paired", whole="youth.paired", unknown="unit.unpaired",
    ),
    _units(
        code="unit.counted", label="登记了团员数的单位",
        definition="截至日现存、有有效团员数登记的单位。", rows=units_with_members,
    ),
    _persons(
        code="member.units", label="团员数（单位登记）",
        definition="截至日现存单位有效的团员数登记之和，不含只由团支部登记的。",
        rows=lambda context: counts(context, HeadCountKind.MEMBERS).filter(unit__isnull=False),
    ),
    Average(
        code="member.average", label="平均每个单位团员数", unit="人", group=GROUP, chapter="团员队伍",
        definition="单位登记的团员数除以登记了团员数的单位数，逐级重新计算。",
        part="member.units", whole="unit.counted", unknown="unit.uncounted",
    ),
)  # fmt: skip
