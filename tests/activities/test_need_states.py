"""The state machine of a need: every pair of state and step, and the table of the document."""

import re
from pathlib import Path

import pytest

from activities.enums import NeedAction, NeedState

ALLOWED = {
    ("raised", "assign"): "assigned",
    ("raised", "refuse"): "refused",
    ("assigned", "assign"): "assigned",
    ("assigned", "postpone"): "assigned",
    ("assigned", "solve"): "solved",
    ("assigned", "refuse"): "refused",
    ("solved", "tell"): "told",
    ("solved", "reopen"): "raised",
    ("refused", "tell"): "told",
    ("refused", "reopen"): "raised",
    ("told", "reopen"): "raised",
}


@pytest.mark.parametrize("state", NeedState.values)
@pytest.mark.parametrize("action", NeedAction.values)
def test_state_machine_allows_exactly_the_table(state, action):
    stage = NeedState(state)
    assert stage.after(action) == ALLOWED.get((state, action))
    assert bool(stage.refusal(action)) == ((state, action) not in ALLOWED)


def test_refusal_says_when_the_step_is_allowed():
    assert NeedState.RAISED.refusal("tell") == "该诉求目前是“待交办”，“告知反映人”只能在“已解决”或“不予办理”时办理。"


def test_document_holds_the_same_table():
    text = (Path(__file__).parents[2] / "docs/needs.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\S+) \| (\S+) \| (\S+) \|", text, re.MULTILINE)
    states = {state.label: state.value for state in NeedState}
    actions = {action.label: action.value for action in NeedAction}
    told = {
        (states[before], actions[step]): states[after]
        for before, step, after in rows
        if before in states and step in actions
    }
    assert told == ALLOWED


def test_every_state_is_settled_or_not_and_told_or_not():
    assert {*NeedState.unsettled, *NeedState.untold} == set(NeedState.open)
    assert set(NeedState.values) - set(NeedState.open) == {"told"}
