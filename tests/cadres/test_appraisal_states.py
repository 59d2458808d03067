"""The state machines of appraisal are those of docs/appraisal.md, cell by cell."""

import pytest
from django.conf import settings

from cadres.enums import AdjustmentState, ObjectionState, RoundState, SchemeState

MACHINES = (SchemeState, RoundState, AdjustmentState, ObjectionState)


def tables():
    """The tables of states in the document, in order."""
    found, rows = [], []
    for line in [*(settings.BASE_DIR / "docs/appraisal.md").read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        elif rows:
            head, _, *body = rows
            if head[0] == "State":
                found.append({row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in body})
            rows = []
    return found


@pytest.mark.parametrize("number", range(len(MACHINES)), ids=lambda number: MACHINES[number].__name__)
def test_table_is_the_document_s(number):
    machine = MACHINES[number]

    written = {
        state: {action: machine(state).after(action) or "–" for action in machine.action_class.values}
        for state in machine.values
    }

    assert written == tables()[number]


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.__name__)
def test_refusal_is_said_exactly_where_the_table_forbids_it(machine):
    for state in machine:
        for action in machine.action_class.values:
            assert (machine(state).refusal(action) == "") == (machine(state).after(action) is not None)


def test_refusal_says_what_is_and_when_it_would_be_allowed():
    assert RoundState.PUBLISHED.refusal("tally") == (
        "该轮考核目前是“已公布”，“停止评分并核算”只能在“评分中”或“已核算”时办理（依次为：填报、评分、核算、公示、审定、公布）。"
    )
