"""From points to a grade, without a database. docs/appraisal.md says each step in words and works an example.

All arithmetic is decimal. What is rounded is rounded once, half up, to a hundredth, at the places named there; sums of
rounded numbers are exact. The order of sheets, items and assessors changes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from cadres.enums import ResultStatus

HUNDRED = Decimal(100)
CENT = Decimal("0.01")
ZERO = Decimal(0)
# Fewer scores than this leave nothing to trim.
TRIMMED_FROM = 3


def cent(value: Decimal) -> Decimal:
    """Half up to a hundredth: the system's one way of rounding."""
    return value.quantize(CENT, ROUND_HALF_UP)


class Tally(NamedTuple):
    """One panel's scores of one item of one sheet: sum, number, highest, lowest; the last two only for trimming."""

    total: Decimal
    number: int
    highest: Decimal = ZERO
    lowest: Decimal = ZERO


@dataclass(frozen=True)
class ItemPlan:
    """An item: its key, full points, the group it is for (None for all), and whether assessors score it."""

    key: int
    full: Decimal
    group: int | None = None
    by_panel: bool = False
    may_be_unknown: bool = False


@dataclass(frozen=True)
class MethodPlan:
    """A method: its weight in percent, items, and its panels' weights in percent by their keys."""

    key: int
    weight: Decimal
    items: tuple[ItemPlan, ...]
    panels: tuple[tuple[int, Decimal], ...] = ()

    def items_of(self, group: int) -> list[ItemPlan]:
        """What counts for the group."""
        return [item for item in self.items if item.group in (None, group)]


@dataclass(frozen=True)
class GradePlan:
    """A grade: from which total, for how many percent of the group, how that is made a whole number, and how many
    months an organisation must have stood for it."""

    key: int
    lower: Decimal
    quota: Decimal | None = None
    rounding: str = ROUND_FLOOR
    minimum_months: int = 0

    def admits(self, outcome: Outcome) -> bool:
        """Whether total and age reach the grade; an unknown age does."""
        return outcome.total >= self.lower and (outcome.months is None or outcome.months >= self.minimum_months)

    def places(self, number: int) -> int | None:
        """How many of `number` may get it; None without limit."""
        if self.quota is None:
            return None
        return int((self.quota * number / HUNDRED).quantize(Decimal(1), self.rounding))


@dataclass(frozen=True)
class Plan:
    """A scheme as the engine needs it. Grades stand best first; the last one takes everybody left."""

    methods: tuple[MethodPlan, ...]
    grades: tuple[GradePlan, ...]
    floor: Decimal = ZERO
    bonus_cap: Decimal = ZERO
    is_trimmed: bool = False


@dataclass
class Facts:
    """What is known of a sheet. `points`: of indicators and the office, by item; an item that is missing has none.
    `tallies`: by (item, panel). `due`: assessors of each panel who are not recused. `months`: full months since the
    organisation was founded, None where that is unknown."""

    key: int
    group: int
    points: Mapping[int, Decimal] = field(default_factory=dict)
    tallies: dict[tuple[int, int], Tally] = field(default_factory=dict)
    due: Mapping[int, int] = field(default_factory=dict)
    bonus: Decimal = ZERO
    is_vetoed: bool = False
    self_points: Mapping[int, Decimal] = field(default_factory=dict)
    months: int | None = None


class MethodOutcome(NamedTuple):
    """A method's score out of 100, what of it counts, and the organisation's own score; None where unknown."""

    points: Decimal | None
    weighted: Decimal | None
    self_points: Decimal | None


@dataclass
class Outcome:
    """What a sheet comes to. `is_cut`: it reached a better grade that had no place left."""

    key: int
    group: int
    status: ResultStatus
    methods: dict[int, MethodOutcome]
    total: Decimal | None = None
    bonus: Decimal = ZERO
    self_total: Decimal | None = None
    is_vetoed: bool = False
    rank: int | None = None
    out_of: int = 0
    is_tied: bool = False
    is_cut: bool = False
    grade: int | None = None
    months: int | None = None


def indicator_points(value: Decimal | None, *, zero_at: Decimal, full_at: Decimal, full: Decimal) -> Decimal | None:
    """Points of a figure: a straight line between the two values, cut off at both ends; None stays unknown."""
    if value is None:
        return None
    share = (value - zero_at) / (full_at - zero_at)
    return cent(full * min(max(share, ZERO), Decimal(1)))


def panel_mean(tally: Tally, *, is_trimmed: bool) -> Decimal:
    """A panel's mean, not rounded."""
    if is_trimmed and tally.number >= TRIMMED_FROM:
        return (tally.total - tally.highest - tally.lowest) / (tally.number - 2)
    return tally.total / tally.number


def panel_points(facts: Facts, item: ItemPlan, method: MethodPlan, plan: Plan) -> tuple[Decimal | None, ResultStatus]:
    """What the panels gave for an item, weighed and rounded, and whether enough of them did."""
    points, status = ZERO, ResultStatus.GRADED
    for panel, weight in method.panels:
        tally = facts.tallies.get((item.key, panel))
        if tally is None:
            return None, ResultStatus.INCOMPLETE
        if tally.number * HUNDRED < plan.floor * facts.due.get(panel, 0):
            status = ResultStatus.BELOW_FLOOR
        points += panel_mean(tally, is_trimmed=plan.is_trimmed) * weight
    return cent(points / HUNDRED), status


def item_points(facts: Facts, item: ItemPlan, method: MethodPlan, plan: Plan) -> tuple[Decimal | None, ResultStatus]:
    """An item's points, None where unknown, and what that means for the sheet."""
    if item.by_panel:
        return panel_points(facts, item, method, plan)
    points = facts.points.get(item.key)
    if points is None and not item.may_be_unknown:
        return None, ResultStatus.INCOMPLETE
    return points, ResultStatus.GRADED


# The worse one of a sheet's items decides.
GRAVITY = {ResultStatus.GRADED: 0, ResultStatus.BELOW_FLOOR: 1, ResultStatus.INCOMPLETE: 2}


def judge_method(facts: Facts, method: MethodPlan, plan: Plan) -> tuple[MethodOutcome, ResultStatus]:
    """The method's score from those of its items that are known."""
    got = full = own = own_full = ZERO
    worst = ResultStatus.GRADED
    for item in method.items_of(facts.group):
        points, status = item_points(facts, item, method, plan)
        if status is not ResultStatus.GRADED and GRAVITY[status] > GRAVITY[worst]:
            worst = status
        if points is not None:
            got += points
            full += item.full
        if item.key in facts.self_points:
            own += facts.self_points[item.key]
            own_full += item.full
    self_points = cent(HUNDRED * own / own_full) if own_full else None
    if not full:
        return MethodOutcome(None, None, self_points), ResultStatus.INCOMPLETE
    points = cent(HUNDRED * got / full)
    return MethodOutcome(points, cent(points * method.weight / HUNDRED), self_points), worst


def judge_sheet(facts: Facts, plan: Plan) -> Outcome:
    """A sheet by itself: its scores and total, not yet rank and grade."""
    methods: dict[int, MethodOutcome] = {}
    worst = ResultStatus.GRADED
    for method in plan.methods:
        methods[method.key], status = judge_method(facts, method, plan)
        if GRAVITY[status] > GRAVITY[worst]:
            worst = status
    bonus = min(facts.bonus, plan.bonus_cap)
    outcome = Outcome(facts.key, facts.group, worst, methods, bonus=bonus, is_vetoed=facts.is_vetoed)
    outcome.months = facts.months
    outcome.self_total = _self_total(plan, methods)
    if worst is ResultStatus.GRADED:
        outcome.total = sum((method.weighted for method in methods.values()), ZERO) + bonus
    return outcome


def _self_total(plan: Plan, methods: Mapping[int, MethodOutcome]) -> Decimal | None:
    """By the same weights; None unless the organisation scored itself in every method that counts."""
    parts = [(methods[method.key].self_points, method.weight) for method in plan.methods if method.weight]
    if not parts or any(points is None for points, _ in parts):
        return None
    return sum((cent(points * weight / HUNDRED) for points, weight in parts), ZERO)


def rank_group(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Give ranks to the graded of one group; return them by total, the highest first."""
    graded = sorted((each for each in outcomes if each.total is not None), key=lambda each: (-each.total, each.key))
    numbers = Counter(each.total for each in graded)
    rank = 0
    for place, outcome in enumerate(graded, 1):
        if place == 1 or outcome.total != graded[place - 2].total:
            rank = place
        outcome.rank, outcome.out_of, outcome.is_tied = rank, len(graded), numbers[outcome.total] > 1
    return graded


def grade_group(graded: Sequence[Outcome], grades: Sequence[GradePlan]) -> None:
    """Give grades to the ranked of one group, best grade first, under its quota."""
    last = grades[-1].key
    waiting = [each for each in graded if not each.is_vetoed]
    for each in graded:
        if each.is_vetoed:
            each.grade = last
    for grade in grades:
        places = grade.places(len(graded))
        reached = [each for each in waiting if grade.key == last or grade.admits(each)]
        taken = _fitting(reached, places)
        for each in reached[:taken]:
            each.grade = grade.key
        for each in reached[taken:]:
            each.is_cut = True
        waiting = [each for each in waiting if each.grade is None]


def _fitting(reached: Sequence[Outcome], places: int | None) -> int:
    """How many of the best get in; equal totals together or not at all."""
    if places is None or len(reached) <= places:
        return len(reached)
    taken = places
    while taken and reached[taken - 1].total == reached[taken].total:
        taken -= 1
    return taken


def judge(plan: Plan, sheets: Iterable[Facts]) -> list[Outcome]:
    """The result of a whole round, in the order of the sheets' keys."""
    outcomes = sorted((judge_sheet(facts, plan) for facts in sheets), key=lambda each: each.key)
    groups: dict[int, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[outcome.group].append(outcome)
    for members in groups.values():
        grade_group(rank_group(members), plan.grades)
    return outcomes
