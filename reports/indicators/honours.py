"""Honours that hold, and the youth federation's members by sector."""

from __future__ import annotations

from activities.enums import HonourKind, HonourLevel, Sector
from activities.models import FederationMember, Honour
from activities.services.honours import EXPIRING_RULE
from reports.indicators.activities import CHAPTER
from reports.indicators.base import Context, Indicator, Measure, breakdown

HONOURS, FEDERATION = "荣誉", "青联"


def valid(context: Context):
    """Honours that hold on the day."""
    return Honour.objects.valid(on=context.on)


def sitting(context: Context):
    """Members of the federation who sit on the day."""
    return FederationMember.objects.sitting(on=context.on)


def _honours(**declaration) -> Indicator:
    return Indicator(
        unit="项", node="organization_id", measure=Measure.HONOURS, chapter=CHAPTER, group=HONOURS, **declaration
    )


COMMON = {"unit": "项", "node": "organization_id", "measure": Measure.HONOURS, "chapter": CHAPTER, "group": HONOURS}
FIGURES = (
    _honours(
        code="honour.valid", label="有效的荣誉",
        definition="截至日在有效期内、没有撤销的荣誉，按归口团组织统计；长期有效的也算。", rows=valid,
    ),
    _honours(
        code="honour.awarded", label="新获荣誉",
        definition="统计期内授予的荣誉，后来撤销的也算。",
        rows=lambda context: Honour.objects.filter(awarded_on__range=(context.period.first, context.on)),
    ),
    _honours(
        code="honour.expiring", label="即将到期的荣誉",
        definition="截至日有效、在规则天数内届满、还没有续期的荣誉。",
        rows=lambda context: Honour.objects.expiring(on=context.on, days=context.number(EXPIRING_RULE)),
        settings=(EXPIRING_RULE,),
    ),
    *breakdown(
        "honour.kind", rows=valid, column="kind", choices=HonourKind.choices,
        definition="截至日有效、类别为“{label}”的荣誉。", **COMMON,
    ),
    *breakdown(
        "honour.level", rows=valid, column="level", choices=HonourLevel.choices, named="荣誉级别：",
        definition="截至日有效、级别为“{label}”的荣誉。", **COMMON,
    ),
    Indicator(
        code="federation.members", label="青联委员", unit="人", group=FEDERATION, chapter=CHAPTER,
        definition="截至日在任的青联委员人数，按青联的指导团组织统计。", rows=sitting,
        node="federation__organization_id", measure=Measure.PERSONS,
    ),
    *breakdown(
        "federation.sector", rows=sitting, column="sector", choices=Sector.choices, named="青联界别：", unit="人",
        group=FEDERATION, node="federation__organization_id", measure=Measure.PERSONS, chapter=CHAPTER,
        definition="截至日在任、界别为“{label}”的青联委员。",
    ),
)  # fmt: skip
