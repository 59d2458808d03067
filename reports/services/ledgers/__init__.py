"""The ledgers of the yearly tables, each the export of what is stored: TJ-9, TJ-10, TJ-15."""

from reports.services.ledgers.base import Asked, Head, Ledger
from reports.services.ledgers.funds import FUNDS
from reports.services.ledgers.guidance import GUIDANCE
from reports.services.ledgers.volunteering import VOLUNTEERING

LEDGERS = {ledger.code: ledger for ledger in (VOLUNTEERING, FUNDS, GUIDANCE)}

__all__ = ["LEDGERS", "Asked", "Head", "Ledger"]
