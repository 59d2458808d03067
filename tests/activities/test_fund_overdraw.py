"""Many approvals at the same moment never overdraw a fund."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, connection

from activities.models import GiftUse, Grant
from activities.services.fund_balances import out_of_step
from activities.services.grant_moves import Step, move_grant
from tests.factories.accounts import UserFactory
from tests.factories.funds import DonationFactory, FundFactory, GrantFactory

ON = date(2023, 7, 20)
AT_ONCE = 10


@pytest.mark.django_db(transaction=True)
def test_ten_approvals_at_once_give_out_what_is_there_and_no_more(cast):
    fund = FundFactory(organization=cast.county)
    DonationFactory(fund=fund, amount=1000_00)
    second = UserFactory(username="second", role="county_staff", organization=cast.county)
    grants = [
        GrantFactory(
            fund=fund, amount=400_00, state="publicized", applied_by=cast.staff, reviewed_by=cast.staff,
            checked_by=second, publicity_from=date(2023, 7, 5), publicity_to=date(2023, 7, 11),
        )
        for _ in range(AT_ONCE)
    ]  # fmt: skip

    def approve(grant):
        while True:
            try:
                move_grant(grant, Step("approve", ON), actor=second)
            except OperationalError:
                # The tests' SQLite lies in memory, where nobody waits for a lock.
                time.sleep(0.01)
            except (ValidationError, IntegrityError) as refused:
                return type(refused).__name__
            else:
                return "approved"
            finally:
                connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = list(pool.map(approve, grants))

    fund.refresh_from_db()
    states = sorted(Grant.objects.values_list("state", flat=True))
    drawn = sum(GiftUse.objects.values_list("amount", flat=True))
    print(  # noqa: T201 - what both databases show is asked for
        f"{connection.vendor}: {AT_ONCE} approvals of 400.00 at once out of 1000.00: {outcomes.count('approved')} "
        f"approved, {fund.money_balance / 100:.2f} left, {drawn / 100:.2f} drawn"
    )
    # What follows a commit may meet a lock of SQLite's: then who was approved is refused when asking again.
    assert set(outcomes) <= {"ValidationError", "approved"}
    assert states == ["approved"] * 2 + ["publicized"] * 8
    assert (fund.money_balance, drawn, out_of_step()) == (200_00, 800_00, [])
