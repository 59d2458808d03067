"""Rights over appraisal.

The office that appraises keeps schemes and rounds; the appraised file their report and object; the reviewer reads, and
writes the department's opinion. Who scores is no role: it is a seat, and the seat's own pages ask for it.
"""

import rules

from cadres.enums import AdjustmentState, FeedbackTarget
from cadres.models import AppraisalPanel
from league.core.rights import describe
from league.core.roles import Role
from organizations.rules.register import acts_above, reader, staff
from organizations.rules.terms import keeper


@rules.predicate
def is_draft(user, row=None):
    """What is issued is not changed; the row is the scheme or one of its parts."""
    if row is None:
        return True
    row = row.method if isinstance(row, AppraisalPanel) else row
    return getattr(row, "scheme", row).is_draft


@rules.predicate
def is_living(user, row=None):
    """Neither published nor cancelled."""
    return row is None or not row.is_frozen


@rules.predicate
def is_second(user, adjustment=None):
    """Somebody else than the one who proposed it."""
    return adjustment is None or (adjustment.state == AdjustmentState.PROPOSED and adjustment.proposed_by_id != user.pk)


@rules.predicate
def is_to_department(user, feedback=None):
    """What the organisation department was told: its own reviewer answers."""
    return feedback is None or feedback.target == FeedbackTarget.DEPARTMENT


# A scheme's or a round's row reaches those below its office; what they may do there is nothing.
known_below = rules.predicate(lambda user, obj=None: bool(user.roles & set(Role.domain)), name="known below")
office = acts_above(Role.COUNTY_STAFF, Role.REVIEWER)

rules.add_perm("cadres.view_appraisal_scheme", known_below)
rules.add_perm("cadres.view_appraisal_round", known_below)
rules.add_perm("cadres.view_appraisal_sheet", reader)
rules.add_perm("cadres.view_appraisal_result", reader)
# Seats, scores, adjustments and simulations are the office's, and its reviewer's.
rules.add_perm("cadres.view_appraisal_assessor", office)
rules.add_perm("cadres.simulate_appraisal_round", office)
# The object is the office, then the scheme.
rules.add_perm("cadres.add_appraisal_scheme", staff)
rules.add_perm("cadres.copy_appraisal_scheme", staff)
rules.add_perm("cadres.change_appraisal_scheme", staff & is_draft)
rules.add_perm("cadres.issue_appraisal_scheme", staff & is_draft)
rules.add_perm("cadres.remove_appraisal_scheme", staff & is_draft)
rules.add_perm("cadres.withdraw_appraisal_scheme", staff)
# The object is the scheme, then the round.
rules.add_perm("cadres.add_appraisal_round", staff)
for step in ("change", "open", "start", "tally", "reopen", "announce", "recall", "approve", "send_back", "publish"):
    rules.add_perm(f"cadres.{step}_appraisal_round", staff & is_living)
rules.add_perm("cadres.cancel_appraisal_round", staff & is_living)
rules.add_perm("cadres.fill_appraisal_round", staff & is_living)
rules.add_perm("cadres.seat_appraisal_assessor", staff)
# The object is the sheet: the county's office, not the appraised.
rules.add_perm("cadres.call_appraisal_sheet", staff)
rules.add_perm("cadres.return_appraisal_report", staff)
rules.add_perm("cadres.exempt_appraisal_sheet", staff)
rules.add_perm("cadres.mark_appraisal_sheet", staff)
rules.add_perm("cadres.visit_appraisal_sheet", staff)
rules.add_perm("cadres.adjust_appraisal_sheet", staff)
rules.add_perm("cadres.correct_appraisal_sheet", staff)
rules.add_perm("cadres.decide_appraisal_adjustment", staff & is_second)
rules.add_perm("cadres.decide_appraisal_objection", staff)
# After publication. The reviewer writes one thing of an appraisal: the department's opinion about what it was told.
rules.add_perm("cadres.feed_back_appraisal_sheet", staff)
rules.add_perm("cadres.use_appraisal_sheet", staff)
rules.add_perm("cadres.rectify_appraisal_sheet", staff)
rules.add_perm("cadres.record_appraisal_opinion", staff | (acts_above(Role.REVIEWER) & is_to_department))
# The appraised.
rules.add_perm("cadres.report_appraisal_sheet", keeper)
rules.add_perm("cadres.evidence_appraisal_sheet", keeper)
rules.add_perm("cadres.object_appraisal_sheet", keeper)

describe(
    "述职评议考核",
    {
        "cadres.view_appraisal_scheme": "查看考核方案",
        "cadres.view_appraisal_round": "查看考核轮次",
        "cadres.view_appraisal_sheet": "查看本级及以下的考核表",
        "cadres.view_appraisal_result": "查看本级及以下已公示的考核结果",
        "cadres.view_appraisal_assessor": "查看评委、评分和等次调整",
        "cadres.simulate_appraisal_round": "按其他权重和等次试算",
        "cadres.add_appraisal_scheme": "拟定考核方案",
        "cadres.copy_appraisal_scheme": "复制考核方案",
        "cadres.change_appraisal_scheme": "修改拟定中的考核方案",
        "cadres.issue_appraisal_scheme": "印发考核方案",
        "cadres.remove_appraisal_scheme": "删去拟定中的考核方案",
        "cadres.withdraw_appraisal_scheme": "停用考核方案",
        "cadres.add_appraisal_round": "新建考核轮次",
        "cadres.change_appraisal_round": "修改考核轮次、生成考核表",
        "cadres.open_appraisal_round": "启动考核填报",
        "cadres.start_appraisal_round": "开始评分",
        "cadres.tally_appraisal_round": "停止评分并核算",
        "cadres.reopen_appraisal_round": "恢复评分",
        "cadres.announce_appraisal_round": "公示考核结果",
        "cadres.recall_appraisal_round": "撤回考核公示",
        "cadres.approve_appraisal_round": "登记考核结果的审定",
        "cadres.send_back_appraisal_round": "将考核退回核算",
        "cadres.publish_appraisal_round": "公布考核结果",
        "cadres.cancel_appraisal_round": "取消考核轮次",
        "cadres.fill_appraisal_round": "按统计指标取数",
        "cadres.seat_appraisal_assessor": "登记评委",
        "cadres.call_appraisal_sheet": "现场述职时请下一位述职",
        "cadres.return_appraisal_report": "退回书面述职",
        "cadres.exempt_appraisal_sheet": "将对象列为不参加考核",
        "cadres.mark_appraisal_sheet": "登记考核办评定的得分",
        "cadres.visit_appraisal_sheet": "登记实地考察",
        "cadres.adjust_appraisal_sheet": "提出等次调整",
        "cadres.correct_appraisal_sheet": "更正已公布的考核结果",
        "cadres.decide_appraisal_adjustment": "复核他人提出的等次调整",
        "cadres.decide_appraisal_objection": "答复考核异议",
        "cadres.feed_back_appraisal_sheet": "反馈已公布的考核结果",
        "cadres.use_appraisal_sheet": "登记考核结果运用",
        "cadres.rectify_appraisal_sheet": "列入整顿、登记整顿完成",
        "cadres.record_appraisal_opinion": "登记对考核结果的意见；审阅人只登记组织部门的意见",
        "cadres.report_appraisal_sheet": "提交书面述职和自评",
        "cadres.evidence_appraisal_sheet": "引用佐证材料",
        "cadres.object_appraisal_sheet": "登记对考核结果的异议",
    },
)
