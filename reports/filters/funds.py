"""What gifts, grants and aid cases behind a figure may be narrowed by."""

from activities.filters import funds
from activities.models import AidCase, Donation, Grant

FILTERS = {Donation: funds.DonationFilter, Grant: funds.GrantFilter, AidCase: funds.AidCaseFilter}
