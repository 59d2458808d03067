"""What holds for every round, whatever its numbers."""

import random
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadres.enums import ResultStatus
from cadres.services.appraisal_engine import (
    Facts,
    GradePlan,
    ItemPlan,
    MethodPlan,
    Plan,
    Tally,
    indicator_points,
    judge,
    panel_mean,
)

PANEL, ITEM = 1, 1
FULL = Decimal(100)
METHOD = MethodPlan(1, FULL, (ItemPlan(ITEM, FULL, by_panel=True),), ((PANEL, FULL),))


def plan_with(quotas, rounding=ROUND_FLOOR, *, floor=Decimal(0), is_trimmed=False):
    lowers = (90, 80, 60)
    grades = [GradePlan(i, Decimal(low), q, rounding) for i, (low, q) in enumerate(zip(lowers, quotas, strict=True))]
    return Plan((METHOD,), (*grades, GradePlan(3, Decimal(0))), floor, Decimal(5), is_trimmed)


def sheet(key, scores, *, due=None, group=1, bonus=0, is_vetoed=False):
    scores = [Decimal(score) for score in scores]
    tallies = {(ITEM, PANEL): Tally(sum(scores), len(scores), max(scores), min(scores))} if scores else {}
    return Facts(key, group, {}, tallies, {PANEL: due or len(scores)}, Decimal(bonus), is_vetoed)


def told(outcomes):
    return {each.key: (each.total, each.rank, each.grade, each.is_cut, each.is_tied) for each in outcomes}


def test_equal_totals_at_the_edge_of_a_quota_are_carried_down_together():
    outcomes = judge(plan_with((Decimal(30), None, None)), [sheet(key, [95]) for key in (1, 2)] + [sheet(3, [92])])

    assert told(outcomes) == {
        1: (Decimal("95.00"), 1, 1, True, True),
        2: (Decimal("95.00"), 1, 1, True, True),
        3: (Decimal("92.00"), 3, 1, True, False),
    }


def test_equal_totals_get_in_together_when_there_is_room():
    outcomes = judge(plan_with((Decimal(70), None, None)), [sheet(1, [95]), sheet(2, [95]), sheet(3, [92])])

    assert {each.key: each.grade for each in outcomes} == {1: 0, 2: 0, 3: 1}


@pytest.mark.parametrize(("rounding", "places"), [(ROUND_FLOOR, 2), (ROUND_HALF_UP, 3), (ROUND_CEILING, 3)])
def test_quota_is_made_whole_as_the_grade_says(rounding, places):
    assert GradePlan(1, Decimal(90), Decimal(25), rounding).places(10) == places


def test_veto_does_not_take_a_place_of_others():
    outcomes = judge(plan_with((Decimal(50), None, None)), [sheet(1, [99], is_vetoed=True), sheet(2, [91])])

    assert {each.key: (each.rank, each.grade) for each in outcomes} == {1: (1, 3), 2: (2, 0)}


@pytest.mark.parametrize(
    ("scores", "due", "status"),
    [([80, 80], 4, "graded"), ([80], 3, "below_floor"), ([], 3, "incomplete")],
)
def test_participation_below_the_floor_voids_the_scores(scores, due, status):
    (outcome,) = judge(plan_with((None, None, None), floor=Decimal(50)), [sheet(1, scores, due=due)])

    assert outcome.status == ResultStatus(status)
    assert (outcome.total is not None, outcome.rank is not None) == (status == "graded",) * 2


def test_young_organisation_is_carried_down_and_keeps_nobody_out():
    plan = plan_with((Decimal(50), None, None))
    best = GradePlan(0, Decimal(90), Decimal(50), minimum_months=12)
    young = sheet(1, [99])
    young.months = 11

    outcomes = judge(replace(plan, grades=(best, *plan.grades[1:])), [young, sheet(2, [91])])

    assert {each.key: (each.grade, each.is_cut) for each in outcomes} == {1: (1, False), 2: (0, False)}


def test_groups_are_ranked_apart():
    outcomes = judge(plan_with((None, None, None)), [sheet(1, [70]), sheet(2, [90], group=2)])

    assert {each.key: (each.rank, each.out_of) for each in outcomes} == {1: (1, 1), 2: (1, 1)}


@pytest.mark.parametrize(("number", "mean"), [(2, "85"), (3, "80"), (4, "85")])
def test_trimming_needs_three_scores(number, mean):
    scores = [Decimal(score) for score in (80, 90, 70, 95)[:number]]

    assert panel_mean(Tally(sum(scores), number, max(scores), min(scores)), is_trimmed=True) == Decimal(mean)


@pytest.mark.parametrize(
    ("value", "points"),
    [("100", "20.00"), ("110", "20.00"), ("80", "10.00"), ("70.01", "5.01"), ("60", "0.00"), ("0", "0.00")],
)
def test_indicator_scores_between_two_values(value, points):
    line = {"zero_at": Decimal(60), "full_at": Decimal(100), "full": Decimal(20)}

    assert indicator_points(Decimal(value), **line) == Decimal(points)


def test_indicator_may_be_the_better_the_lower_and_unknown_is_not_zero():
    line = {"zero_at": Decimal(10), "full_at": Decimal(0), "full": Decimal(20)}

    assert indicator_points(Decimal("2.5"), **line) == Decimal("15.00")
    assert indicator_points(None, **line) is None


SCORES = st.lists(st.integers(0, 100), min_size=1, max_size=4)
ROUNDS = st.lists(st.tuples(SCORES, st.integers(1, 2), st.booleans()), min_size=1, max_size=12)
QUOTA = st.one_of(st.none(), st.integers(0, 100).map(Decimal))


@settings(max_examples=60, deadline=None)
@given(
    ROUNDS, st.tuples(QUOTA, QUOTA, QUOTA), st.sampled_from((ROUND_FLOOR, ROUND_HALF_UP, ROUND_CEILING)), st.booleans(),
    st.randoms(use_true_random=False),
)  # fmt: skip
def test_quotas_hold_order_counts_and_permutation_changes_nothing(rows, quotas, rounding, is_trimmed, chance):
    plan = plan_with(quotas, rounding, is_trimmed=is_trimmed)
    shuffled = [
        (key, random.Random(key).sample(scores, len(scores)), *rest) for key, (scores, *rest) in enumerate(rows)
    ]
    chance.shuffle(shuffled)

    outcomes = judge(plan, [sheet(k, s, group=g, is_vetoed=v) for k, (s, g, v) in enumerate(rows)])
    again = judge(plan, [sheet(k, s, group=g, is_vetoed=v) for k, s, g, v in shuffled])

    assert told(outcomes) == told(again)
    for group in {each.group for each in outcomes}:
        members = [each for each in outcomes if each.group == group]
        for grade in plan.grades[:-1]:
            places = grade.places(len(members))
            assert places is None or sum(each.grade == grade.key for each in members) <= places
        for better in members:
            for worse in members:
                if better.total > worse.total and not better.is_vetoed:
                    assert better.grade <= worse.grade
