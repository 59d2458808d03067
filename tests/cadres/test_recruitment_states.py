"""The state machines of recruitment are those of docs/recruitment.md, cell by cell, and every service asks them."""

from datetime import date

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from cadres.enums import ApplicationAction, ApplicationState, DriveAction, DriveState
from cadres.models import Application, Placement
from cadres.services import placements, recruitment_drives, screening, selection
from cadres.services.applications import withdraw_application
from tests.factories.recruitment import ApplicationFactory, OpeningFactory, PlacementFactory, RecruitmentDriveFactory

DAY = date(2023, 8, 20)


def tables():
    """The tables of the document: {row: {column: cell}} each, in order."""
    found, rows = [], []
    for line in [*(settings.BASE_DIR / "docs/recruitment.md").read_text().splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        elif rows:
            head, _, *body = rows
            found.append({row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in body})
            rows = []
    return found


def test_the_drive_s_table_is_the_document_s():
    written = {
        state: {action: DriveState(state).after(action) or "–" for action in DriveAction.values}
        for state in DriveState.values
    }

    assert written == tables()[0]


def test_the_application_s_table_is_the_document_s():
    written = {
        state: {action: ApplicationState(state).after(action) or "–" for action in ApplicationAction.values}
        for state in ApplicationState.values
    }

    assert written == tables()[1]


def test_the_drive_states_of_each_action_are_the_document_s():
    written = {
        state: {
            action: "yes" if state in ApplicationAction.drive_states[action] else "–"
            for action in ApplicationAction.values
        }
        for state in DriveState.values
    }

    assert written == tables()[2]


def test_an_action_is_refused_in_words_exactly_where_the_tables_forbid_it():
    steps, stages = tables()[1:3]
    for state in ApplicationState:
        for drive_state in DriveState.values:
            allowed = [
                action
                for action in ApplicationAction.values
                if steps[state][action] != "–" and stages[drive_state][action] == "yes"
            ]
            unrefused = [a for a in ApplicationAction.values if not state.refusal_in(a, drive_state)]

            assert state.actions_in(drive_state) == unrefused == allowed


def perform(action, application, actor):
    """Call the service of an action."""
    placement = getattr(application, "placement", None) or Placement(
        application=application, opening=application.wishes.get().opening, selected_on=DAY
    )
    reason = {"reason": "原因", "actor": actor}
    return {
        "pass": lambda: screening.pass_application(application, actor=actor),
        "reject": lambda: screening.reject_application(application, **reason),
        "recheck": lambda: screening.recheck_application(application, **reason),
        "score": lambda: screening.score_application(application, score=80, actor=actor),
        "select": lambda: selection.select_application(
            application, opening=application.wishes.get().opening, on=DAY, actor=actor
        ),
        "unselect": lambda: selection.unselect_application(application, **reason),
        "decline": lambda: selection.decline_application(application, **reason),
        "reconsider": lambda: selection.reconsider_application(application, actor=actor),
        "take_up": lambda: placements.take_up(placement, on=DAY, actor=actor),
        "miss": lambda: placements.miss_placement(placement, **reason),
        "leave": lambda: placements.leave_placement(placement, on=date(2023, 9, 1), **reason),
        "revoke": lambda: placements.revoke_placement(placement, **reason),
        "withdraw": lambda: withdraw_application(application, on=DAY),
    }[action]()


def result_of(action, application, actor):
    """The state the service leads to, a dash where the table refuses it, a refusal of another kind in words."""
    try:
        perform(action, application, actor)
    except ValidationError as error:
        return "–" if getattr(error, "code", "") == "state" else str(error)
    return Application.objects.get(pk=application.pk).state


@pytest.mark.parametrize("state", ApplicationState.values)
def test_every_service_asks_the_table(cast, state):
    drive = RecruitmentDriveFactory(organization=cast.county, state="closed")
    opening = OpeningFactory(drive=drive, organization=cast.township, seats=50)
    outcome = {}
    for action in ApplicationAction.values:
        application = ApplicationFactory(drive=drive, wishes=[opening], state=state)
        if state in ApplicationState.placed:
            PlacementFactory(opening=opening, application=application, state=state)
        application = Application.objects.get(pk=application.pk)
        outcome[action] = result_of(action, application, cast.staff)

    assert outcome == tables()[1][state]


@pytest.mark.parametrize("state", DriveState.values)
def test_every_step_of_a_drive_asks_the_table(cast, state):
    outcome = {}
    for action in DriveAction:
        past = {"closes_on": date(2023, 7, 2)} if action == DriveAction.CLOSE else {}
        drive = RecruitmentDriveFactory(organization=cast.county, state=state, **past)
        OpeningFactory(drive=drive, organization=cast.township)
        try:
            outcome[action.value] = recruitment_drives.move_drive(
                drive, action, on=date(2023, 7, 5), actor=cast.staff
            ).state
        except ValidationError:
            outcome[action.value] = "–"

    assert outcome == tables()[0][state]
