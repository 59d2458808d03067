"""Money and goods at every node of the matrix, each row with the node's mark in its texts."""

from activities.models import BankLine
from organizations.models import Organization
from tests.factories.funds import (
    AidCaseFactory,
    BankLineFactory,
    DonationFactory,
    FundFactory,
    GrantFactory,
    GrantRecipientFactory,
)

# Account statements are read by who keeps the books.
BOOKS = {BankLine: ("staff", "secretary", "neighbour_secretary")}


def fill_funds(world, node: str, organization: Organization, mark: str) -> None:
    """One row of everything."""
    # The name of an office's fund is open to those below it, who apply to it.
    name = "县级专项" if node == "county" else mark
    fund = FundFactory(organization=organization, name=name, purpose=mark, account_holder=mark, search_key=name)
    grant = GrantFactory(fund=fund, title=mark, remark=mark, applied_by=world.cast.staff, search_key=mark)
    rows = (
        fund,
        DonationFactory(fund=fund, donor=mark, remark=mark),
        grant,
        GrantRecipientFactory(grant=grant, name=mark),
        AidCaseFactory(organization=organization, remark=mark),
        BankLineFactory(organization=organization, counterparty=f"{mark}公司", summary=mark),
    )
    for row in rows:
        world.add(node, row)
