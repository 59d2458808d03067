"""Rights over consultation, recommendation to the Party, training and the working calendar.

Consultation is between the Party's organisation department and the county: its reviewer enters the request and its own
opinions, the county's staff answer and keep the record, and nobody else reads it. A recommendation is kept by the
branch; agreeing to the meeting, checking and publishing is for those above it. Training is kept by who holds it.
"""

import rules

from cadres.enums import OpinionSide
from league.core.audit import path_of
from league.core.rights import describe
from league.core.roles import Role
from league.core.scoping import ancestor_ids
from organizations.rules.register import acts_above, county_staff_of_root, has_grant, reader, staff
from organizations.rules.terms import keeper, shaper


@rules.predicate
def is_author(user, opinion=None):
    """A letter is corrected by the one who entered it, while he still reads the correspondence."""
    return opinion is None or opinion.author_id == user.pk


@rules.predicate
def is_own_side(user, opinion=None):
    """The reviewer speaks for the Party, the county's staff enter both sides' letters."""
    if opinion is None or opinion.side == OpinionSide.PARTY:
        return True
    return user.holds(Role.COUNTY_STAFF, above=path_of(opinion))


@rules.predicate
def is_standing(user, consultation=None):
    """Nothing more is done about a request that was withdrawn."""
    return consultation is None or consultation.withdrawn_on is None


@rules.predicate
def is_whole_county(user, batch=None):
    """A workbook about consultations is previewed at the county alone: who sees a township sees its imports."""
    return batch is None or len(ancestor_ids(path_of(batch))) == 1


asker = acts_above(Role.COUNTY_STAFF, Role.REVIEWER)

rules.add_perm("cadres.view_consultation", asker)
# The object is the organisation of the post.
rules.add_perm("cadres.add_consultation", asker)
rules.add_perm("cadres.change_consultation", staff & is_standing)
rules.add_perm("cadres.answer_consultation", staff & is_standing)
rules.add_perm("cadres.appoint_consultation", staff & is_standing)
rules.add_perm("cadres.withdraw_consultation", staff & is_standing)
rules.add_perm("cadres.import_consultation", staff & is_whole_county)
# The object is the consultation, then the letter.
rules.add_perm("cadres.add_consultation_opinion", asker & is_standing)
rules.add_perm("cadres.change_consultation_opinion", asker & is_author & is_own_side)

rules.add_perm("cadres.view_recommendation", reader)
# The object of the first is the branch, of the others the dossier.
rules.add_perm("cadres.propose_recommendation", keeper)
rules.add_perm("cadres.renew_recommendation", keeper)
rules.add_perm("cadres.revise_recommendation", keeper)
rules.add_perm("cadres.agree_recommendation", shaper)
rules.add_perm("cadres.hold_recommendation", keeper)
rules.add_perm("cadres.decide_recommendation", keeper)
rules.add_perm("cadres.check_recommendation", shaper)
rules.add_perm("cadres.publicize_recommendation", shaper)
rules.add_perm("cadres.conclude_recommendation", shaper)
rules.add_perm("cadres.hand_over_recommendation", keeper)
rules.add_perm("cadres.accept_recommendation", keeper)
rules.add_perm("cadres.decline_recommendation", keeper)
rules.add_perm("cadres.follow_recommendation", keeper)
rules.add_perm("cadres.reject_recommendation", shaper)
rules.add_perm("cadres.step_back_recommendation", shaper)
rules.add_perm("cadres.withdraw_recommendation", keeper)
rules.add_perm("cadres.import_recommendation", staff | acts_above(Role.TOWNSHIP_SECRETARY))

rules.add_perm("cadres.view_training_course", reader)
rules.add_perm("cadres.view_training_record", reader)
# The object of the first is the organisation that holds the course, of the others the course or the record.
rules.add_perm("cadres.add_training_course", keeper)
rules.add_perm("cadres.change_training_course", keeper)
rules.add_perm("cadres.remove_training_course", keeper)
rules.add_perm("cadres.add_training_record", keeper)
rules.add_perm("cadres.change_training_record", keeper)
rules.add_perm("cadres.remove_training_record", keeper)
rules.add_perm("cadres.import_training_course", keeper)
rules.add_perm("cadres.import_training_record", keeper)

rules.add_perm("cadres.view_calendar_day", has_grant)
rules.add_perm("cadres.add_calendar_day", county_staff_of_root)
rules.add_perm("cadres.change_calendar_day", county_staff_of_root)
rules.add_perm("cadres.remove_calendar_day", county_staff_of_root)

describe(
    "协管、推优与培训",
    {
        "cadres.view_consultation": "查看协管征求意见（仅县级团委和组织部门）",
        "cadres.add_consultation": "登记协管征求意见",
        "cadres.change_consultation": "更正征求意见的登记",
        "cadres.answer_consultation": "登记县级团委的答复",
        "cadres.appoint_consultation": "登记征求意见后的任职",
        "cadres.withdraw_consultation": "登记征求意见的撤回",
        "cadres.import_consultation": "从表格导入协管征求意见",
        "cadres.add_consultation_opinion": "登记党组织的意见",
        "cadres.change_consultation_opinion": "更正本人登记的协管意见",
        "cadres.view_recommendation": "查看本级及以下的推优入党",
        "cadres.propose_recommendation": "提出推优人选",
        "cadres.renew_recommendation": "对失效或未被采纳的推优续推",
        "cadres.revise_recommendation": "修改推优人选资料",
        "cadres.agree_recommendation": "同意召开推优大会",
        "cadres.hold_recommendation": "登记推优的支部大会",
        "cadres.decide_recommendation": "登记支委会意见",
        "cadres.check_recommendation": "登记上级团委审核",
        "cadres.publicize_recommendation": "登记推优公示",
        "cadres.conclude_recommendation": "登记公示结果",
        "cadres.hand_over_recommendation": "登记报送党支部",
        "cadres.accept_recommendation": "登记党组织采纳",
        "cadres.decline_recommendation": "登记党组织未采纳",
        "cadres.follow_recommendation": "登记推优对象的发展进度",
        "cadres.reject_recommendation": "登记推优未通过",
        "cadres.step_back_recommendation": "将推优退回上一步",
        "cadres.withdraw_recommendation": "终止推优",
        "cadres.import_recommendation": "从表格导入推优结果",
        "cadres.view_training_course": "查看本级及以下举办的培训班",
        "cadres.view_training_record": "查看本级及以下人员的参训记录",
        "cadres.add_training_course": "登记培训班",
        "cadres.change_training_course": "更正培训班",
        "cadres.remove_training_course": "删去误登的培训班",
        "cadres.add_training_record": "将人员列入参训名单",
        "cadres.change_training_record": "更正参训记录",
        "cadres.remove_training_record": "删去误登的参训记录",
        "cadres.import_training_course": "从表格导入培训班",
        "cadres.import_training_record": "从表格导入参训名单",
        "cadres.view_calendar_day": "查看工作日历",
        "cadres.add_calendar_day": "调整工作日",
        "cadres.change_calendar_day": "更正工作日调整",
        "cadres.remove_calendar_day": "取消工作日调整",
    },
)
