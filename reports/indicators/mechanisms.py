"""Mechanisms of Party and League: documents, seats, and inclusion in the Party's plan and assessment."""

from __future__ import annotations

from django.db.models import Q

from organizations.enums import Inclusion
from organizations.models import BodySeat, PartyInclusion, PolicyDocument
from reports.indicators.base import Context, Indicator, Measure, Ratio

GROUP = "党建带团建机制"


def documents(context: Context):
    """Documents issued by that day."""
    return PolicyDocument.objects.issued(on=context.on)


def seats(context: Context):
    """Seats held on that day."""
    return BodySeat.objects.held(on=context.on)


def answered(context: Context):
    """Answers for the day's year that are known."""
    unknown = Q(in_plan=Inclusion.UNKNOWN) | Q(in_assessment=Inclusion.UNKNOWN)
    return PartyInclusion.objects.filter(~unknown, year=context.on.year)


def unanswered(context: Context):
    """Answers for the day's year that nobody knows."""
    unknown = Q(in_plan=Inclusion.UNKNOWN) | Q(in_assessment=Inclusion.UNKNOWN)
    return PartyInclusion.objects.filter(unknown, year=context.on.year)


def _rows(**declaration) -> Indicator:
    return Indicator(node="organization_id", group=GROUP, **declaration)


FIGURES = (
    _rows(
        code="mechanism.documents", label="党建带团建政策文件", unit="份", measure=Measure.DOCUMENTS,
        definition="截至日已发文的政策文件；没有发文日期的自入册日期起计入。", rows=documents,
    ),
    _rows(
        code="mechanism.incomplete", label="资料不全的政策文件", unit="份", measure=Measure.DOCUMENTS,
        definition="政策文件中缺文号、发文日期或文件原件的，以登记的现状为准。",
        rows=lambda context: documents(context).incomplete(),
    ),
    _rows(
        code="mechanism.seats", label="领导机构席位", unit="个", measure=Measure.SEATS,
        definition="截至日团组织在领导机构中担任的席位；没有开始日期的自入册日期起计入。", rows=seats,
    ),
    _rows(
        code="mechanism.seats_incomplete", label="资料不全的席位", unit="个", measure=Measure.SEATS,
        definition="席位中缺开始日期或依据文件的，以登记的现状为准。",
        rows=lambda context: seats(context).incomplete(),
    ),
    _rows(
        code="mechanism.answered", label="填报纳入党建情况的团组织", unit="个",
        definition="填报了当年是否纳入党委工作计划和年度考核的团组织，两项都已知的才算。",
        rows=answered, unknown="mechanism.unknown",
    ),
    _rows(
        code="mechanism.both", label="两项都纳入的团组织", unit="个",
        definition="当年既纳入党委工作计划、又纳入党委年度考核的团组织。",
        rows=lambda context: answered(context).included(), unknown="mechanism.unknown",
    ),
    _rows(
        code="mechanism.unknown", label="纳入情况不详的团组织", unit="个",
        definition="当年登记了纳入党建情况、但至少一项不详的团组织，不计入纳入率。", rows=unanswered,
    ),
    Ratio(
        code="mechanism.included", label="团建纳入党建率", group=GROUP,
        definition="两项都纳入的团组织除以填报纳入党建情况的团组织。不详的不在分子也不在分母中。",
        part="mechanism.both", whole="mechanism.answered", unknown="mechanism.unknown",
    ),
)  # fmt: skip
