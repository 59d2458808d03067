"""What activities do along with the register below: the branches' health."""

from datetime import date

from activities.services.activeness import SILENT_RULE, silent_organizations
from organizations.enums import HealthCheck
from organizations.services.health_checks import Check, Number, branches, register_check


def silent(on: date, number: Number):
    """Branches without an activity for the rule's days."""
    return silent_organizations(branches(on), on=on, days=number(SILENT_RULE))


register_check(
    Check(
        HealthCheck.SILENT,
        SILENT_RULE,
        "规定天数内没有登记已举办活动的团支部；成立不满该天数的、本系统登记活动不满该天数的不计入。",
        silent,
    )
)
