"""Funds: balances that never go below nothing, gifts drawn first in first out, grants by two hands."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from activities.enums import GrantAction
from activities.models import Fund, Grant, GrantRecipient
from activities.services.fund_balances import out_of_step
from activities.services.fund_disclosure import Group, disclose_recipients, merged, sheet_of, sources_of, uses_of
from activities.services.funds import change_gift, close_fund, receive_gift, remove_gift
from activities.services.grant_moves import Step, move_grant
from activities.services.grants import Named, apply_for_grant, change_grant, name_recipients, named_elsewhere
from cadres.services.disclosure import Shown
from league.core.models import AuditEvent
from league.core.money import MoneyOut
from league.core.quantities import Persons, PersonTimes
from organizations.services.successions import REGISTRY, Ending
from tests.factories.accounts import UserFactory
from tests.factories.funds import BankLineFactory, DonationFactory, FundFactory, GrantFactory

TODAY = date(2023, 7, 20)
GIFT = {
    "raiser": "league", "unit": None, "social_name": "", "donor_kind": "person", "donor": "王大明", "asset": "money",
    "amount": 300_00, "goods_name": "", "goods_count": None, "received_on": date(2023, 6, 1), "receipt_number": "",
    "is_public": False, "charity": "", "filing_number": "", "remark": "",
}  # fmt: skip
PLAN = {
    "title": "夏季助学", "use": "scholarship", "recipient": "students", "asset": "money", "amount": 400_00,
    "goods_name": "", "goods_count": None, "person_times": 4, "persons": 4, "activity": None, "remark": "",
}  # fmt: skip


@pytest.fixture
def fund(cast):
    return FundFactory(organization=cast.county)


@pytest.fixture
def second(cast):
    return UserFactory(username="second", role="county_staff", organization=cast.county)


def advance(grant, maker, checker, *, until="pay"):
    """Every step in its order up to `until`, by the two hands."""
    steps = [
        (Step(GrantAction.REVIEW, date(2023, 7, 3)), maker),
        (Step(GrantAction.CHECK, date(2023, 7, 4)), checker),
        (Step(GrantAction.PUBLICIZE, date(2023, 7, 5), publicity_from=date(2023, 7, 5), publicity_to=date(2023, 7, 11),
              publicity_place="公示栏"), maker),
        (Step(GrantAction.APPROVE, date(2023, 7, 12)), checker),
        (Step(GrantAction.PAY, date(2023, 7, 13)), maker),
    ]  # fmt: skip
    for step, actor in steps:
        grant = move_grant(grant, step, actor=actor)
        if step.action == until:
            break
    return grant


def left(fund):
    fund.refresh_from_db()
    return fund.money_balance, fund.goods_balance


def test_gift_raises_its_own_balance_and_no_other(cast, fund):
    receive_gift(fund, organization=cast.township, fields=GIFT, on=TODAY, actor=cast.staff)
    assert left(fund) == (300_00, 0)

    goods = GIFT | {"asset": "goods", "goods_name": "书包", "goods_count": 3, "amount": 150_00}
    gift = receive_gift(fund, organization=cast.county, fields=goods, on=TODAY, actor=cast.staff)

    assert left(fund) == (300_00, 150_00)
    assert (gift.code, gift.donor_shown) == ("LY2023-0002", "王**")
    assert "王大明" not in str(list(AuditEvent.objects.values_list("after", flat=True)))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"received_on": date(2023, 8, 1)}, "received_on"),
        ({"received_on": date(2021, 12, 31)}, "received_on"),
        ({"amount": 0}, "__all__"),
        ({"goods_name": "书包"}, "__all__"),
        ({"raiser": "social"}, "__all__"),
        ({"is_public": True}, "__all__"),
        ({"is_public": True, "charity": "测试慈善会"}, "__all__"),
    ],
)
def test_gift_that_does_not_add_up_is_refused(cast, fund, changes, field):
    with pytest.raises(ValidationError) as refused:
        receive_gift(fund, organization=cast.county, fields=GIFT | changes, on=TODAY, actor=cast.staff)

    assert set(refused.value.message_dict) == {field}
    assert left(fund) == (0, 0)


def test_gift_raised_outside_the_fund_s_reach_is_refused(cast):
    fund = FundFactory(organization=cast.township)

    with pytest.raises(ValidationError, match="筹措团组织应是“甲镇团委”或其下级"):
        receive_gift(fund, organization=cast.neighbour, fields=GIFT, on=TODAY, actor=cast.staff)


def test_grant_draws_on_the_oldest_gifts_and_both_ends_tell_it(cast, fund, second):
    late = DonationFactory(fund=fund, amount=300_00, received_on=date(2023, 6, 9))
    early = DonationFactory(fund=fund, amount=300_00, received_on=date(2023, 6, 1))
    grant = apply_for_grant(fund, organization=cast.township, fields=PLAN, on=date(2023, 7, 1), actor=cast.staff)

    grant = advance(grant, cast.staff, second)

    assert [(use.donation, use.amount) for use in sources_of(grant)] == [(early, 300_00), (late, 100_00)]
    assert [(use.grant, use.amount) for use in uses_of(late)] == [(grant, 100_00)]
    assert (grant.state, left(fund), out_of_step()) == ("paid", (200_00, 0), [])


def test_fund_is_not_overdrawn_and_goods_do_not_pay_for_money(cast, fund, second):
    DonationFactory(fund=fund, amount=399_99)
    DonationFactory(fund=fund, asset="goods", amount=900_00)
    grant = apply_for_grant(fund, organization=cast.county, fields=PLAN, on=date(2023, 7, 1), actor=cast.staff)

    with pytest.raises(ValidationError) as refused:
        advance(grant, cast.staff, second)

    assert refused.value.messages == [
        f"“{fund}”的资金结余为399.99元，不足400.00元，还差0.01元。请先登记新到的来源，或退回补正、减少金额。"
    ]
    grant.refresh_from_db()
    assert (grant.state, left(fund)) == ("publicized", (399_99, 900_00))


@pytest.mark.parametrize("column", ["money_balance", "goods_balance"])
def test_database_refuses_a_balance_below_nothing(fund, column):
    with pytest.raises(IntegrityError), transaction.atomic():
        Fund.objects.filter(pk=fund.pk).update(**{column: -1})


def test_same_account_cannot_be_both_hands(cast, fund, second):
    DonationFactory(fund=fund)
    grant = apply_for_grant(fund, organization=cast.county, fields=PLAN, on=date(2023, 7, 1), actor=cast.staff)
    grant = advance(grant, cast.staff, second, until="review")

    with pytest.raises(ValidationError) as refused:
        move_grant(grant, Step(GrantAction.CHECK, TODAY), actor=cast.staff)

    assert refused.value.messages == ["您办理过这笔发放的申请、初审，复核须由另一个账号办理。"]
    assert not cast.staff.has_perm("activities.check_grant", grant)
    assert second.has_perm("activities.check_grant", grant)
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(checked_by=cast.staff)


def test_next_step_waits_for_the_account_that_may_take_it(cast, fund, second):
    DonationFactory(fund=fund)
    grant = GrantFactory(fund=fund, organization=cast.township, applied_by=cast.secretary)
    people = (cast.staff, second, cast.secretary, cast.reviewer)

    def waits_for(on):
        return [user for user in people if Grant.objects.waiting_for(user, on=on).exists()]

    assert waits_for(TODAY) == [cast.staff, second]
    for until, waiting in (
        ("review", [second]), ("check", [cast.staff, second]), ("publicize", [second]), ("approve", [cast.staff, second]),
        ("pay", []),
    ):  # fmt: skip
        Grant.objects.filter(pk=grant.pk).update(
            state="applied", reviewed_by=None, checked_by=None, approved_by=None, approved_on=None, paid_on=None
        )
        grant.sources.all().delete()
        advance(grant, cast.staff, second, until=until)
        assert waits_for(TODAY) == waiting
    Grant.objects.filter(pk=grant.pk).update(
        state="publicized", publicity_to=TODAY, approved_by=None, approved_on=None, paid_on=None
    )
    assert waits_for(TODAY) == []


def test_who_mends_an_application_answers_for_it(cast, fund, second):
    grant = apply_for_grant(fund, organization=cast.county, fields=PLAN, on=date(2023, 7, 1), actor=cast.staff)

    change_grant(grant, changes={"amount": 500_00}, actor=second)
    grant = move_grant(grant, Step(GrantAction.REVIEW, TODAY), actor=cast.staff)

    assert grant.applied_by == second
    with pytest.raises(ValidationError, match="复核须由另一个账号办理"):
        move_grant(grant, Step(GrantAction.CHECK, TODAY), actor=second)


def test_notice_has_its_working_days_before_anybody_approves(cast, fund, second):
    DonationFactory(fund=fund)
    grant = advance(GrantFactory(fund=fund, applied_by=cast.staff), cast.staff, second, until="check")
    short = {"publicity_from": date(2023, 7, 7), "publicity_to": date(2023, 7, 12)}

    with pytest.raises(ValidationError, match="公示只有4个工作日，应不少于5个"):
        move_grant(grant, Step(GrantAction.PUBLICIZE, TODAY, **short), actor=cast.staff)
    long = short | {"publicity_to": date(2023, 7, 13)}
    grant = move_grant(grant, Step(GrantAction.PUBLICIZE, TODAY, **long), actor=cast.staff)

    with pytest.raises(ValidationError, match="公示到2023年7月13日才结束"):
        move_grant(grant, Step(GrantAction.APPROVE, date(2023, 7, 13)), actor=second)


@pytest.mark.parametrize(
    ("until", "step", "sentence"),
    [
        ("apply", {"action": "review", "on": date(2023, 5, 31)}, "初审日期（2023年5月31日）不能早于申请日期（2023年6月1日）。"),
        ("review", {"action": "check", "on": date(2023, 7, 2)}, "复核日期（2023年7月2日）不能早于初审日期（2023年7月3日）。"),
        ("approve", {"action": "pay", "on": date(2023, 7, 11)}, "发放日期（2023年7月11日）不能早于审定日期（2023年7月12日）。"),
    ],
)  # fmt: skip
def test_no_step_lies_before_the_one_before_it(cast, fund, second, until, step, sentence):
    DonationFactory(fund=fund)
    grant = GrantFactory(fund=fund, applied_by=cast.staff)
    if until != "apply":
        grant = advance(grant, cast.staff, second, until=until)

    with pytest.raises(ValidationError) as refused:
        move_grant(grant, Step(**step), actor=second)

    assert refused.value.messages == [sentence]


def test_revoked_approval_gives_back_and_clears_every_signature(cast, fund, second):
    DonationFactory(fund=fund)
    grant = advance(GrantFactory(fund=fund, applied_by=cast.staff), cast.staff, second, until="approve")
    assert left(fund) == (500_00, 0)

    grant = move_grant(grant, Step(GrantAction.REVOKE, TODAY, reason="对象有误"), actor=second)

    assert (grant.state, grant.reviewed_by, grant.checked_by, grant.approved_by) == ("returned", None, None, None)
    assert (grant.return_reason, grant.publicity_to, left(fund)) == ("对象有误", None, (1000_00, 0))
    assert not grant.sources.exists()


def test_gift_in_use_keeps_its_amount_and_its_row(cast, fund, second):
    gift = DonationFactory(fund=fund)
    advance(GrantFactory(fund=fund, applied_by=cast.staff), cast.staff, second)

    with pytest.raises(ValidationError, match=r"该笔来源已使用500\.00元，金额不能少于它"):
        change_gift(gift, changes={"amount": 499_99}, on=TODAY, actor=cast.staff)
    with pytest.raises(ValidationError, match="该笔来源已有发放使用，不能删去"):
        remove_gift(gift, reason="误登", actor=cast.staff)

    change_gift(gift, changes={"amount": 500_00}, on=TODAY, actor=cast.staff)
    assert left(fund) == (0, 0)
    unused = DonationFactory(fund=fund)
    BankLineFactory(organization=cast.county, donation=unused)
    with pytest.raises(ValidationError, match="已与银行流水对上"):
        remove_gift(unused, reason="误登", actor=cast.staff)
    unused.bank_lines.update(donation=None)
    remove_gift(unused, reason="误登", actor=cast.staff)
    assert left(fund) == (0, 0)


def test_fund_is_closed_when_nothing_is_left(cast, fund):
    gift = DonationFactory(fund=fund)
    with pytest.raises(ValidationError, match=r"资金1,000\.00元、物资0\.00元"):
        close_fund(fund, on=TODAY, actor=cast.staff)
    remove_gift(gift, reason="误登", actor=cast.staff)

    fund = close_fund(fund, on=TODAY, actor=cast.staff)

    assert fund.closed_on == TODAY
    with pytest.raises(ValidationError, match="已结清，不再登记来源"):
        receive_gift(fund, organization=cast.county, fields=GIFT, on=TODAY, actor=cast.staff)


def test_recipients_are_sealed_and_minors_never_named(cast, fund):
    grant = GrantFactory(fund=fund, applied_by=cast.staff, persons=3)
    children = GrantFactory(fund=fund, applied_by=cast.staff, recipient="left_behind")

    name_recipients(grant, people=[Named("李小四", "11010519491231002X", 100_00)], actor=cast.staff)

    row = GrantRecipient.objects.get()
    assert str(row) == "受助人李**"
    with pytest.raises(ValidationError, match="只计数不记名"):
        name_recipients(children, people=[Named("王五")], actor=cast.staff)
    with pytest.raises(ValidationError, match="受助人中有未成年人"):
        name_recipients(grant, people=[Named("赵六", "430421201501010018")], actor=cast.staff)
    with pytest.raises(ValidationError, match="一个身份证号只登记一次"):
        name_recipients(grant, people=[Named("李小四", "11010519491231002X")], actor=cast.staff)
    with pytest.raises(ValidationError, match="已登记1名，不能再登记3名"):
        name_recipients(grant, people=[Named("甲一"), Named("乙二"), Named("丙三")], actor=cast.staff)
    assert disclose_recipients(grant, reason="核对银行卡", actor=cast.staff) == [
        Shown("受助人1", "李小四 11010519491231002X")
    ]


def test_same_person_in_another_grant_of_the_year_is_pointed_out(cast, fund):
    one, other = (GrantFactory(fund=fund, applied_by=cast.staff) for _ in range(2))
    for grant in (one, other):
        name_recipients(grant, people=[Named("李小四", "11010519491231002X"), Named("孙七")], actor=cast.staff)
    elsewhere = GrantFactory(fund=FundFactory(organization=cast.county), applied_by=cast.staff)
    name_recipients(elsewhere, people=[Named("李小四", "11010519491231002X")], actor=cast.staff)

    assert sorted(named_elsewhere(one).values()) == [1, 1]
    assert named_elsewhere(elsewhere) == {}


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), max_size=6),
    st.integers(3, 6),
)
def test_merged_groups_name_nobody_and_lose_nothing(told, smallest):
    groups = [
        Group(f"类{place}", PersonTimes(times), MoneyOut(times), Persons(min(persons, times)) if persons else None)
        for place, (times, persons) in enumerate(told)
    ]

    lines = merged(groups, smallest)

    assert sum(line.amount.fen for line in lines) == sum(group.amount.fen for group in groups)
    for line in lines:
        assert line.times is None or not line.is_small(smallest)
    if any(line.times is None for line in lines):
        assert len(lines) == 1
    if not any(group.is_small(smallest) for group in groups):
        assert lines == groups


def test_fund_passes_to_the_heir_and_past_gifts_stay(cast):
    fund = FundFactory(organization=cast.township)
    gift, grant = DonationFactory(fund=fund), GrantFactory(fund=fund)
    ending = Ending(organization=cast.township, heir=cast.neighbour, on=TODAY)

    for key in ("funds", "grants_open"):
        REGISTRY[key].perform(ending)

    for row in (fund, gift, grant):
        row.refresh_from_db()
    assert (fund.org_path, grant.org_path) == (cast.neighbour.path, cast.neighbour.path)
    assert gift.organization == cast.township


def test_notice_tells_no_group_that_is_too_small(cast, fund, second):
    DonationFactory(fund=fund, amount=5000_00, donor_kind="person", donor="王大明")
    for recipient, times in (("students", 12), ("elderly", 1), ("members", 4)):
        advance(
            GrantFactory(fund=fund, applied_by=cast.staff, recipient=recipient, person_times=times), cast.staff, second
        )

    sheet = sheet_of(fund, first=date(2023, 1, 1), last=date(2023, 12, 31))

    told = [(group.label, group.told, str(group.amount)) for group in sheet.groups["money"]]
    assert told == [("助学：困难大学生", "12人次", "500.00元"), ("合并列示的其他", "5人次", "1,000.00元")]
    assert [(source.donor, source.gifts, str(source.amount)) for source in sheet.sources["money"]] == [
        ("个人", 1, "5,000.00元")
    ]
