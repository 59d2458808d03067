"""What the tests of consultation, recommendation and training share."""

from datetime import date

from cadres.enums import RecommendationAction, RecommendationState
from cadres.models import Person, Recommendation
from cadres.services.recommendations import take_step
from tests.factories.cadres import PersonFactory
from tests.factories.cadres_development import RecommendationFactory

Action, State = RecommendationAction, RecommendationState
MEETING = {"meeting_on": date(2023, 5, 4), "eligible": 20, "present": 16, "in_favour": 14, "against": 1, "abstained": 1}
# What each step writes in a dossier without a fault. 8 to 12 May 2023 are five working days.
GOOD = {
    Action.REVISE: {
        "kind": "activist", "proposed_on": date(2023, 4, 4), "applied_on": date(2022, 5, 4), "activist_on": None,
        "remark": "带头参加志愿服务",
    },
    Action.AGREE: {"agreed_on": date(2023, 4, 10), "agreed_by": "甲镇团委"},
    Action.HOLD: MEETING,
    Action.DECIDE: {"decided_on": date(2023, 5, 5), "decision": "同意推荐"},
    Action.CHECK: {"checked_on": date(2023, 5, 6), "checked_by": "甲镇团委", "check_opinion": "同意"},
    Action.PUBLICIZE: {
        "publicity_from": date(2023, 5, 8), "publicity_to": date(2023, 5, 12), "publicity_place": "村务公开栏",
    },
    Action.CONCLUDE: {"concluded_on": date(2023, 5, 15), "objections": 0, "objection_result": ""},
    Action.HAND_OVER: {"handed_on": date(2023, 5, 16), "party_branch": "东村党支部", "registration_forms": 2},
    Action.ACCEPT: {"feedback_on": date(2023, 6, 1), "feedback": "列为入党积极分子", "activist_on": date(2023, 6, 1)},
    Action.DECLINE: {"feedback_on": date(2023, 6, 1), "feedback": "继续考察"},
    Action.FOLLOW: {"candidate_on": date(2024, 6, 3)},
    Action.REJECT: {"ended_on": date(2023, 6, 1), "end_reason": "条件不具备"},
    Action.WITHDRAW: {"ended_on": date(2023, 6, 1), "end_reason": "本人转出"},
    Action.STEP_BACK: {},
}  # fmt: skip
# The way to a state.
PATHS = {
    State.PROPOSED: (),
    State.AGREED: (Action.AGREE,),
    State.VOTED: (Action.AGREE, Action.HOLD),
    State.DECIDED: (Action.AGREE, Action.HOLD, Action.DECIDE),
    State.CHECKED: (Action.AGREE, Action.HOLD, Action.DECIDE, Action.CHECK),
    State.PUBLICIZED: (Action.AGREE, Action.HOLD, Action.DECIDE, Action.CHECK, Action.PUBLICIZE),
}
PATHS[State.PASSED] = (*PATHS[State.PUBLICIZED], Action.CONCLUDE)
PATHS[State.HANDED] = (*PATHS[State.PASSED], Action.HAND_OVER)
PATHS[State.ACCEPTED] = (*PATHS[State.HANDED], Action.ACCEPT)
PATHS[State.DECLINED] = (*PATHS[State.HANDED], Action.DECLINE)
PATHS[State.REJECTED] = (*PATHS[State.VOTED], Action.REJECT)
PATHS[State.WITHDRAWN] = (Action.WITHDRAW,)


def member(organization, **fields) -> Person:
    """A league member of 20 on the day of the meeting."""
    return PersonFactory(
        organization=organization,
        **{"birth_on": date(2003, 1, 1), "political_status": "03", "joined_league_on": date(2018, 5, 4)} | fields,
    )


def reach(state: State, organization, actor, *, person=None, **fields) -> Recommendation:
    """A dossier brought to the state by the services; `fields` replace what the steps write."""
    row = RecommendationFactory(
        person=person or member(organization), organization=organization,
        **{name: value for name, value in fields.items() if name in ("kind", "activist_on", "proposed_on", "applied_on")},
    )  # fmt: skip
    for action in PATHS[state]:
        written = {name: fields.get(name, value) for name, value in GOOD[action].items()}
        row = take_step(row, action, fields=written, actor=actor)
    return row
