"""换届: the dossier's way from plan to reply, each step allowed or refused by one table."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, connection, transaction

from league.core.models import AuditEvent
from organizations import rulebook
from organizations.enums import ElectionAction, ElectionState
from organizations.models import Election, Rule, Term
from organizations.services import elections
from organizations.services.elections import (
    STEPS,
    Seat,
    cancel_election,
    confirm_election,
    hold_meeting,
    plan_election,
    replan_election,
    report_election,
    step_back_election,
)
from organizations.services.terms import term_status
from tests.factories.elections import ElectionFactory, ElectionSeatFactory, TermFactory
from tests.factories.organizations import OrganizationFactory

PLAN = {
    "number": None, "planned_on": date(2026, 3, 1), "timing_reason": "", "form": "all_members", "seats": 3,
    "candidates": 4, "remark": "",
}  # fmt: skip
MEETING = {
    "meeting_on": date(2025, 3, 1), "meeting_place": "村部会议室", "chair": "李测", "form": "all_members", "eligible": 20,
    "present": 18, "ballots_issued": 18, "ballots_returned": 18, "ballots_valid": 17,
}  # fmt: skip
LIST = [Seat("secretary", "王测", 16, True), Seat("member", "赵测", 14, True), Seat("member", "钱测", 12, True),
        Seat("member", "孙测", 5, False)]  # fmt: skip
ARGUMENTS = {
    ElectionAction.REPLAN: {"fields": PLAN},
    ElectionAction.REQUEST: {"fields": {"request_document": "测团请〔2025〕1号", "requested_on": date(2025, 2, 1)}},
    ElectionAction.APPROVE: {
        "fields": {"approver": "测试县团委", "approval_document": "测团复〔2025〕1号", "approved_on": date(2025, 2, 10)}
    },
    ElectionAction.HOLD: {"fields": MEETING, "seats": LIST},
    ElectionAction.REPORT: {"fields": {"report_document": "测团报〔2025〕1号", "reported_on": date(2025, 3, 3)}},
    ElectionAction.CONFIRM: {
        "fields": {
            "reply_document": "测团复〔2025〕2号", "replied_on": date(2025, 3, 10), "begins_on": date(2025, 3, 1)
        }
    },
    ElectionAction.STEP_BACK: {"reason": "请示内容有误"},
    ElectionAction.CANCEL: {"fields": {"cancelled_on": date(2025, 4, 1), "cancel_reason": "组织合并"}},
}  # fmt: skip
PAIRS = [(state, action) for state in ElectionState for action in ElectionAction]


def truth_table():
    """{(state, action): state or None} as docs/elections.md has it."""
    text = (Path(settings.BASE_DIR) / "docs" / "elections.md").read_text(encoding="utf-8")
    lines = [re.findall(r"[\w–]+", line) for line in text.splitlines() if line.startswith("|")]
    head = next(cells for cells in lines if cells[:2] == ["State", "replan"])
    rows = [cells for cells in lines if len(cells) == len(head) and cells[0] in ElectionState.values]
    return {
        (row[0], action): None if cell == "–" else cell
        for row in rows
        for action, cell in zip(head[1:], row[1:], strict=True)
    }


def test_state_machine_is_the_documented_truth_table():
    assert truth_table() == {
        (state.value, action.value): target.value if (target := state.after(action)) else None
        for state, action in PAIRS
    }


@pytest.mark.parametrize(("state", "action"), PAIRS, ids=lambda each: each.value)
def test_every_action_in_every_state_is_done_or_refused_in_words(cast, state, action):
    election = ElectionFactory(organization=cast.branch, state=state, papers=True)
    ElectionSeatFactory(election=election)
    target = state.after(action)
    fields = ARGUMENTS[action] | ({"fields": PLAN | {"number": 2}} if action == "replan" else {})

    if target:
        assert STEPS[action](election, actor=cast.staff, **fields).state == target
        assert AuditEvent.objects.get(action=f"election.{action}").after["状态"] == target.label
        return
    with pytest.raises(ValidationError) as refused:
        STEPS[action](election, actor=cast.staff, **fields)
    assert refused.value.messages == [state.refusal(action)]
    assert action.label in refused.value.messages[0]
    assert Election.objects.get().state == state
    assert AuditEvent.objects.count() == 0


def test_refusal_says_which_step_comes_first():
    assert ElectionState.PLANNED.refusal("hold") == (
        "该换届目前是“已计划”，“登记大会”只能在“已批准召开”或“已召开大会”时办理（换届依次为：计划、请示、批复、大会、报批、任职批复）。"
    )


def test_one_election_from_plan_to_reply(cast):
    old = TermFactory(organization=cast.branch, number=3, starts_on=date(2022, 4, 1))
    plan = PLAN | {"planned_on": date(2025, 3, 1)}
    election = plan_election(cast.branch, fields=plan, actor=cast.branch_secretary)
    for action in ("request", "approve", "hold", "report", "confirm"):
        election = STEPS[ElectionAction(action)](election, actor=cast.staff, **ARGUMENTS[ElectionAction(action)])

    old.refresh_from_db()
    new = Term.objects.get(organization=cast.branch, ends_on__isnull=True)
    assert (old.ends_on, new.starts_on, new.number) == (date(2025, 3, 1), date(2025, 3, 1), 4)
    assert (new.election, new.meeting_on, new.document) == (election, date(2025, 3, 1), "测团复〔2025〕2号")
    assert list(election.seat_rows.order_by("order").values_list("name", "votes", "elected")) == [
        ("王测", 16, True), ("赵测", 14, True), ("钱测", 12, True), ("孙测", 5, False),
    ]  # fmt: skip


def test_plan_takes_the_next_number(cast):
    TermFactory(organization=cast.branch, number=7)

    assert plan_election(cast.branch, fields=PLAN, actor=cast.staff).number == 8


def test_second_dossier_is_refused_while_one_is_open(cast):
    plan_election(cast.branch, fields=PLAN, actor=cast.staff)

    with pytest.raises(ValidationError, match="已有办理中的换届（已计划，计划2026年3月1日），请先办结或取消"):
        plan_election(cast.branch, fields=PLAN, actor=cast.staff)
    with pytest.raises(IntegrityError), transaction.atomic():
        ElectionFactory(organization=cast.branch)


def test_cancelled_dossier_makes_room_for_another(cast):
    election = plan_election(cast.branch, fields=PLAN, actor=cast.staff)

    cancel_election(election, actor=cast.staff, **ARGUMENTS[ElectionAction.CANCEL])

    assert plan_election(cast.branch, fields=PLAN, actor=cast.staff).state == "planned"


@pytest.mark.parametrize(
    ("kind", "sentence"), [("floating", "不登记届次"), ("work_committee", "不登记届次"), ("graduate", "不登记届次")]
)
def test_kind_without_a_term_plans_none(cast, kind, sentence):
    organization = OrganizationFactory(parent=cast.township, kind=kind)

    with pytest.raises(ValidationError, match=sentence):
        plan_election(organization, fields=PLAN, actor=cast.staff)


def test_dissolved_organization_plans_none(cast):
    gone = OrganizationFactory(parent=cast.township, dissolved_on=date(2024, 1, 1))

    with pytest.raises(ValidationError, match="已于2024年1月1日撤销"):
        plan_election(gone, fields=PLAN, actor=cast.staff)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"seats": 0}, "seats"), ({"candidates": 2}, "candidates"), ({"number": 1}, "number")],
)
def test_plan_that_contradicts_itself_is_refused(cast, changes, field):
    TermFactory(organization=cast.branch, number=1, starts_on=date(2023, 4, 1))

    with pytest.raises(ValidationError) as refused:
        plan_election(cast.branch, fields=PLAN | changes, actor=cast.staff)

    assert list(refused.value.message_dict) == [field]


@pytest.mark.parametrize(
    ("planned_on", "sentence"), [(date(2025, 9, 30), "提前了6个月以上"), (date(2026, 4, 2), "已过届满日")]
)
def test_plan_outside_the_usual_time_needs_a_reason(cast, planned_on, sentence):
    TermFactory(organization=cast.branch, starts_on=date(2023, 4, 1))
    plan = PLAN | {"planned_on": planned_on}

    with pytest.raises(ValidationError) as refused:
        plan_election(cast.branch, fields=plan, actor=cast.staff)
    assert sentence in refused.value.message_dict["timing_reason"][0]

    plan_election(cast.branch, fields=plan | {"timing_reason": "与村两委换届同步"}, actor=cast.staff)
    assert Election.objects.count() == 1


def test_replan_is_kept_in_the_log(cast):
    election = plan_election(cast.branch, fields=PLAN, actor=cast.staff)

    replan_election(election, fields=PLAN | {"seats": 5, "candidates": 6}, actor=cast.staff)

    event = AuditEvent.objects.get(action="election.replan")
    assert (event.before["应选人数"], event.after["应选人数"]) == (3, 5)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"present": 21}, "实到人数不能多于应到人数。"),
        ({"ballots_issued": 19}, "发出选票不能多于实到人数。"),
        ({"ballots_issued": 17}, "收回选票不能多于发出选票。"),
        ({"ballots_returned": 16}, "有效选票不能多于收回选票。"),
        ({"eligible": None}, "请填写应到会有选举权人数。"),
        ({"meeting_on": date(2025, 2, 9)}, "大会日期不能早于前一步的日期2025年2月10日。"),
    ],
)
def test_meeting_that_does_not_add_up_is_refused(cast, changes, message):
    election = ElectionFactory(
        organization=cast.branch, state="approved", requested_on=date(2025, 2, 1), approved_on=date(2025, 2, 10)
    )

    with pytest.raises(ValidationError) as refused:
        hold_meeting(election, fields=MEETING | changes, seats=LIST, actor=cast.staff)

    assert refused.value.messages == [message]


@pytest.mark.parametrize(
    ("seats", "message"),
    [
        ([], "请填写候选人和得票。"),
        ([Seat("secretary", "王测", 16, False)], "请勾选当选人；没有人当选的，请退回上一步重新组织选举。"),
        ([*LIST[:3], Seat("member", "孙测", 5, True)], "当选4人，多于应选的3人。"),
        ([LIST[0], Seat("secretary", "孙测", 15, True)], "书记只能有1人当选。"),
        ([Seat("secretary", "王测", 18, True)], "王测得18票，多于有效选票17张。"),
    ],
)
def test_list_that_does_not_add_up_is_refused(cast, seats, message):
    election = ElectionFactory(organization=cast.branch, state="approved")

    with pytest.raises(ValidationError) as refused:
        hold_meeting(election, fields=MEETING, seats=seats, actor=cast.staff)

    assert refused.value.message_dict == {"seat_list": [message]}


def test_record_of_the_meeting_is_mended_until_it_is_reported(cast):
    election = ElectionFactory(organization=cast.branch, state="approved")
    election = hold_meeting(election, fields=MEETING, seats=LIST, actor=cast.staff)

    hold_meeting(election, fields=MEETING, seats=LIST[:3], actor=cast.staff)

    assert election.seat_rows.count() == 3
    event = AuditEvent.objects.filter(action="election.hold").latest("id")
    assert event.before["选举名单"][-1] == "委员 孙测 5票"
    assert event.after["选举名单"][0] == "书记 王测 16票（当选）"


def test_step_back_keeps_what_was_entered(cast):
    election = ElectionFactory(organization=cast.branch, state="reported", papers=True)

    back = step_back_election(election, reason="结果报告有误", actor=cast.staff)

    assert (back.state, back.report_document) == ("held", "测团报〔2025〕1号")
    assert AuditEvent.objects.get(action="election.step_back").reason == "结果报告有误"


@pytest.mark.parametrize(
    ("begins_on", "sentence"),
    [(date(2025, 2, 28), "不能早于大会日期2025年3月1日"), (date(2025, 3, 1), "现任第1届自2025年3月1日起")],
)
def test_new_term_begins_after_the_meeting_and_after_the_present_term(cast, begins_on, sentence):
    TermFactory(organization=cast.branch, starts_on=date(2025, 3, 1))
    election = ElectionFactory(organization=cast.branch, state="reported", papers=True)

    with pytest.raises(ValidationError, match=sentence):
        confirm_election(
            election,
            fields={"reply_document": "", "replied_on": date(2025, 3, 10), "begins_on": begins_on},
            actor=cast.staff,
        )
    assert Election.objects.get().state == "reported"


def test_confirmed_branch_is_no_longer_overdue_while_its_past_stays(cast):
    TermFactory(organization=cast.branch, starts_on=date(2020, 3, 1))
    election = ElectionFactory(organization=cast.branch, state="reported", papers=True)
    confirm_election(election, actor=cast.staff, **ARGUMENTS[ElectionAction.CONFIRM])

    days = [date(2025, 2, 28), date(2025, 3, 1), date(2026, 1, 1)]
    assert [term_status(cast.branch, on=day).term_state for day in days] == ["overdue", "normal", "normal"]


def test_foreign_field_is_a_fault_of_the_program(cast):
    election = ElectionFactory(organization=cast.branch, state="held", papers=True)

    with pytest.raises(ValueError, match="not written by report"):
        report_election(election, fields={"seats": 9}, actor=cast.staff)


def test_fields_of_every_action_exist():
    names = {field.name for field in Election._meta.get_fields()}

    assert {name for fields in elections.FIELDS.values() for name in fields} - names == set()


@pytest.mark.django_db(transaction=True)
def test_twenty_plans_at_once_open_one_dossier(cast):
    # Other tests that commit have emptied the tables behind them.
    rulebook.load(Rule)

    def plan(_):
        while True:
            try:
                plan_election(cast.branch, fields=PLAN, actor=cast.staff)
            except OperationalError:
                # The tests' SQLite lies in memory, where nobody waits for a lock.
                time.sleep(0.01)
            except (ValidationError, IntegrityError) as refused:
                return type(refused).__name__
            else:
                return "planned"
            finally:
                connection.close()

    with ThreadPoolExecutor(20) as pool:
        outcomes = list(pool.map(plan, range(20)))

    assert sorted(set(outcomes)) == ["ValidationError", "planned"]
    assert outcomes.count("planned") == Election.objects.count() == 1
