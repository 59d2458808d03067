"""Two own indicators of the demo county, composed as its staff would."""

from __future__ import annotations

from datetime import datetime

from reports.models import OwnIndicator
from reports.services.own_indicators import Draft, compose_own_indicator

DRAFTS = (
    Draft(
        name="村（社区）团支部平均成立年数",
        definition="截至日现存的村、社区团支部自成立之日起满几年的平均数；成立日期不详的另列，不计入。",
        unit="年",
        decimals=1,
        featured=True,
        spec={
            "noun": "organization",
            "conditions": [
                {"field": "kind", "operator": "in", "values": ["branch"]},
                {"field": "unit_kind", "operator": "in", "values": ["village", "community"]},
            ],
            "measure": "average",
            "column": "years",
        },
    ),
    Draft(
        name="工作日均开放的青年之家占比",
        definition="截至日正在运行的青年之家中，星期一至星期五都开放的所占的百分比，并按依托阵地分别列出。",
        unit="%",
        decimals=2,
        spec={
            "noun": "home",
            "conditions": [
                {"field": "kind", "operator": "in", "values": ["youth_home"]},
                {"field": "state", "operator": "in", "values": ["running"]},
            ],
            "measure": "share",
            "part": [{"field": "workdays", "operator": "yes", "values": []}],
            "grouping": "base",
        },
    ),
)


def load_own_indicators(*, at: datetime, actor) -> None:
    """Compose them, unless an interrupted load did so already."""
    known = set(OwnIndicator.objects.values_list("name", flat=True))
    for draft in DRAFTS:
        if draft.name not in known:
            compose_own_indicator(draft, at=at, actor=actor)
