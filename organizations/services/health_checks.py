"""The branches' health card as declarations: each check names its rule and gives the organisations it finds.

What has no data is no check: an empty finding would say that all is well.
What only an app above knows, such as a missing secretary, it adds by `register_check` in its `hooks.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from league.core.dates import add_months
from organizations.enums import HealthCheck, OrganizationKind, TermState
from organizations.models import OrganizationVersion, Rule
from organizations.models.membership import uncounted_since, with_members
from organizations.models.term import TermRules, with_terms

# A rule's whole number by its code.
Number = Callable[[str], int]


@dataclass(frozen=True)
class Check:
    """`rows(on, number)` gives the organisations, as rows of OrganizationVersion of the day, that the check finds."""

    code: HealthCheck
    rule: str
    definition: str
    rows: Callable[[date, Number], QuerySet]

    @property
    def label(self) -> str:
        """As the vocabulary names it."""
        return self.code.label


def rule_numbers(on: date) -> Number:
    """Values of the rule register on that day."""
    return lambda code: Rule.objects.number(code, on=on)


def branches(on: date) -> QuerySet:
    """Living branches of the day."""
    return OrganizationVersion.objects.on(on).filter(kind=OrganizationKind.BRANCH)


def few_members(on: date, number: Number) -> QuerySet:
    """Branches with fewer members than the rule asks for."""
    return with_members(branches(on), on=on).filter(members__lt=number("branch.minimum_members"))


def many_members(on: date, number: Number) -> QuerySet:
    """Branches with more members than the rule allows."""
    return with_members(branches(on), on=on).filter(members__gt=number("branch.maximum_members"))


def in_state(on: date, number: Number, states) -> QuerySet:
    """Living organisations whose term is in one of the states."""
    rows = with_terms(OrganizationVersion.objects.on(on), on=on, rules=TermRules.of(number))
    return rows.filter(term_state__in=states)


def uncounted(on: date, number: Number) -> QuerySet:
    """Branches and general branches whose members nobody counted for so many months."""
    cells = OrganizationVersion.objects.on(on).filter(
        kind__in=(OrganizationKind.BRANCH, OrganizationKind.GENERAL_BRANCH)
    )
    return uncounted_since(cells, since=add_months(on, -number("health.count_months")), on=on)


CHECKS = {
    check.code: check
    for check in (
        Check(
            HealthCheck.FEW_MEMBERS, "branch.minimum_members",
            "团员数（本支部登记的，没有的取所在单位和联合覆盖单位的）少于下限的团支部；团员数不详的不计入。", few_members,
        ),
        Check(
            HealthCheck.MANY_MEMBERS, "branch.maximum_members",
            "团员数（本支部登记的，没有的取所在单位和联合覆盖单位的）多于上限的团支部；团员数不详的不计入。", many_members,
        ),
        Check(
            HealthCheck.TERM_OVERDUE, "term.years.branch", "按当日有效的任期规定，已过届满日且不在延期之内的团组织。",
            lambda on, number: in_state(on, number, TermState.late),
        ),
        Check(
            HealthCheck.TERM_UNKNOWN, "term.years.branch", "应经选举产生、没有登记届次的团组织；不等于逾期。",
            lambda on, number: in_state(on, number, (TermState.UNKNOWN,)),
        ),
        Check(
            HealthCheck.UNCOUNTED, "health.count_months",
            "规定月数内，本组织、所在单位和联合覆盖单位都没有登记过团员数的团支部、团总支。", uncounted,
        ),
    )
}  # fmt: skip


def register_check(check: Check) -> None:
    """Add a check of an app above; its code stands in HealthCheck."""
    if check.code in CHECKS:
        raise ValueError(f"registered twice: {check.code}")
    CHECKS[check.code] = check
