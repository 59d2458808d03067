"""What other weights, bands and quotas would have made of a round that was held: beside the real result, never kept."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cadres.enums import ItemKind
from cadres.models import AppraisalResult, AppraisalRound, AppraisalScheme, AppraisalSheet
from cadres.services.appraisal_engine import Facts, ItemPlan, MethodPlan, Outcome, Plan, Tally, judge
from cadres.services.appraisal_tally import facts_of, plan_of


@dataclass(frozen=True)
class Simulated:
    """One sheet beside itself: what holds, and what another scheme would have made of the same scores."""

    sheet: AppraisalSheet
    real: AppraisalResult
    outcome: Outcome
    grade: str

    @property
    def moved(self) -> Decimal | None:
        """How much the total would differ."""
        if self.real.total is None or self.outcome.total is None:
            return None
        return self.outcome.total - self.real.total

    @property
    def is_different(self) -> bool:
        """Whether the grade would be another one, by its name."""
        return self.grade != (str(self.real.grade) if self.real.grade else "")


def simulate(row: AppraisalRound, scheme: AppraisalScheme) -> list[Simulated]:
    """A tallied round judged by another scheme, often a draft copied from its own: methods, items and panels are the
    same where their codes and names are. What the other scheme asks and nobody scored is not known."""
    plan, names = _translated(row.scheme, scheme)
    facts = facts_of(row, extremes=True)
    _rescale(facts, row.scheme, scheme)
    outcomes = {outcome.key: outcome for outcome in judge(plan, facts)}
    results = AppraisalResult.objects.current().filter(sheet__round=row.pk, sheet__in=outcomes)
    results = results.select_related("sheet__organization", "sheet__group", "sheet__round", "grade")
    return [
        Simulated(result.sheet, result, outcome, names.get(outcome.grade, ""))
        for result in results
        if (outcome := outcomes[result.sheet_id])
    ]


def _rescale(facts: list[Facts], own: AppraisalScheme, other: AppraisalScheme) -> None:
    """Points of an item that has other full points in the other scheme, in proportion."""
    full = dict(other.items.order_by().values_list("code", "full"))
    ratios = {
        item.pk: full[item.code] / item.full
        for item in own.items.exclude(kind=ItemKind.VETO)
        if item.code in full and full[item.code] != item.full
    }
    for sheet in facts if ratios else ():
        sheet.points = {item: points * ratios.get(item, 1) for item, points in sheet.points.items()}
        for (item, panel), (total, number, highest, lowest) in sheet.tallies.items():
            ratio = ratios.get(item, 1)
            sheet.tallies[item, panel] = Tally(total * ratio, number, highest * ratio, lowest * ratio)


def _translated(own: AppraisalScheme, other: AppraisalScheme) -> tuple[Plan, dict[int, str]]:
    """The other scheme's plan, its items, panels and groups called by the own scheme's keys."""
    keys = {"item": _matched(own.items, other.items, "code"), "group": _matched(own.groups, other.groups, "name")}
    panels = {(panel.method.name, panel.name): panel.pk for panel in _panels(own)}
    known = {panel.pk: panels.get((panel.method.name, panel.name), panel.pk) for panel in _panels(other)}
    plan = plan_of(other)
    methods = tuple(
        MethodPlan(
            method.key, method.weight,
            tuple(
                ItemPlan(
                    keys["item"].get(item.key, item.key), item.full, keys["group"].get(item.group, item.group),
                    item.by_panel, item.may_be_unknown,
                )
                for item in method.items
            ),
            tuple((known[panel], weight) for panel, weight in method.panels),
        )
        for method in plan.methods
    )  # fmt: skip
    names = dict(other.grades.values_list("pk", "name"))
    return Plan(methods, plan.grades, plan.floor, plan.bonus_cap, plan.is_trimmed), names


def _matched(own, other, name: str) -> dict[int, int]:
    mine = dict(own.order_by().values_list(name, "pk"))
    return {pk: mine[word] for word, pk in other.order_by().values_list(name, "pk") if word in mine}


def _panels(scheme: AppraisalScheme):
    return [panel for method in scheme.methods.prefetch_related("panels__method") for panel in method.panels.all()]
