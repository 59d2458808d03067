"""The state machine of a recommendation: the written table, and every cell of it through the service."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from cadres.enums import RecommendationAction, RecommendationState
from cadres.services.recommendations import FIELDS, take_step
from league.core.models import AuditEvent
from tests.cadres.development import GOOD, PATHS, reach

PAGE = Path(__file__).parents[3] / "docs" / "recommendation.md"
CELLS = [(state, action) for state in RecommendationState for action in RecommendationAction]


def written_table():
    """{(state, action): target} of the table in the documentation; "" where the action is not allowed."""
    rows = [line.strip("|").split("|") for line in PAGE.read_text().splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in row] for row in rows]
    head = next(row for row in rows if row[0].startswith("from"))[1:]
    return {
        (row[0], action): target.replace("·", "")
        for row in rows
        if row[0] in RecommendationState.values
        for action, target in zip(head, row[1:], strict=True)
    }


def test_the_documentation_holds_the_same_table():
    table = {
        (state.value, action.value): RecommendationState.transitions[state.value].get(action.value, "")
        for state, action in CELLS
    }

    assert written_table() == table


def test_every_state_has_a_way_and_every_action_its_fields():
    assert set(PATHS) == set(RecommendationState)
    assert set(FIELDS) == set(GOOD) == set(RecommendationAction)


@pytest.mark.parametrize("state", RecommendationState)
def test_each_action_moves_or_is_refused_as_the_table_says(cast, state):
    """All actions from one state, each on the dossier brought there anew inside a savepoint."""
    row = reach(state, cast.branch, cast.staff)
    outcome = {}
    for action in RecommendationAction:
        outcome[action] = attempt(row, action, cast.staff)

    assert outcome == {
        action: RecommendationState.transitions[state].get(action, "refused") for action in RecommendationAction
    }


def attempt(row, action, actor):
    """The state after the action; the dossier is put back as it was."""
    stored = type(row).objects.filter(pk=row.pk).values().get()
    fields = {name: stored[name] if stored[name] not in (None, "") else GOOD[action].get(name) for name in GOOD[action]}
    try:
        moved = take_step(row, action, fields=fields, actor=actor)
    except ValidationError as error:
        return "refused" if getattr(error, "code", None) == "state" else error.messages
    type(row).objects.filter(pk=row.pk).update(**{name: value for name, value in stored.items() if name != "id"})
    return moved.state


@pytest.mark.parametrize("state", RecommendationState)
def test_a_refusal_says_what_is_and_when_it_could_be(state):
    for action in RecommendationAction:
        refusal = state.refusal(action)
        assert bool(refusal) == (state.after(action) is None)
        assert not refusal or (state.label in refusal and action.label in refusal)


def test_each_step_is_told_in_the_log(cast):
    row = reach(RecommendationState.ACCEPTED, cast.branch, cast.staff)

    told = list(AuditEvent.objects.about(row).values_list("action", flat=True))

    assert told == [f"recommendation.{action}" for action in reversed(PATHS[RecommendationState.ACCEPTED])]
    assert AuditEvent.objects.about(row).last().sentence == f"同意为{row}召开推优大会"
    assert row.revision == 1 + len(PATHS[RecommendationState.ACCEPTED])
