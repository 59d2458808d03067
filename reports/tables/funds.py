"""Columns of gifts, grants and aid cases behind a figure."""

from activities.models import AidCase, Donation, Grant
from activities.tables import funds
from league.core.tables import Table


class DonationRowTable(Table):
    """Gifts; what grants have drawn since says nothing about a snapshot's day."""

    columns = [column for column in funds.DonationTable.columns if column.name != "used"]
    order = funds.DonationTable.order
    select_related = funds.DonationTable.select_related


TABLES = {Donation: DonationRowTable, Grant: funds.GrantTable, AidCase: funds.AidCaseTable}
