"""The vocabularies of recommendation to the Party (推优入党)."""

from enum import nonmember

from django.db import models

from league.core.states import StateMachine


class RecommendationKind(models.TextChoices):
    """推优类别, the two of 中青发〔2019〕9号."""

    ACTIVIST = "activist", "推荐作入党积极分子"
    CANDIDATE = "candidate", "推荐作党的发展对象"


class RecommendationAction(models.TextChoices):
    """推优办理动作: what moves a dossier from state to state."""

    REVISE = "revise", "修改人选资料"
    AGREE = "agree", "同意召开推优大会"
    HOLD = "hold", "登记支部大会"
    DECIDE = "decide", "登记支委会意见"
    CHECK = "check", "登记上级团委审核"
    PUBLICIZE = "publicize", "登记公示"
    CONCLUDE = "conclude", "登记公示结果"
    HAND_OVER = "hand_over", "报送党支部"
    ACCEPT = "accept", "登记党组织采纳"
    DECLINE = "decline", "登记党组织未采纳"
    FOLLOW = "follow", "登记发展进度"
    REJECT = "reject", "登记未通过"
    STEP_BACK = "step_back", "退回上一步"
    WITHDRAW = "withdraw", "终止推荐"


class RecommendationState(StateMachine, models.TextChoices):
    """推优状态. `transitions` is the whole state machine: services, buttons and the API ask it and nothing else.

    docs/recommendation.md holds the same table for people; a test compares the two.
    """

    PROPOSED = "proposed", "已提出人选"
    AGREED = "agreed", "已同意召开"
    VOTED = "voted", "支部已表决"
    DECIDED = "decided", "支委会已研究"
    CHECKED = "checked", "上级已审核"
    PUBLICIZED = "publicized", "公示中"
    PASSED = "passed", "推优通过"
    HANDED = "handed", "已报送"
    ACCEPTED = "accepted", "已采纳"
    DECLINED = "declined", "未采纳"
    REJECTED = "rejected", "未通过"
    WITHDRAWN = "withdrawn", "已终止"

    # The league organisation still has something to do.
    open = nonmember(("proposed", "agreed", "voted", "decided", "checked", "publicized"))
    # 在有效期内: stands until the Party has decided or the time is over.
    standing = nonmember(("passed", "handed"))
    # 推优成功, whatever the Party made of it.
    recommended = nonmember(("passed", "handed", "accepted", "declined"))
    # The straight way through a dossier, as the stepper shows it.
    course = nonmember(
        ("proposed", "agreed", "voted", "decided", "checked", "publicized", "passed", "handed", "accepted")
    )
    action_class = nonmember(RecommendationAction)
    subject = nonmember("这份推优")
    way = nonmember("（推优依次为：提出人选、同意召开、支部大会、支委会研究、上级审核、公示、报送党支部、党组织反馈）")
    transitions = nonmember(
        {
            "proposed": {"revise": "proposed", "agree": "agreed", "withdraw": "withdrawn"},
            "agreed": {"hold": "voted", "step_back": "proposed", "withdraw": "withdrawn"},
            # The record of the meeting may be mended until the committee has built on it.
            "voted": {
                "hold": "voted", "decide": "decided", "reject": "rejected", "step_back": "agreed",
                "withdraw": "withdrawn",
            },
            "decided": {
                "check": "checked", "reject": "rejected", "step_back": "voted", "withdraw": "withdrawn",
            },
            "checked": {
                "publicize": "publicized", "reject": "rejected", "step_back": "decided", "withdraw": "withdrawn",
            },
            # The notice may be prolonged while it runs.
            "publicized": {
                "publicize": "publicized", "conclude": "passed", "reject": "rejected", "step_back": "checked",
                "withdraw": "withdrawn",
            },
            "passed": {"hand_over": "handed", "step_back": "publicized", "withdraw": "withdrawn"},
            "handed": {
                "accept": "accepted", "decline": "declined", "step_back": "passed", "withdraw": "withdrawn",
            },
            "accepted": {"follow": "accepted", "step_back": "handed"},
            "declined": {"step_back": "handed"},
            "rejected": {},
            "withdrawn": {},
        }
    )  # fmt: skip

    def refusal(self, action: str) -> str:
        """Besides: how to go on after the dossier has ended."""
        if self.transitions[self.value]:
            return super().refusal(action)
        label = RecommendationAction(action).label
        return f"这份推优“{self.label}”，已经办结，不能再“{label}”；需要推荐的，请重新提出人选。"

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {
            "proposed": "info", "passed": "success", "handed": "success", "accepted": "success",
            "declined": "warning", "rejected": "secondary", "withdrawn": "secondary",
        }.get(self.value, "primary")  # fmt: skip
