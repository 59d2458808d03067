"""The state machine of an activity: every pair of state and step, the table of the document, what the database holds."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from activities.enums import ActivityAction, ActivityState
from activities.models import ActivityAudience
from tests.factories.activities import ActivityAudienceFactory, ActivityFactory

ALLOWED = {
    ("draft", "publish"): "published",
    ("draft", "hold"): "held",
    ("draft", "cancel"): "cancelled",
    ("published", "retract"): "draft",
    ("published", "hold"): "held",
    ("published", "cancel"): "cancelled",
    ("held", "amend"): "held",
    ("held", "verify"): "verified",
    ("held", "return"): "returned",
    ("verified", "unverify"): "held",
    ("returned", "hold"): "held",
    ("returned", "cancel"): "cancelled",
    ("cancelled", "restore"): "draft",
}


@pytest.mark.parametrize("state", ActivityState.values)
@pytest.mark.parametrize("action", ActivityAction.values)
def test_state_machine_allows_exactly_the_table(state, action):
    stage = ActivityState(state)
    assert stage.after(action) == ALLOWED.get((state, action))
    assert bool(stage.refusal(action)) == ((state, action) not in ALLOWED)


def test_refusal_says_when_the_step_is_allowed():
    assert ActivityState.DRAFT.refusal("verify") == "该活动目前是“草稿”，“核验”只能在“已举办”时办理。"


def test_document_holds_the_same_table():
    text = (Path(__file__).parents[2] / "docs/activities.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\S+) \| (\S+) \| (\S+) \|", text, re.MULTILINE)
    states = {state.label: state.value for state in ActivityState}
    actions = {action.label: action.value for action in ActivityAction}
    told = {
        (states[before], actions[step]): states[after]
        for before, step, after in rows
        if before in states and step in actions
    }
    assert told == ALLOWED


@pytest.mark.parametrize(
    ("state", "held_on", "verified_on", "fits"),
    [
        ("draft", None, None, True),
        ("published", None, None, True),
        ("cancelled", None, None, True),
        ("held", date(2023, 5, 4), None, True),
        ("returned", date(2023, 5, 4), None, True),
        ("verified", date(2023, 5, 4), date(2023, 6, 1), True),
        ("held", None, None, False),
        ("draft", date(2023, 5, 4), None, False),
        ("verified", date(2023, 5, 4), None, False),
        ("held", date(2023, 5, 4), date(2023, 6, 1), False),
    ],
)
def test_database_holds_days_only_where_the_state_has_them(cast, state, held_on, verified_on, fits):
    def write():
        with transaction.atomic():
            ActivityFactory(organization=cast.branch, state=state, held_on=held_on, verified_on=verified_on)

    if fits:
        write()
    else:
        with pytest.raises(IntegrityError):
            write()


@pytest.mark.parametrize(
    ("by_name", "persons", "fits"), [(False, None, True), (True, 20, True), (False, 20, False), (True, 31, False)]
)
def test_database_holds_persons_only_by_name(cast, by_name, persons, fits):
    activity = ActivityFactory(organization=cast.branch)
    if fits:
        ActivityAudienceFactory(activity=activity, by_name=by_name, persons=persons)
        assert ActivityAudience.objects.get().persons == persons
    else:
        with pytest.raises(IntegrityError), transaction.atomic():
            ActivityAudienceFactory(activity=activity, by_name=by_name, persons=persons)
