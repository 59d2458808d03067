"""Needs, from raised to told back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from activities.enums import NeedAction
from activities.models import Need
from activities.services.need_moves import Step, move_need
from activities.services.needs import change_need, forget_raiser, raise_need
from league.core.models import AuditEvent
from tests.factories.service import NeedFactory, NeedStepFactory, YardMeetingFactory

TODAY = date(2023, 7, 1)


def fields(**more):
    return {
        "title": "村里没有托管班", "detail": "", "category": "schooling", "unit": None, "meeting": None,
        "raised_on": date(2023, 5, 4), "raiser_kind": "parent", "raised_by": "李某某", "raiser_phone": "138 0000 5678",
    } | more  # fmt: skip


def step(need, action, day, who, **said):
    return move_need(need, Step(NeedAction(action), day, **said), on=TODAY, actor=who)


def test_need_goes_its_way_and_every_past_day_can_be_asked(cast):
    who = cast.staff
    need = raise_need(cast.branch, fields=fields(), on=TODAY, actor=who)
    assert (need.due_on, need.raiser_phone) == (date(2023, 6, 3), "13800005678")

    step(need, "assign", date(2023, 5, 6), who, owner=cast.township, owner_name="镇团委副书记张某")
    step(need, "postpone", date(2023, 6, 1), who, due_on=date(2023, 6, 20), remark="等待暑期师资")
    step(need, "solve", date(2023, 6, 10), who, remark="办起暑期托管班")
    need = step(need, "tell", date(2023, 6, 12), who, remark="电话告知，满意")

    assert (need.state, need.owner, need.due_on, need.outcome) == ("told", cast.township, None, "办起暑期托管班")
    days = (date(2023, 5, 5), date(2023, 5, 6), date(2023, 6, 2), date(2023, 6, 10), date(2023, 6, 12))
    then = [Need.objects.as_of(day).values_list("state_then", "due_then", "owner_then").get() for day in days]
    assert then == [
        ("raised", date(2023, 6, 3), cast.branch.pk),
        ("assigned", date(2023, 6, 3), cast.township.pk),
        ("assigned", date(2023, 6, 20), cast.township.pk),
        ("solved", date(2023, 6, 17), cast.township.pk),
        ("told", None, cast.township.pk),
    ]
    assert not Need.objects.as_of(date(2023, 5, 3)).exists()
    told = AuditEvent.objects.filter(action__startswith="need.").order_by("pk").values_list("action", flat=True)
    assert list(told) == ["need.raised", "need.assign", "need.postpone", "need.solve", "need.tell"]
    assert "李某某" not in str(AuditEvent.objects.values_list("after", flat=True).get(action="need.raised"))


def test_refused_need_is_told_and_opened_again(cast):
    need = NeedFactory(organization=cast.branch)
    need = step(need, "refuse", date(2023, 5, 10), cast.staff, remark="不属县级事权")
    assert (need.state, need.due_on) == ("refused", date(2023, 5, 17))
    need = step(need, "tell", date(2023, 5, 12), cast.staff, remark="当面说明")
    need = step(need, "reopen", date(2023, 6, 1), cast.staff, remark="政策有变化")
    assert (need.state, need.due_on, need.outcome, need.reopened) == ("raised", date(2023, 7, 1), "", 1)


@pytest.mark.parametrize(
    ("action", "said", "words"),
    [
        ("assign", {"day": date(2023, 7, 2), "owner_name": "甲"}, "办理日期不能晚于今天"),
        ("assign", {"day": date(2023, 5, 3), "owner_name": "甲"}, "上一步在2023-05-04办理"),
        ("assign", {"day": date(2023, 5, 6)}, "请写明责任人"),
        ("assign", {"day": date(2023, 5, 6), "owner": "neighbour", "owner_name": "甲"}, "不能作为责任团组织"),
        (
            "assign",
            {"day": date(2023, 5, 6), "owner_name": "甲", "due_on": date(2023, 5, 5)},
            "办理期限不能早于交办日期",
        ),
        ("refuse", {"day": date(2023, 5, 6), "remark": " "}, "请写明不予办理的理由"),
        ("tell", {"day": date(2023, 5, 6), "remark": "已说"}, "只能在“已解决”或“不予办理”时办理"),
    ],
)
def test_step_is_refused_in_words_and_leaves_no_trace(cast, action, said, words):
    need = NeedFactory(organization=cast.branch)
    said = dict(said)
    day = said.pop("day")
    if "owner" in said:
        said["owner"] = getattr(cast, said["owner"])
    with pytest.raises(ValidationError, match=words):
        step(need, action, day, cast.staff, **said)
    need.refresh_from_db()
    assert (need.state, need.revision, need.steps.count()) == ("raised", 1, 0)


def test_postponing_only_moves_forward(cast):
    need = NeedFactory(organization=cast.branch, state="assigned")
    with pytest.raises(ValidationError, match="延期后的期限应晚于它"):
        step(need, "postpone", date(2023, 5, 6), cast.staff, due_on=date(2023, 6, 3), remark="再等等")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"raised_on": date(2023, 7, 2)}, "反映日期不能晚于今天"),
        ({"raiser_kind": "minor"}, "未成年人的，不登记姓名和电话"),
        ({"raiser_phone": "12345"}, "手机号应为11位数字"),
        ({"unit": "neighbour_village"}, "不归“"),
        ({"meeting": "other day"}, "反映日期应是同一天"),
        ({"meeting": "neighbour"}, "不是收集团组织的本级或上级"),
    ],
)
def test_need_is_not_raised_against_the_rules(cast, more, words):
    more = dict(more)
    if more.get("unit"):
        more["unit"] = cast.neighbour_village
    if more.get("meeting") == "other day":
        more["meeting"] = YardMeetingFactory(organization=cast.township, unit=cast.village, held_on=date(2023, 5, 5))
    elif more.get("meeting"):
        more["meeting"] = YardMeetingFactory(organization=cast.neighbour, unit=cast.neighbour_village)
    with pytest.raises(ValidationError, match=words):
        raise_need(cast.branch, fields=fields(**more), on=TODAY, actor=cast.staff)
    assert not Need.objects.exists()


def test_raiser_is_forgotten_once_told_and_not_before(cast):
    need = NeedFactory(organization=cast.branch, state="solved", raised_by="王某", raiser_phone="13900001111")
    with pytest.raises(ValidationError, match="还没有告知反映人"):
        forget_raiser(need, reason="清理", actor=cast.staff)
    need = step(need, "tell", date(2023, 5, 12), cast.staff, remark="电话告知")
    with pytest.raises(ValidationError, match="已告知反映人，不能再修改"):
        change_need(need, changes={"title": "改"}, actor=cast.staff)
    need = forget_raiser(need, reason="清理", actor=cast.staff)
    assert (need.raised_by, need.raiser_phone) == ("", "")


def test_overdue_is_what_nobody_did_in_time(cast):
    late = NeedFactory(organization=cast.branch, due_on=date(2023, 6, 3))
    NeedFactory(organization=cast.branch, due_on=date(2023, 6, 4))
    NeedFactory(organization=cast.branch, state="told")
    assert list(Need.objects.overdue(on=date(2023, 6, 4))) == [late]
    assert Need.objects.due_soon(on=date(2023, 6, 3), until=date(2023, 6, 4)).count() == 2
    NeedStepFactory(need=late, owner=cast.township)
    assert Need.objects.with_answering().filter(answering_id=cast.branch.pk).count() == 3


@pytest.mark.parametrize(
    "wrong",
    [{"state": "raised", "due_on": None}, {"state": "solved", "outcome": ""}, {"state": "told", "due_on": TODAY}],
)
def test_database_keeps_due_days_and_outcomes(cast, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        NeedFactory(organization=cast.branch, **wrong)
