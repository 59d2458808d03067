"""The vocabularies of money and goods; docs/funds.md holds the same table of states for people."""

from enum import nonmember

from django.db import models

from league.core.states import StateMachine


class Raiser(models.TextChoices):
    """筹措主体: two kinds of raisers, whose figures are told apart."""

    LEAGUE = "league", "团组织"
    SOCIAL = "social", "团属社会组织"


class DonorKind(models.TextChoices):
    """捐赠方类别. A private person's name is masked; of a collection by many nobody is named."""

    PERSON = "person", "个人"
    CROWD = "crowd", "众人募集"
    ENTERPRISE = "enterprise", "企业"
    PUBLIC_BODY = "public_body", "机关事业单位"
    SOCIAL_BODY = "social_body", "社会组织和基金会"
    ANONYMOUS = "anonymous", "匿名"

    # These have a name that the public notice gives in full.
    named = nonmember(("enterprise", "public_body", "social_body"))


class Asset(models.TextChoices):
    """形式: money and goods have balances of their own and are never added."""

    MONEY = "money", "资金"
    GOODS = "goods", "物资"

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"money": "primary", "goods": "info"}[self.value]


class GrantUse(models.TextChoices):
    """用途 of a grant; figures tell them apart."""

    SCHOLARSHIP = "scholarship", "助学"
    RELIEF = "relief", "慰问"
    CARE = "care", "困难帮扶"
    PROJECT = "project", "项目支出"
    OTHER = "other", "其他用途"


class RecipientKind(models.TextChoices):
    """受助对象. Who is a minor by the kind is counted and never named."""

    LEFT_BEHIND = "left_behind", "留守儿童"
    PUPILS = "pupils", "困难中小学生"
    SPECIAL = "special", "特殊青少年群体"
    STUDENTS = "students", "困难大学生"
    MEMBERS = "members", "困难团员"
    YOUTH = "youth", "困难青年"
    WORKERS = "workers", "一线工作者"
    COURIERS = "couriers", "新就业群体"
    ELDERLY = "elderly", "老人"
    UNITS = "units", "学校、村等集体"

    by_number = nonmember(("left_behind", "pupils", "special"))


class CareKind(models.TextChoices):
    """关爱方式."""

    VISIT = "visit", "上门走访"
    COMPANY = "company", "结对陪伴"
    COUNSEL = "counsel", "心理关怀"
    TUITION = "tuition", "学业辅导"
    MATERIAL = "material", "物质帮助"
    OTHER = "other", "其他方式"


class GrantAction(models.TextChoices):
    """发放办理事项. Applying again and withdrawing are the applicant's, the rest is done by those who keep the fund."""

    REVIEW = "review", "初审"
    CHECK = "check", "复核"
    PUBLICIZE = "publicize", "公示"
    APPROVE = "approve", "审定"
    PAY = "pay", "发放"
    RETURN = "return", "退回补正"
    RESUBMIT = "resubmit", "重新申请"
    REJECT = "reject", "不予发放"
    REVOKE = "revoke", "撤销审定"
    UNPAY = "unpay", "撤销发放"
    WITHDRAW = "withdraw", "撤回申请"

    of_applicant = nonmember(("resubmit", "withdraw"))
    # 审批: not by an account that applied or did the first review (经办).
    of_second_hand = nonmember(("check", "approve"))

    @property
    def permission(self) -> str:
        """The right that the action asks for."""
        return f"activities.{self.value}_grant"

    @property
    def needs_reason(self) -> bool:
        """Whether somebody will ask why."""
        return self.value in ("return", "reject", "revoke", "unpay", "withdraw")


class GrantState(StateMachine, models.TextChoices):
    """发放状态. `transitions` is the whole state machine: services, buttons and API ask nothing else."""

    APPLIED = "applied", "已申请"
    REVIEWED = "reviewed", "初审通过"
    CHECKED = "checked", "复核通过"
    PUBLICIZED = "publicized", "公示中"
    APPROVED = "approved", "已审定"
    PAID = "paid", "已发放"
    RETURNED = "returned", "退回补正"
    REJECTED = "rejected", "不予发放"
    WITHDRAWN = "withdrawn", "已撤回"

    action_class = nonmember(GrantAction)
    subject = nonmember("这笔发放")
    way = nonmember("（依次为：申请、初审、复核、公示、审定、发放）")
    course = nonmember(("applied", "reviewed", "checked", "publicized", "approved", "paid"))
    transitions = nonmember(
        {
            "applied": {"review": "reviewed", "return": "returned", "reject": "rejected", "withdraw": "withdrawn"},
            "reviewed": {"check": "checked", "return": "returned", "reject": "rejected"},
            "checked": {"publicize": "publicized", "return": "returned", "reject": "rejected"},
            "publicized": {"approve": "approved", "return": "returned", "reject": "rejected"},
            "approved": {"pay": "paid", "revoke": "returned"},
            "paid": {"unpay": "approved"},
            "returned": {"resubmit": "applied", "reject": "rejected", "withdraw": "withdrawn"},
            "rejected": {},
            "withdrawn": {},
        }
    )
    # The fund's balance is reduced by these.
    committed = nonmember(("approved", "paid"))
    # Figures count these alone.
    counted = nonmember(("paid",))
    editable = nonmember(("applied", "returned"))
    open = nonmember(("applied", "reviewed", "checked", "publicized", "approved", "returned"))

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {
            "applied": "info", "reviewed": "info", "checked": "info", "publicized": "primary", "approved": "primary",
            "paid": "success", "returned": "warning", "rejected": "danger",
        }.get(self.value, "secondary")  # fmt: skip


class MatchState(models.TextChoices):
    """对账状态 of a bank line on the day one looks."""

    MATCHED = "matched", "已对上"
    PROPOSED = "proposed", "有建议"
    UNMATCHED = "unmatched", "未对上"

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"matched": "success", "proposed": "info", "unmatched": "warning"}[self.value]
