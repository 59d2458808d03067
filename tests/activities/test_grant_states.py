"""The state machine of a grant: every pair of state and step, the table of the document. And money that nobody adds."""

import re
from pathlib import Path

import pytest

from activities.enums import GrantAction, GrantState
from activities.models import Grant
from league.core.money import GoodsIn, GoodsOut, MoneyIn, MoneyOut, balance, yuan

ALLOWED = {
    ("applied", "review"): "reviewed",
    ("applied", "return"): "returned",
    ("applied", "reject"): "rejected",
    ("applied", "withdraw"): "withdrawn",
    ("reviewed", "check"): "checked",
    ("reviewed", "return"): "returned",
    ("reviewed", "reject"): "rejected",
    ("checked", "publicize"): "publicized",
    ("checked", "return"): "returned",
    ("checked", "reject"): "rejected",
    ("publicized", "approve"): "approved",
    ("publicized", "return"): "returned",
    ("publicized", "reject"): "rejected",
    ("approved", "pay"): "paid",
    ("approved", "revoke"): "returned",
    ("paid", "unpay"): "approved",
    ("returned", "resubmit"): "applied",
    ("returned", "reject"): "rejected",
    ("returned", "withdraw"): "withdrawn",
}


@pytest.mark.parametrize("state", GrantState.values)
def test_state_machine_allows_exactly_the_table(state):
    stage = GrantState(state)
    for action in GrantAction.values:
        assert stage.after(action) == ALLOWED.get((state, action))
        assert bool(stage.refusal(action)) == ((state, action) not in ALLOWED)


def test_document_holds_the_same_table():
    text = (Path(__file__).parents[2] / "docs/funds.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\S+) \| (\S+) \| (\S+) \|", text, re.MULTILINE)
    states = {state.label: state.value for state in GrantState}
    actions = {action.label: action.value for action in GrantAction}
    told = {
        (states[before], actions[step]): states[after]
        for before, step, after in rows
        if before in states and step in actions
    }
    assert told == ALLOWED


@pytest.mark.parametrize("action", GrantAction.values)
@pytest.mark.parametrize(("applied", "reviewed"), [(1, 2), (2, 1), (1, 1), (2, 2), (None, None)])
def test_only_checking_and_approving_ask_for_another_account(action, applied, reviewed):
    grant = Grant(applied_by_id=applied, reviewed_by_id=reviewed)

    refused = bool(grant.hand_refusal(action, 1))

    assert refused == (action in ("check", "approve") and 1 in (applied, reviewed))


def test_sum_keeps_form_and_direction():
    assert sum([MoneyIn(1_00), MoneyIn(2_50)], MoneyIn(0)) == MoneyIn(3_50)
    assert str(GoodsOut(12_05)) == "12.05元"
    assert balance(MoneyIn(5_00), MoneyOut(3_00)) == 2_00
    assert balance(GoodsIn(1_00), GoodsOut(3_00)) == -2_00
    assert [yuan(value) for value in (None, 0, 5, -1_05, 123_45)] == ["", "0.00", "0.05", "-1.05", "123.45"]


@pytest.mark.parametrize("one", [MoneyIn(1), MoneyOut(1), GoodsIn(1), GoodsOut(1)])
@pytest.mark.parametrize("other", [MoneyIn(1), MoneyOut(1), GoodsIn(1), GoodsOut(1), 1])
def test_in_and_out_and_money_and_goods_are_never_added(one, other):
    if type(one) is type(other):
        assert (one + other).fen == 2
    else:
        with pytest.raises(TypeError):
            one + other


@pytest.mark.parametrize(
    ("one", "other"),
    [(MoneyIn(1), GoodsOut(1)), (GoodsIn(1), MoneyOut(1)), (MoneyOut(1), MoneyIn(1)), (MoneyIn(1), MoneyIn(1))],
)
def test_balance_of_two_forms_is_refused(one, other):
    with pytest.raises(TypeError, match="no balance"):
        balance(one, other)


@pytest.mark.parametrize("fen", [-1, 1.5, True, "3"])
def test_sum_is_whole_and_not_negative(fen):
    with pytest.raises(ValueError, match="not a sum in fen"):
        MoneyIn(fen)
