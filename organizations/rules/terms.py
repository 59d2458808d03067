"""Rights over terms, elections, extensions and the health card.

Whoever keeps an organisation's record keeps its dossier: county staff, the township's secretary, the branch's own
secretary. What the level above grants (approval, appointment, extension) and what mends the record of terms is for
those above the organisation only.
"""

import rules

from league.core.rights import describe
from organizations.rules.register import (
    county_staff_of_root,
    editor,
    is_not_dissolved,
    own_organization,
    reader,
    shaper,
)

keeper = editor | own_organization

rules.add_perm("organizations.view_term", reader)
rules.add_perm("organizations.view_election", reader)
rules.add_perm("organizations.view_extension", reader)
rules.add_perm("organizations.view_health_case", reader)
# The object of the first is the organisation, of the others the dossier.
rules.add_perm("organizations.plan_election", keeper & is_not_dissolved)
rules.add_perm("organizations.replan_election", keeper)
rules.add_perm("organizations.request_election", keeper)
rules.add_perm("organizations.approve_election", shaper)
rules.add_perm("organizations.hold_election", keeper)
rules.add_perm("organizations.report_election", keeper)
rules.add_perm("organizations.confirm_election", shaper)
rules.add_perm("organizations.step_back_election", shaper)
rules.add_perm("organizations.cancel_election", keeper)
# The object is the organisation.
rules.add_perm("organizations.grant_extension", shaper & is_not_dissolved)
rules.add_perm("organizations.withdraw_extension", shaper)
# The object is the organisation.
rules.add_perm("organizations.add_term", editor)
rules.add_perm("organizations.correct_term", shaper)
rules.add_perm("organizations.remove_term", shaper)
rules.add_perm("organizations.import_term", editor)
# The object is the organisation.
rules.add_perm("organizations.open_health_case", editor & is_not_dissolved)
rules.add_perm("organizations.assign_health_case", editor)
rules.add_perm("organizations.close_health_case", editor)
rules.add_perm("organizations.review_health", county_staff_of_root)

describe(
    "届期与换届",
    {
        "organizations.view_term": "查看本级及以下的届次",
        "organizations.view_election": "查看本级及以下的换届",
        "organizations.view_extension": "查看本级及以下的延期换届",
        "organizations.view_health_case": "查看本级及以下的体检台账",
        "organizations.plan_election": "制定换届计划",
        "organizations.replan_election": "修改换届计划",
        "organizations.request_election": "登记召开大会的请示",
        "organizations.approve_election": "登记同意召开大会的批复",
        "organizations.hold_election": "登记大会和选举结果",
        "organizations.report_election": "登记选举结果的报批",
        "organizations.confirm_election": "登记任职批复，开始新一届任期",
        "organizations.step_back_election": "将换届退回上一步",
        "organizations.cancel_election": "取消换届",
        "organizations.grant_extension": "登记延期换届的批复",
        "organizations.withdraw_extension": "撤销延期换届的登记",
        "organizations.add_term": "补录届次",
        "organizations.correct_term": "更正届次",
        "organizations.remove_term": "删去误登的届次",
        "organizations.import_term": "导入届次",
        "organizations.open_health_case": "将团组织列入体检台账",
        "organizations.assign_health_case": "安排整改",
        "organizations.close_health_case": "将体检问题销号",
        "organizations.review_health": "立即复查",
    },
)
