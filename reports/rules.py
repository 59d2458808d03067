"""Who may do what with figures. Reading follows the scope; counting, closing and correcting are the county's."""

import rules

from league.core.rights import describe
from league.core.roles import Role
from league.core.scoping import ancestor_ids


@rules.predicate
def has_grant(user, obj=None):
    """Figures open to every holder of a domain role, each inside the own subtree."""
    return bool(user.roles & set(Role.domain))


@rules.predicate
def county_staff_of_root(user, obj=None):
    """County staff at the top of a tree: a period is counted for all."""
    return any(
        grant.role == Role.COUNTY_STAFF and len(ancestor_ids(grant.organization.path)) == 1
        for grant in user.current_grants
        if grant.organization_id
    )


@rules.predicate
def is_closed(user, period=None):
    """Only closed figures are corrected; open ones are counted again."""
    return period is None or period.is_closed


@rules.predicate
def is_open(user, period=None):
    """The period's figures still follow the register."""
    return period is None or not period.is_closed


@rules.predicate
def is_in_use(user, indicator=None):
    """A retired indicator stays as it was."""
    return indicator is None or not indicator.is_retired


rules.add_perm("reports.view_figure", has_grant)
rules.add_perm("reports.compose_indicator", county_staff_of_root & is_in_use)
rules.add_perm("reports.fill_period", county_staff_of_root & is_open)
rules.add_perm("reports.start_period", county_staff_of_root)
rules.add_perm("reports.close_period", county_staff_of_root & is_open)
rules.add_perm("reports.correct_period", county_staff_of_root & is_closed)

describe(
    "统计",
    {
        "reports.view_figure": "查看本级及以下的统计数据、口径和明细",
        "reports.compose_indicator": "编制、修改和停用自定义指标",
        "reports.start_period": "对新的统计期进行统计",
        "reports.fill_period": "重新统计未关账的统计期",
        "reports.close_period": "将统计期关账",
        "reports.correct_period": "更正已关账的统计期，另出一版",
    },
)
