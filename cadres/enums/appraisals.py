"""The vocabularies of appraisal, and its state machines; docs/appraisal.md holds the same tables for people."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP
from enum import nonmember

from django.db import models

from league.core.states import StateMachine


class SchemeKind(models.TextChoices):
    """考核类别: both run on the same engine."""

    REVIEW = "review", "述职评议考核"
    STAR = "star", "对标定级"

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"review": "primary", "star": "warning"}[self.value]


class SchemeAction(models.TextChoices):
    """办理事项 of a scheme."""

    ISSUE = "issue", "印发"
    REPLACE = "replace", "由新版代替"
    WITHDRAW = "withdraw", "停用"

    @property
    def needs_reason(self) -> bool:
        """Whether somebody will ask why."""
        return self.value == "withdraw"

    @property
    def permission(self) -> str:
        """The right that the action asks for."""
        return f"cadres.{self.value}_appraisal_scheme"


class SchemeState(StateMachine, models.TextChoices):
    """方案状态. From 已印发 on nothing in the scheme changes; a correction is a new version."""

    DRAFT = "draft", "拟定中"
    ISSUED = "issued", "已印发"
    REPLACED = "replaced", "已被新版代替"
    WITHDRAWN = "withdrawn", "已停用"

    action_class = nonmember(SchemeAction)
    subject = nonmember("该方案")
    transitions = nonmember(
        {
            "draft": {"issue": "issued"},
            "issued": {"replace": "replaced", "withdraw": "withdrawn"},
            "replaced": {},
            "withdrawn": {},
        }
    )

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"draft": "secondary", "issued": "success", "replaced": "info", "withdrawn": "warning"}[self.value]


class MethodKind(models.TextChoices):
    """考核方式. Source of the four: the county's article; a 对标定级 scheme has aspects instead."""

    DAILY = "daily", "日常考核"
    ON_SITE = "on_site", "现场述职"
    WRITTEN = "written", "书面述职"
    VISIT = "visit", "实地考察"
    ASPECT = "aspect", "定级方面"


class ItemKind(models.TextChoices):
    """项目性质."""

    SCORED = "scored", "计分项"
    BONUS = "bonus", "加分项"
    VETO = "veto", "一票否决项"


class ItemSource(models.TextChoices):
    """得分来源 of an item."""

    INDICATOR = "indicator", "按指标自动计分"
    OFFICE = "office", "由考核办评定"
    SELF_REPORT = "self_report", "评阅书面述职"
    SITE_VISIT = "site_visit", "实地查看"
    PANEL = "panel", "评委现场评分"

    # Filled by assessors, one score each; the others hold one value of a sheet.
    scored = nonmember(("self_report", "site_visit", "panel"))
    single = nonmember(("indicator", "office"))


class ScoreMean(models.TextChoices):
    """平均办法 of several assessors' scores."""

    PLAIN = "plain", "平均分"
    TRIMMED = "trimmed", "去掉一个最高分和一个最低分后的平均分"


class QuotaRounding(models.TextChoices):
    """名额取整 of a quota that is no whole number."""

    DOWN = "down", "舍去小数"
    HALF_UP = "half_up", "四舍五入"
    UP = "up", "有小数即进一"

    @property
    def mode(self) -> str:
        """The rounding of the decimal module."""
        return {"down": ROUND_FLOOR, "half_up": ROUND_HALF_UP, "up": ROUND_CEILING}[self.value]


class RoundAction(models.TextChoices):
    """办理事项 of a round."""

    OPEN = "open", "启动填报"
    START = "start", "开始评分"
    TALLY = "tally", "停止评分并核算"
    REOPEN = "reopen", "恢复评分"
    ANNOUNCE = "announce", "公示结果"
    RECALL = "recall", "撤回公示"
    APPROVE = "approve", "审定"
    SEND_BACK = "send_back", "退回核算"
    PUBLISH = "publish", "公布"
    CANCEL = "cancel", "取消本轮"

    @property
    def needs_reason(self) -> bool:
        """Whether somebody will ask why."""
        return self.value in ("reopen", "recall", "send_back", "cancel")

    @property
    def permission(self) -> str:
        """The right that the action asks for."""
        return f"cadres.{self.value}_appraisal_round"


class RoundState(StateMachine, models.TextChoices):
    """考核轮次状态. `transitions` is the whole state machine."""

    DRAFT = "draft", "拟定中"
    OPEN = "open", "填报中"
    SCORING = "scoring", "评分中"
    TALLIED = "tallied", "已核算"
    ANNOUNCED = "announced", "公示中"
    APPROVED = "approved", "已审定"
    PUBLISHED = "published", "已公布"
    CANCELLED = "cancelled", "已取消"

    action_class = nonmember(RoundAction)
    subject = nonmember("该轮考核")
    way = nonmember("（依次为：填报、评分、核算、公示、审定、公布）")
    transitions = nonmember(
        {
            "draft": {"open": "open", "cancel": "cancelled"},
            "open": {"start": "scoring", "cancel": "cancelled"},
            "scoring": {"tally": "tallied", "cancel": "cancelled"},
            "tallied": {"tally": "tallied", "reopen": "scoring", "announce": "announced", "cancel": "cancelled"},
            "announced": {"recall": "tallied", "approve": "approved"},
            "approved": {"send_back": "tallied", "publish": "published"},
            "published": {},
            "cancelled": {},
        }
    )
    # Sheets are made, taken out and filled.
    filling = nonmember(("draft", "open", "scoring"))
    # Those who were appraised read their result.
    told = nonmember(("announced", "approved", "published"))
    # Grades are changed by hand, objections are decided.
    judging = nonmember(("tallied", "announced"))
    frozen = nonmember(("published", "cancelled"))
    under_way = nonmember(("draft", "open", "scoring", "tallied", "announced", "approved"))

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {
            "open": "info", "scoring": "primary", "tallied": "primary", "announced": "warning", "approved": "success",
            "published": "success",
        }.get(self.value, "secondary")  # fmt: skip


class ResultStatus(models.TextChoices):
    """核算情况 of one sheet."""

    GRADED = "graded", "已定等次"
    INCOMPLETE = "incomplete", "未评齐"
    BELOW_FLOOR = "below_floor", "参评率不足，评分无效"

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"graded": "success", "incomplete": "warning", "below_floor": "danger"}[self.value]


class AdjustmentAction(models.TextChoices):
    """办理事项 of a grade changed by hand; always by somebody else than the one who proposed it."""

    CONFIRM = "confirm", "复核同意"
    REFUSE = "refuse", "复核不同意"
    # Taken by a new tally alone: the grades of before do not hold any more.
    LAPSE = "lapse", "重新核算后失效"


class AdjustmentState(StateMachine, models.TextChoices):
    """等次调整状态."""

    PROPOSED = "proposed", "待复核"
    CONFIRMED = "confirmed", "已生效"
    REFUSED = "refused", "未同意"
    LAPSED = "lapsed", "已失效"

    action_class = nonmember(AdjustmentAction)
    subject = nonmember("该项等次调整")
    transitions = nonmember(
        {
            "proposed": {"confirm": "confirmed", "refuse": "refused", "lapse": "lapsed"},
            "confirmed": {"lapse": "lapsed"},
            "refused": {},
            "lapsed": {},
        }
    )

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"proposed": "warning", "confirmed": "success"}.get(self.value, "secondary")


class ObjectionAction(models.TextChoices):
    """办理事项 of an objection."""

    UPHOLD = "uphold", "异议成立"
    REJECT = "reject", "异议不成立"
    WITHDRAW = "withdraw", "撤回异议"


class ObjectionState(StateMachine, models.TextChoices):
    """异议状态."""

    RAISED = "raised", "待处理"
    UPHELD = "upheld", "异议成立"
    REJECTED = "rejected", "异议不成立"
    WITHDRAWN = "withdrawn", "已撤回"

    action_class = nonmember(ObjectionAction)
    subject = nonmember("该项异议")
    transitions = nonmember(
        {
            "raised": {"uphold": "upheld", "reject": "rejected", "withdraw": "withdrawn"},
            "upheld": {},
            "rejected": {},
            "withdrawn": {},
        }
    )

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"raised": "warning", "upheld": "danger", "rejected": "success", "withdrawn": "secondary"}[self.value]


class FeedbackTarget(models.TextChoices):
    """反馈对象."""

    PARTY = "party", "同级党组织"
    DEPARTMENT = "department", "党委组织部门"
    APPRAISED = "appraised", "被考核团组织"


class ResultUse(models.TextChoices):
    """结果运用. Source: the county's article (评优, 选拔任用, 指标性工作)."""

    HONOUR = "honour", "评优评先"
    PROMOTION = "promotion", "选拔任用"
    TASK = "task", "指标性工作"
    OTHER = "other", "其他"
