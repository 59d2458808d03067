"""台账状态: what each event makes of a case of the health card, as docs/elections.md has it."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from organizations.enums import CaseState, HealthCheck
from organizations.models import HealthCase
from organizations.services.health_cases import assign_case, close_case, open_case, review_health
from tests.factories.elections import HealthCaseFactory
from tests.factories.organizations import HeadCountFactory, OrganizationFactory

BEFORE, DAY, LATER = date(2024, 2, 1), date(2024, 3, 1), date(2024, 4, 1)
# The columns of a case that is in the state on DAY.
IN_STATE = {
    "waiting": {},
    "underway": {"owner": "李测", "due_on": DAY},
    "late": {"owner": "李测", "due_on": BEFORE},
    "resting": {"closed_on": BEFORE, "outcome": "测试", "quiet_until": LATER},
    "closed": {"closed_on": BEFORE, "outcome": "测试"},
}
# Events on a branch whose finding is gone; for all others it has two members.
GONE = ("gone", "close_gone")


def truth_table():
    """{state: {event: outcome}} of the document."""
    text = (Path(settings.BASE_DIR) / "docs" / "elections.md").read_text(encoding="utf-8")
    lines = [re.findall(r"[\w–]+", line) for line in text.splitlines() if line.startswith("|")]
    head = next(cells for cells in lines if cells[:2] == ["State", "found"])
    rows = lines[lines.index(head) + 2 :][: len(CaseState)]
    return {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in rows}


TABLE = truth_table()
PAIRS = [(state, event, outcome) for state, events in TABLE.items() for event, outcome in events.items()]


def act(event, case, actor):
    """Let the event happen; the day that is asked afterwards."""
    if event in ("found", "gone"):
        review_health(on=DAY)
    elif event == "open":
        open_case(case.organization, fields={"check_code": "few_members", "opened_on": DAY}, actor=actor)
    elif event == "assign":
        assign_case(case, changes={"owner": "王测", "due_on": LATER}, actor=actor)
    elif event == "due_day_passes":
        return date(2024, 3, 2)
    else:
        quiet = LATER if event == "close_rest" else None
        close_case(case, on=DAY, outcome="已处理", quiet_until=quiet, actor=actor)
    return DAY


def states(branch, on):
    rows = HealthCase.objects.filter(organization=branch, check_code=HealthCheck.FEW_MEMBERS).with_state(on=on)
    return [row.state for row in rows.order_by("pk")]


def test_table_has_every_state():
    assert list(TABLE) == CaseState.values
    assert len(PAIRS) == 40


@pytest.mark.parametrize(("state", "event", "outcome"), PAIRS, ids=lambda each: each)
def test_event_makes_of_a_case_what_the_document_says(cast, state, event, outcome):
    branch = OrganizationFactory(parent=cast.township)
    HeadCountFactory(unit=None, organization=branch, value=5 if event in GONE else 2)
    case = HealthCaseFactory(organization=branch, opened_on=date(2024, 1, 1), **IN_STATE[state])
    assert states(branch, DAY) == [state]

    if outcome == "–":
        with pytest.raises(ValidationError):
            act(event, case, cast.staff)
        assert states(branch, DAY) == [state]
        return
    on = act(event, case, cast.staff)

    expected = {"same": [state], "new": [state, "waiting"]}.get(outcome, [outcome])
    assert states(branch, on) == expected


def test_resting_ends_on_its_day(cast):
    HealthCaseFactory(organization=cast.branch, opened_on=date(2024, 1, 1), **IN_STATE["resting"])

    assert [states(cast.branch, on) for on in (date(2024, 3, 31), LATER)] == [["resting"], ["closed"]]
