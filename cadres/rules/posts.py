"""Rights over posts and the establishment.

A secretary is appointed, relieved and changed by the level above, never by the own account; the other posts of an
organisation are kept by whoever keeps its record. The establishment is the county's.
"""

import rules

from cadres.enums import PostTitle
from league.core.rights import describe
from organizations.rules.register import editor, is_not_dissolved, own_organization, reader, shaper, staff


@rules.predicate
def is_no_secretary(user, post=None):
    """The posts that an organisation may keep itself."""
    return post is None or post.title != PostTitle.SECRETARY


@rules.predicate
def is_reversible(user, change=None):
    """It can be taken back, and nobody has yet."""
    return change is None or change.is_reversible


keeper = shaper | (editor & is_no_secretary)

rules.add_perm("cadres.view_post", reader)
rules.add_perm("cadres.view_post_change", reader)
rules.add_perm("cadres.view_vacancy", reader)
rules.add_perm("cadres.view_establishment", reader)
rules.add_perm("cadres.view_staff_board", reader)
# The object is the organisation.
rules.add_perm("cadres.appoint_post", editor & is_not_dissolved)
rules.add_perm("cadres.appoint_secretary", shaper & is_not_dissolved)
rules.add_perm("cadres.hand_over_secretary", shaper & is_not_dissolved)
rules.add_perm("cadres.view_guide", editor | own_organization)
# The object is the post.
rules.add_perm("cadres.transfer_post", keeper)
rules.add_perm("cadres.relieve_post", keeper)
rules.add_perm("cadres.correct_post", keeper)
rules.add_perm("cadres.remove_post", keeper)
rules.add_perm("cadres.undo_post_change", shaper & is_reversible)
# The object is the dossier, or the line of its record.
rules.add_perm("cadres.match_seat", editor | own_organization)
# The object is the organisation, or the row.
rules.add_perm("cadres.set_establishment", staff)
rules.add_perm("cadres.correct_establishment", staff)
rules.add_perm("cadres.declare_staff", staff)
rules.add_perm("cadres.import_post", editor)
rules.add_perm("cadres.import_establishment", staff)

describe(
    "任职与编制",
    {
        "cadres.view_post": "查看本级及以下的任职",
        "cadres.view_post_change": "查看本级及以下的任免事项",
        "cadres.view_vacancy": "查看本级及以下的书记空缺",
        "cadres.view_establishment": "查看本级及以下的编制",
        "cadres.view_staff_board": "查看力量构成",
        "cadres.appoint_post": "登记任职",
        "cadres.appoint_secretary": "登记书记任职",
        "cadres.hand_over_secretary": "办理书记交接",
        "cadres.view_guide": "打印接任指南",
        "cadres.transfer_post": "登记调任",
        "cadres.relieve_post": "登记离任",
        "cadres.correct_post": "更正任职",
        "cadres.remove_post": "删去误登的任职",
        "cadres.undo_post_change": "撤回任免事项",
        "cadres.match_seat": "为当选人对应人员",
        "cadres.set_establishment": "核定编制",
        "cadres.correct_establishment": "更正编制",
        "cadres.declare_staff": "登记对外公布的人数",
        "cadres.import_post": "从表格导入任职",
        "cadres.import_establishment": "从表格导入编制",
    },
)
