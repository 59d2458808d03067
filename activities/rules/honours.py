"""Rights over honours and the youth federation: offices keep them."""

import rules

from league.core.rights import describe
from organizations.rules.register import editor, reader


@rules.predicate
def is_held(user, honour=None):
    """Not withdrawn."""
    return honour is None or honour.withdrawn_on is None


@rules.predicate
def is_sitting(user, member=None):
    """Still a member."""
    return member is None or member.left_on is None


@rules.predicate
def has_sealed_name(user, member=None):
    """Known by a sealed name, not by a record."""
    return member is None or bool(member.member_name)


rules.add_perm("activities.view_honour", reader)
# The object is the organisation.
rules.add_perm("activities.add_honour", editor)
rules.add_perm("activities.change_honour", editor & is_held)
rules.add_perm("activities.renew_honour", editor & is_held)
rules.add_perm("activities.withdraw_honour", editor & is_held)
rules.add_perm("activities.view_youth_federation", reader)
rules.add_perm("activities.add_youth_federation", editor)
rules.add_perm("activities.change_youth_federation", editor)
rules.add_perm("activities.view_federation_member", reader)
# The object is the federation.
rules.add_perm("activities.add_federation_member", editor)
rules.add_perm("activities.change_federation_member", editor)
rules.add_perm("activities.retire_federation_member", editor & is_sitting)
rules.add_perm("activities.disclose_federation_member", editor & has_sealed_name)
# The object is an import limited to a subtree.
rules.add_perm("activities.import_honour", editor)
rules.add_perm("activities.import_federation_member", editor)

describe(
    "荣誉和青联",
    {
        "activities.view_honour": "查看本级及以下的荣誉",
        "activities.add_honour": "登记荣誉",
        "activities.change_honour": "更正荣誉",
        "activities.renew_honour": "登记荣誉复核续期",
        "activities.withdraw_honour": "撤销荣誉",
        "activities.view_youth_federation": "查看本级及以下的青联",
        "activities.add_youth_federation": "登记青联",
        "activities.change_youth_federation": "更正青联的资料和届次",
        "activities.view_federation_member": "查看青联委员（姓名遮盖显示）",
        "activities.add_federation_member": "增补青联委员",
        "activities.change_federation_member": "更正青联委员",
        "activities.retire_federation_member": "登记青联委员卸任",
        "activities.disclose_federation_member": "说明事由后查看青联委员的姓名（记入审计日志）",
        "activities.import_honour": "从表格导入荣誉",
        "activities.import_federation_member": "从表格导入青联委员",
    },
)
