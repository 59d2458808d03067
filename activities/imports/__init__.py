"""What happens, from workbooks; importing the package registers the nouns."""

from activities.imports.activities import ActivityImport
from activities.imports.donations import DonationImport
from activities.imports.federation_members import FederationMemberImport
from activities.imports.fund_records import AidCaseImport, BankLineImport
from activities.imports.honours import HonourImport
from activities.imports.learning import LearningRecordImport
from activities.imports.media import MediaItemImport, MediaReadingImport
from activities.imports.needs import NeedImport
from activities.imports.programmes import ProgrammeImport
from activities.imports.service import ServiceTeamImport, YardMeetingImport

__all__ = [
    "ActivityImport",
    "AidCaseImport",
    "BankLineImport",
    "DonationImport",
    "FederationMemberImport",
    "HonourImport",
    "LearningRecordImport",
    "MediaItemImport",
    "MediaReadingImport",
    "NeedImport",
    "ProgrammeImport",
    "ServiceTeamImport",
    "YardMeetingImport",
]
