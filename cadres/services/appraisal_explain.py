"""Every point explains itself: method, item, its rule, and the scores or the figure that it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cadres.enums import ItemKind, ItemSource
from cadres.models import AppraisalItem, AppraisalMark, AppraisalMethod, AppraisalPanel, AppraisalSheet
from cadres.services.appraisal_engine import Facts, Plan, Tally, item_points, judge_method, panel_mean
from cadres.services.appraisal_tally import facts_of, plan_of


@dataclass(frozen=True)
class PanelLine:
    """One panel's part in an item: its mean as used (not rounded) and from how many of how many due."""

    panel: AppraisalPanel
    tally: Tally | None
    due: int
    mean: Decimal | None

    @property
    def words(self) -> str:
        """领导评委组：3/4人评分，平均88.50（权重60.00%）."""
        if self.tally is None:
            return f"{self.panel.name}：0/{self.due}人评分"
        mean = self.mean.quantize(Decimal("0.0001"))
        return f"{self.panel.name}：{self.tally.number}/{self.due}人评分，平均{mean}（权重{self.panel.weight}%）"


@dataclass(frozen=True)
class ItemLine:
    """An item of a sheet: its points (None where unknown), what it holds, and who scored it."""

    item: AppraisalItem
    points: Decimal | None
    mark: AppraisalMark | None
    panels: tuple[PanelLine, ...]


@dataclass(frozen=True)
class MethodLine:
    """A method of a sheet: out of 100, and what counts."""

    method: AppraisalMethod
    points: Decimal | None
    weighted: Decimal | None
    self_points: Decimal | None
    items: tuple[ItemLine, ...]


@dataclass(frozen=True)
class Explanation:
    """A whole sheet. `extras`: bonus and veto items with what was entered for them."""

    methods: tuple[MethodLine, ...]
    extras: tuple[ItemLine, ...]


def explain_sheet(sheet: AppraisalSheet) -> Explanation:
    """The sheet's points as the tally sees them now; of a published round as they were. A fixed number of queries."""
    plan = plan_of(sheet.round.scheme)
    found = facts_of(sheet.round, [sheet.pk])
    facts = found[0] if found else Facts(sheet.pk, sheet.group_id)
    marks = {mark.item_id: mark for mark in AppraisalMark.objects.filter(sheet=sheet.pk)}
    items = list(AppraisalItem.objects.filter(scheme=sheet.round.scheme_id).select_related("method", "group"))
    methods = {row.pk: row for row in AppraisalMethod.objects.filter(scheme=sheet.round.scheme_id)}
    panels = {row.pk: row for row in AppraisalPanel.objects.filter(method__in=methods).select_related("method")}
    lines = []
    for method in plan.methods:
        outcome, _ = judge_method(facts, method, plan)
        own = {planned.key: planned for planned in method.items_of(sheet.group_id)}
        lines.append(
            MethodLine(
                methods[method.key], outcome.points, outcome.weighted, outcome.self_points,
                tuple(
                    ItemLine(
                        item, item_points(facts, own[item.pk], method, plan)[0], marks.get(item.pk),
                        _panel_lines(facts, item, method, plan, panels),
                    )
                    for item in items
                    if item.pk in own
                ),
            )
        )  # fmt: skip
    extras = tuple(
        ItemLine(item, marks[item.pk].points if item.pk in marks else None, marks.get(item.pk), ())
        for item in items
        if item.kind != ItemKind.SCORED and item.group_id in (None, sheet.group_id)
    )
    return Explanation(tuple(lines), extras)


def _panel_lines(facts: Facts, item: AppraisalItem, method, plan: Plan, panels) -> tuple[PanelLine, ...]:
    if item.source not in ItemSource.scored:
        return ()
    lines = []
    for key, _ in method.panels:
        tally = facts.tallies.get((item.pk, key))
        mean = panel_mean(tally, is_trimmed=plan.is_trimmed) if tally else None
        lines.append(PanelLine(panels[key], tally, facts.due.get(key, 0), mean))
    return tuple(lines)
