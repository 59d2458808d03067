"""Recruitment: what host units offered, who applied, who came to work and who stayed."""

from __future__ import annotations

from functools import partial

from cadres.enums import DriveKind
from cadres.models import Application, Opening, Placement
from reports.indicators.base import Context, Count, Indicator, Measure, Ratio, Sum

CHAPTER, GROUP = "队伍建设", "招募实习"
INTERNS = "只算“链习生”招募；大学生兼职团委副书记和团委实习岗位的招募另计"


def openings(context: Context):
    """Openings of intern drives offered within the period and standing on its day."""
    return Opening.objects.of_kind(DriveKind.INTERN).offered_within(context.period.first, context.on)


def applications(context: Context):
    """Applications to intern drives received within the period."""
    return Application.objects.of_kind(DriveKind.INTERN).received_within(context.period.first, context.on)


def selected(context: Context):
    """Interns selected within the period."""
    days = (context.period.first, context.on)
    return Placement.objects.of_kind(DriveKind.INTERN).filter(selected_on__range=days)


def took_up(context: Context, kind: str = DriveKind.INTERN):
    """Whose first day at work fell into the period."""
    return Placement.objects.of_kind(kind).took_up_within(context.period.first, context.on)


def left(context: Context):
    """Interns who left within the period."""
    days = (context.period.first, context.on)
    return Placement.objects.of_kind(DriveKind.INTERN).filter(left_on__range=days)


def serving(context: Context):
    """Interns at work on the day."""
    return Placement.objects.of_kind(DriveKind.INTERN).serving(on=context.on)


def _figure(measure: Measure, node: str, **declaration) -> Indicator:
    return Indicator(measure=measure, node=node, chapter=CHAPTER, group=GROUP, **declaration)


_placed = partial(_figure, Measure.PLACEMENTS, "opening__organization_id", unit="名")

FIGURES = (
    _figure(
        Measure.OPEN_SEATS, "organization_id", code="recruit.openings", label="征集实习岗位", unit="个",
        definition=f"统计期内征集、截至日没有撤回的实习岗位数之和，按归口团组织统计。{INTERNS}。",
        rows=openings, value=Sum("seats"),
    ),
    _figure(
        Measure.OPENINGS, "organization_id", code="recruit.offers", label="用人单位提供岗位的批次", unit="批",
        definition=f"统计期内征集、截至日没有撤回的岗位条目数，一个单位的一种岗位为一批。{INTERNS}。",
        rows=openings, value=Count(),
    ),
    _figure(
        Measure.APPLICATIONS, "drive__organization_id", code="recruit.applications", label="收到简历", unit="份",
        definition=f"统计期内收到的报名份数，之后退出的也算，按主办团组织统计。{INTERNS}。", rows=applications,
    ),
    _placed(
        code="recruit.selected", label="录用链习生",
        definition=f"统计期内录用的人数，没有到岗的也算，按岗位的归口团组织统计。{INTERNS}。", rows=selected,
    ),
    _placed(
        code="recruit.interns", label="上岗链习生",
        definition=f"首个工作日在统计期内的人数，之后离岗的也算，按岗位的归口团组织统计。{INTERNS}。", rows=took_up,
    ),
    _placed(
        code="recruit.left", label="离岗链习生",
        definition=f"统计期内离岗的人数，实习期满的也算。{INTERNS}。", rows=left,
    ),
    _placed(
        code="recruit.serving", label="在岗链习生", definition=f"截至日在岗的人数。{INTERNS}。", rows=serving,
    ),
    Ratio(
        code="recruit.take_up", label="录用上岗率", chapter=CHAPTER, group=GROUP,
        definition="统计期内录用并在期内上岗的人数除以统计期内录用的人数。",
        part="recruit.selected_at_work", whole="recruit.selected",
    ),
    _placed(
        code="recruit.selected_at_work", label="录用并上岗的链习生",
        definition=f"统计期内录用、截至日已经上岗的人数，之后离岗的也算。{INTERNS}。",
        rows=lambda context: selected(context).took_up(on=context.on),
    ),
    _placed(
        code="recruit.deputies", label="招募上岗的大学生兼职副书记",
        definition="统计期内经招募上岗的大学生兼职团委副书记，之后离任的也算。",
        rows=partial(took_up, kind=DriveKind.DEPUTY),
    ),
)  # fmt: skip
