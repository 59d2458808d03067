"""Gifts, aid cases and bank statements from workbooks; and what a statement's lines are."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from activities.models import AidCase, BankLine, Donation
from activities.services.reconciliation import (
    accept_proposals,
    candidates,
    match_line,
    proposals,
    tally,
    unmatch_line,
)
from league.core.importing.batches import undo
from league.core.importing.importer import UndoRefused
from tests.core.importing.workbook import counted, faults, take
from tests.factories.funds import BankLineFactory, DonationFactory, FundFactory, GiftUseFactory, GrantFactory


@pytest.fixture
def fund(cast):
    return FundFactory(organization=cast.township, code="ZX-TEST")


def gift(cast, **values):
    return {
        "code": "LY-1", "fund": "ZX-TEST", "raiser": "团组织", "organization": cast.township.code, "donor_kind": "个人",
        "donor": "王大明", "asset": "资金", "amount": "1,200.50", "received_on": "2023-05-04",
    } | values  # fmt: skip


def line(cast, **values):
    return {
        "organization": cast.township.code, "account": "0421", "serial": "A1", "booked_on": "2023-05-05",
        "income": "1200.50", "outlay": "0", "counterparty": "王大明", "summary": "捐款",
    } | values  # fmt: skip


def test_ledger_of_gifts_comes_in_once_and_goes_again(cast, fund):
    first = take("donation", cast.secretary, gift(cast), gift(cast, code="LY-2", donor="", donor_kind="匿名"))
    again = take("donation", cast.secretary, gift(cast, donor="王**"))
    changed = take("donation", cast.secretary, gift(cast, amount="1"))

    assert [counted(batch) for batch in (first, again)] == [(2, 0, 0, 0), (0, 0, 1, 0)]
    assert "已登记的来源请在它的页面更正" in str(faults(changed))
    row = Donation.objects.get(code="LY-1")
    assert (row.donor, row.amount, row.org_path) == ("王大明", 1200_50, cast.township.path)
    fund.refresh_from_db()
    assert fund.money_balance == 2401_00
    undo(first, actor=cast.secretary)
    fund.refresh_from_db()
    assert (Donation.objects.count(), fund.money_balance) == (0, 0)


def test_gifts_in_use_stay_though_their_import_is_undone(cast, fund):
    batch = take("donation", cast.secretary, gift(cast))
    GiftUseFactory(donation=Donation.objects.get(), grant=GrantFactory(fund=fund, applied_by=cast.staff))

    with pytest.raises(UndoRefused):
        undo(batch, actor=cast.secretary)

    assert Donation.objects.count() == 1


def test_wrong_gifts_are_refused_by_name(cast, fund):
    batch = take(
        "donation", cast.secretary,
        gift(cast, code="N1", amount="-5"),
        gift(cast, code="N2", asset="物资"),
        gift(cast, code="N3", raiser="团属社会组织"),
        gift(cast, code="N4", is_public="是"),
        gift(cast, code="N5", received_on="2021-12-31"),
        gift(cast, code="N6", organization=cast.neighbour.code),
    )  # fmt: skip

    found = {row: " ".join(reasons.values()) for row, reasons in faults(batch).items()}
    assert "不是金额" in found[2]
    assert [found[row] for row in (3, 4, 5)] == [
        "物资须写明名称和数量", "由团属社会组织筹措的须写明是哪个组织，由团组织筹措的不填",
        "公开募捐须写明合作慈善组织和募捐方案备案号",
    ]  # fmt: skip
    assert "2022-01-01才设立" in found[6]
    assert "没有找到团组织" in found[7]
    assert not Donation.objects.exists()


def test_aid_cases_come_in_and_the_same_file_twice_changes_nothing(cast):
    row = {
        "organization": cast.branch.code, "cared_on": "2023-05-04", "recipient": "留守儿童", "way": "走访",
        "person_times": "6", "new_persons": "4",
    }  # fmt: skip

    batches = [
        take("aid_case", cast.secretary, row),
        take("aid_case", cast.secretary, row),
        take("aid_case", cast.secretary, row | {"new_persons": "7"}),
    ]

    assert [counted(batch) for batch in batches] == [(1, 0, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)]
    case = AidCase.objects.get()
    assert (case.organization, case.org_path, case.new_persons) == (cast.branch, cast.branch.path, 4)


def test_statement_is_never_written_over(cast, fund):
    first = take("bank_line", cast.secretary, line(cast), line(cast, serial="A2", income="", outlay="300"))
    again = take("bank_line", cast.secretary, line(cast))
    other = take("bank_line", cast.secretary, line(cast, income="99"))

    assert [counted(batch) for batch in (first, again, other)] == [(2, 0, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)]
    assert "银行流水不能改写" in str(faults(other))
    rows = BankLine.objects.order_by("serial").values_list("income", "outlay", "booked_on")
    assert list(rows) == [(1200_50, None, date(2023, 5, 5)), (None, 300_00, date(2023, 5, 5))]


def test_lines_with_one_meaning_are_proposed_and_the_rest_is_left(cast, fund):
    gift = DonationFactory(fund=fund, amount=500_00)
    DonationFactory(fund=fund, amount=700_00)
    DonationFactory(fund=fund, amount=700_00)
    DonationFactory(fund=fund, amount=900_00, received_on=date(2023, 8, 1))
    one, two, far, none = (
        BankLineFactory(organization=cast.township, income=amount) for amount in (500_00, 700_00, 900_00, 1)
    )

    assert proposals([one, two, far, none]) == {one.pk: gift}
    assert len(candidates(two)) == 2
    accepted = accept_proposals(BankLine.objects.select_related("organization").order_by("pk"), actor=cast.secretary)

    one.refresh_from_db()
    assert (accepted, one.donation, one.match) == (1, gift, "matched")
    assert tally(BankLine.objects.all()) == {"matched": 1, "open": 3, "income": 700_00 + 900_00 + 1, "outlay": 0}


def test_line_corresponds_to_no_more_than_there_is(cast, fund):
    gift = DonationFactory(fund=fund, amount=500_00)
    parts = [BankLineFactory(organization=cast.township, income=amount) for amount in (300_00, 200_00, 1_00)]
    for part in parts[:2]:
        match_line(part, gift, actor=cast.secretary)

    with pytest.raises(ValidationError, match=r"共500\.00元，已对上500\.00元，容不下这条流水的1\.00元"):
        match_line(parts[2], gift, actor=cast.secretary)
    with pytest.raises(ValidationError, match="不能重复对应"):
        match_line(parts[0], gift, actor=cast.secretary)
    outlay = BankLineFactory(organization=cast.township, outlay=500_00)
    applied = GrantFactory(fund=fund, applied_by=cast.staff)
    with pytest.raises(ValidationError, match="发放后才能对应"):
        match_line(outlay, applied, actor=cast.secretary)

    unmatch_line(parts[0], reason="对错", actor=cast.secretary)
    parts[0].refresh_from_db()
    assert parts[0].donation is None
