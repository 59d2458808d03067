"""Who may do what with the register. What one may see is `visible_to`; these say what one may do.

County staff act at their node and below. A township secretary acts below the own node, and of the own node itself
changes plain fields only: its name, kind and place are the county's. A branch secretary keeps the own organisation's
plain fields and head-count. A reviewer reads.

Without an object a predicate says whether the user may do it anywhere at all.
"""

import rules

from league.core.audit import path_of
from league.core.rights import describe
from league.core.roles import Role
from league.core.scoping import ancestor_ids


def acts_above(*roles: str):
    """Predicate: one of the roles is held at the row's node or over it."""

    @rules.predicate(f"{' or '.join(roles)} at or above")
    def predicate(user, obj=None):
        return bool(user.roles & set(roles)) if obj is None else user.holds(*roles, above=path_of(obj))

    return predicate


@rules.predicate
def has_grant(user, obj=None):
    """Divisions and rules stand at no node: every holder of a domain role reads them."""
    return bool(user.roles & set(Role.domain))


def parent_path(path: str) -> str:
    """The path one level up; empty above the root."""
    return path[: path.rstrip("/").rfind("/") + 1] if path.count("/") > 2 else ""


@rules.predicate
def secretary_over(user, obj=None):
    """A township secretary whose node lies strictly over the organisation."""
    if obj is None:
        return Role.TOWNSHIP_SECRETARY in user.roles
    above = parent_path(path_of(obj))
    return bool(above) and user.holds(Role.TOWNSHIP_SECRETARY, above=above)


@rules.predicate
def own_organization(user, obj=None):
    """A branch secretary at this very organisation, not below it."""
    if obj is None:
        return Role.BRANCH_SECRETARY in user.roles
    path = path_of(obj)
    above = parent_path(path)
    return user.holds(Role.BRANCH_SECRETARY, above=path) and not (
        above and user.holds(Role.BRANCH_SECRETARY, above=above)
    )


@rules.predicate
def county_staff_of_root(user, obj=None):
    """County staff at the top of a tree: divisions and rules belong to no township."""
    return any(
        grant.role == Role.COUNTY_STAFF and len(ancestor_ids(grant.organization.path)) == 1
        for grant in user.current_grants
        if grant.organization_id
    )


@rules.predicate
def is_local(user, rule=None):
    """The rule is the county's to set: in force, or a choice between limits that states of the past follow."""
    return rule is None or (rule.is_local and (rule.valid_to is None or rule.maximum is not None))


@rules.predicate
def is_not_dissolved(user, organization=None):
    """Nothing is done to what no longer exists but correcting its record."""
    return organization is None or organization.dissolved_on is None


@rules.predicate
def is_not_closed(user, unit=None):
    """A closed unit keeps its record."""
    return unit is None or unit.closed_on is None


@rules.predicate
def has_parent(user, organization=None):
    """The root of the tree keeps its place."""
    return organization is None or organization.parent_id is not None


@rules.predicate
def is_running(user, coverage=None):
    """The coverage has not ended."""
    return coverage is None or coverage.ends_on is None


@rules.predicate
def is_reversible(user, restructuring=None):
    """Its kind can be taken back, and nobody has yet."""
    return restructuring is None or restructuring.is_reversible


reader = acts_above(*Role.domain)
staff = acts_above(Role.COUNTY_STAFF)
editor = acts_above(Role.COUNTY_STAFF, Role.TOWNSHIP_SECRETARY)
shaper = staff | secretary_over

rules.add_perm("organizations.view_organization", reader)
rules.add_perm("organizations.view_unit", reader)
rules.add_perm("organizations.view_head_count", reader)
rules.add_perm("organizations.view_coverage", reader)
rules.add_perm("organizations.view_restructuring", reader)
rules.add_perm("organizations.view_division", has_grant)
rules.add_perm("organizations.view_rule", has_grant)
# The object is the organisation under which the new one stands.
rules.add_perm("organizations.add_organization", editor & is_not_dissolved)
rules.add_perm("organizations.change_organization", editor | own_organization)
rules.add_perm("organizations.restate_organization", shaper & is_not_dissolved)
rules.add_perm("organizations.rename_organization", shaper & is_not_dissolved)
rules.add_perm("organizations.move_organization", shaper & has_parent & is_not_dissolved)
rules.add_perm("organizations.merge_organization", shaper & has_parent & is_not_dissolved)
rules.add_perm("organizations.split_organization", shaper & has_parent & is_not_dissolved)
rules.add_perm("organizations.dissolve_organization", shaper & has_parent & is_not_dissolved)
# The other end of a move or a merger.
rules.add_perm("organizations.receive_organization", editor & is_not_dissolved)
rules.add_perm("organizations.undo_restructuring", shaper & is_reversible)
# The object is the organisation that answers for the unit.
rules.add_perm("organizations.add_unit", editor)
rules.add_perm("organizations.change_unit", editor)
rules.add_perm("organizations.restate_unit", editor & is_not_closed)
rules.add_perm("organizations.close_unit", editor & is_not_closed)
rules.add_perm("organizations.exempt_unit", editor & is_not_closed)
# The object is the unit or organisation whose people are counted.
rules.add_perm("organizations.add_head_count", editor | own_organization)
# The object is the covering organisation.
rules.add_perm("organizations.add_coverage", editor)
rules.add_perm("organizations.end_coverage", editor & is_running)
rules.add_perm("organizations.add_division", county_staff_of_root)
rules.add_perm("organizations.change_division", county_staff_of_root)
rules.add_perm("organizations.abolish_division", county_staff_of_root)
rules.add_perm("organizations.set_rule", county_staff_of_root & is_local)
# The object is an import limited to a subtree.
rules.add_perm("organizations.import_division", county_staff_of_root)
rules.add_perm("organizations.import_unit", editor)
rules.add_perm("organizations.import_organization", editor)
rules.add_perm("organizations.import_head_count", editor)

describe(
    "组织",
    {
        "organizations.view_organization": "查看本级及以下团组织",
        "organizations.view_unit": "查看本级及以下归口的单位",
        "organizations.view_head_count": "查看本级及以下的团员青年数",
        "organizations.view_coverage": "查看本级及以下的联合覆盖",
        "organizations.view_restructuring": "查看本级及以下的组织调整",
        "organizations.view_division": "查看区划",
        "organizations.view_rule": "查看规则",
        "organizations.add_organization": "在本级及以下设立团组织",
        "organizations.change_organization": "更正简称、地址等一般资料",
        "organizations.restate_organization": "更正或变更全称、类别、统计领域、所在单位",
        "organizations.rename_organization": "办理更名",
        "organizations.move_organization": "划转团组织",
        "organizations.merge_organization": "合并团组织",
        "organizations.split_organization": "分设团组织",
        "organizations.dissolve_organization": "撤销团组织",
        "organizations.receive_organization": "接收划转、合并来的团组织",
        "organizations.undo_restructuring": "撤回组织调整",
        "organizations.add_unit": "登记单位",
        "organizations.change_unit": "更正单位资料",
        "organizations.restate_unit": "变更单位的名称、类型、归口和区划",
        "organizations.close_unit": "注销单位",
        "organizations.exempt_unit": "认定单位可不建团组织",
        "organizations.add_head_count": "填报、更正团员青年数",
        "organizations.add_coverage": "登记联合覆盖",
        "organizations.end_coverage": "终止联合覆盖",
        "organizations.add_division": "登记区划",
        "organizations.change_division": "更正区划",
        "organizations.abolish_division": "撤销区划",
        "organizations.set_rule": "设定县里的规则",
        "organizations.import_division": "从表格导入区划",
        "organizations.import_unit": "从表格导入单位",
        "organizations.import_organization": "从表格导入团组织",
        "organizations.import_head_count": "从表格导入团员青年数",
    },
)
