"""Rights over people. Who is seen is `visible_to`; the record is kept by the secretary at or above its organisation."""

import rules

from league.core.rights import describe
from league.core.roles import Role
from organizations.rules.register import acts_above, has_grant


@rules.predicate
def stands(user, person=None):
    """A record merged into another is only looked at."""
    return person is None or getattr(person, "merged_into_id", None) is None


@rules.predicate
def is_not_undone(user, merger=None):
    """A merger is taken back once."""
    return merger is None or merger.undone_on is None


@rules.predicate
def senior_over_both(user, mark=None):
    """A mark is of two records; whoever takes it back answers for both."""
    paths = (mark.first.org_path, mark.second.org_path) if mark else ()
    roles = (Role.COUNTY_STAFF, Role.TOWNSHIP_SECRETARY)
    return bool(user.roles & set(roles)) and all(user.holds(*roles, above=path) for path in paths)


keeper = acts_above(Role.COUNTY_STAFF, Role.TOWNSHIP_SECRETARY, Role.BRANCH_SECRETARY)
senior = acts_above(Role.COUNTY_STAFF, Role.TOWNSHIP_SECRETARY)

rules.add_perm("cadres.view_person", has_grant)
# The object is the organisation that keeps the record.
rules.add_perm("cadres.add_person", keeper)
rules.add_perm("cadres.change_person", keeper & stands)
rules.add_perm("cadres.reveal_person", keeper & stands)
rules.add_perm("cadres.hand_over_person", senior & stands)
# The object is one of the two records; the other is asked for as well.
rules.add_perm("cadres.merge_person", senior & stands)
rules.add_perm("cadres.view_person_merge", senior)
rules.add_perm("cadres.undo_person_merge", senior & is_not_undone)
# The object is one of the two records; the other is asked for as well.
rules.add_perm("cadres.distinguish_person", senior & stands)
rules.add_perm("cadres.view_person_distinction", senior)
rules.add_perm("cadres.remove_person_distinction", senior_over_both)
# The object is an import limited to a subtree.
rules.add_perm("cadres.import_person", senior)

describe(
    "人员",
    {
        "cadres.view_person": "查看本级及以下的人员（证件号码、手机号遮盖显示）",
        "cadres.add_person": "登记人员",
        "cadres.change_person": "更正人员资料",
        "cadres.reveal_person": "说明事由后查看人员的完整证件号码和联系方式（记入审计日志）",
        "cadres.hand_over_person": "移交人员档案",
        "cadres.merge_person": "合并重复的人员",
        "cadres.view_person_merge": "查看人员的合并",
        "cadres.undo_person_merge": "撤回人员的合并",
        "cadres.distinguish_person": "将疑似重复的人员标记为不是同一人",
        "cadres.view_person_distinction": "查看不是同一人的标记",
        "cadres.remove_person_distinction": "取消不是同一人的标记",
        "cadres.import_person": "从表格导入人员",
    },
)
