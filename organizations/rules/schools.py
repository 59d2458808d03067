"""Rights over league schools and mechanisms.

A school's league work is kept by county staff and by the secretary of the system (教育团工委) or township that answers
for the school. Mechanisms are the county's; a secretary keeps the inclusion of the organisations below the own node.
"""

import rules

from league.core.rights import describe
from organizations.rules.register import editor, has_grant, is_not_closed, reader, staff


@rules.predicate
def is_open(user, league_school=None):
    """A closed league school keeps its record."""
    return league_school is None or league_school.closed_on is None


@rules.predicate
def serves(user, teacher=None):
    """The teacher is on the roster."""
    return teacher is None or teacher.ends_on is None


@rules.predicate
def is_held(user, seat=None):
    """The seat has not ended."""
    return seat is None or seat.ends_on is None


@rules.predicate
def is_to_correct(user, visit=None):
    """The visit found something that nobody has put right."""
    return visit is None or (visit.findings != "" and visit.corrected_on is None)


@rules.predicate
def is_to_settle(user, survey=None):
    """The survey found something that nobody has put right."""
    return survey is None or (survey.result != "clear" and survey.corrected_on is None)


rules.add_perm("organizations.view_school", reader)
rules.add_perm("organizations.view_relation_survey", reader)
rules.add_perm("organizations.view_league_school", reader)
rules.add_perm("organizations.view_league_class", reader)
rules.add_perm("organizations.view_league_topic", has_grant)
# The object is the school.
rules.add_perm("organizations.add_relation_survey", editor & is_not_closed)
rules.add_perm("organizations.change_relation_survey", editor)
rules.add_perm("organizations.settle_relation_survey", editor & is_to_settle)
rules.add_perm("organizations.remove_relation_survey", editor)
# The object is the school.
rules.add_perm("organizations.found_league_school", editor & is_not_closed)
rules.add_perm("organizations.change_league_school", editor)
rules.add_perm("organizations.close_league_school", editor & is_open)
# The object is the league school.
rules.add_perm("organizations.add_league_teacher", editor & is_open)
rules.add_perm("organizations.end_league_teacher", editor & serves)
rules.add_perm("organizations.add_league_class", editor)
rules.add_perm("organizations.change_league_class", editor)
rules.add_perm("organizations.remove_league_class", editor)
rules.add_perm("organizations.import_relation_survey", editor)
rules.add_perm("organizations.import_league_school", editor)
rules.add_perm("organizations.import_league_class", editor)
rules.add_perm("organizations.import_league_teacher", editor)

rules.add_perm("organizations.view_policy_document", reader)
rules.add_perm("organizations.view_body_seat", reader)
rules.add_perm("organizations.view_joint_survey", reader)
rules.add_perm("organizations.view_party_inclusion", reader)
rules.add_perm("organizations.add_policy_document", staff)
rules.add_perm("organizations.change_policy_document", staff)
rules.add_perm("organizations.add_body_seat", staff)
rules.add_perm("organizations.change_body_seat", staff)
rules.add_perm("organizations.end_body_seat", staff & is_held)
rules.add_perm("organizations.add_joint_survey", staff)
rules.add_perm("organizations.change_joint_survey", staff)
rules.add_perm("organizations.view_survey_visit", reader)
# The object is the joint survey.
rules.add_perm("organizations.add_survey_visit", staff)
rules.add_perm("organizations.change_survey_visit", staff)
rules.add_perm("organizations.correct_survey_visit", editor & is_to_correct)
rules.add_perm("organizations.remove_survey_visit", staff)
# The object is the organisation.
rules.add_perm("organizations.add_party_inclusion", editor)
rules.add_perm("organizations.change_party_inclusion", editor)
rules.add_perm("organizations.import_policy_document", staff)
rules.add_perm("organizations.import_body_seat", staff)
rules.add_perm("organizations.import_joint_survey", staff)
rules.add_perm("organizations.import_survey_visit", staff)
rules.add_perm("organizations.import_party_inclusion", editor)

describe(
    "团校与机制",
    {
        "organizations.view_school": "查看学校的团建情况",
        "organizations.view_relation_survey": "查看团组织关系摸底",
        "organizations.view_league_school": "查看团校",
        "organizations.view_league_class": "查看团课",
        "organizations.view_league_topic": "查看团课专题",
        "organizations.add_relation_survey": "登记团组织关系摸底",
        "organizations.change_relation_survey": "更正团组织关系摸底",
        "organizations.settle_relation_survey": "登记摸底问题的理顺",
        "organizations.remove_relation_survey": "删去误登的摸底",
        "organizations.found_league_school": "登记团校成立",
        "organizations.change_league_school": "更正团校资料",
        "organizations.close_league_school": "撤销团校",
        "organizations.add_league_teacher": "将教师列入团校名册",
        "organizations.end_league_teacher": "登记团校教师离任",
        "organizations.add_league_class": "登记团课",
        "organizations.change_league_class": "更正团课",
        "organizations.remove_league_class": "删去误登的团课",
        "organizations.import_relation_survey": "从表格导入团组织关系摸底",
        "organizations.import_league_school": "从表格导入团校",
        "organizations.import_league_class": "从表格导入团课",
        "organizations.import_league_teacher": "从表格导入团校教师",
        "organizations.view_policy_document": "查看政策文件",
        "organizations.view_body_seat": "查看领导机构席位",
        "organizations.view_joint_survey": "查看联合调研",
        "organizations.view_party_inclusion": "查看纳入党建情况",
        "organizations.add_policy_document": "登记政策文件",
        "organizations.change_policy_document": "更正政策文件的登记",
        "organizations.add_body_seat": "登记领导机构席位",
        "organizations.change_body_seat": "更正领导机构席位",
        "organizations.end_body_seat": "登记领导机构席位的结束",
        "organizations.add_joint_survey": "登记联合调研",
        "organizations.change_joint_survey": "更正联合调研",
        "organizations.view_survey_visit": "查看联合调研的走访点",
        "organizations.add_survey_visit": "登记联合调研的走访点",
        "organizations.change_survey_visit": "更正走访点的登记",
        "organizations.correct_survey_visit": "登记走访发现问题的整改",
        "organizations.remove_survey_visit": "删去误登的走访点",
        "organizations.add_party_inclusion": "登记纳入党建情况",
        "organizations.change_party_inclusion": "更正纳入党建情况",
        "organizations.import_policy_document": "从表格导入政策文件",
        "organizations.import_body_seat": "从表格导入领导机构席位",
        "organizations.import_joint_survey": "从表格导入联合调研",
        "organizations.import_survey_visit": "从表格导入联合调研的走访点",
        "organizations.import_party_inclusion": "从表格导入纳入党建情况",
    },
)
