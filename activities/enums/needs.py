"""The vocabularies of needs (急难愁盼); docs/needs.md holds the same table of states for people."""

from enum import nonmember

from django.db import models

from league.core.states import StateMachine


class NeedCategory(models.TextChoices):
    """诉求类别."""

    JOB = "job", "就业创业"
    HOUSING = "housing", "住房安居"
    MARRIAGE = "marriage", "婚恋交友"
    SCHOOLING = "schooling", "教育托管"
    MIND = "mind", "心理健康"
    HEALTH = "health", "医疗卫生"
    HARDSHIP = "hardship", "困难帮扶"
    RIGHTS = "rights", "权益维护"
    ROADS = "roads", "出行和基础设施"
    CULTURE = "culture", "文体生活"
    OTHER = "other", "其他诉求"


class RaiserKind(models.TextChoices):
    """反映人身份. A minor is not named."""

    YOUTH = "youth", "青年"
    RESIDENT = "resident", "村（居）民"
    PARENT = "parent", "家长"
    TEACHER = "teacher", "教师"
    COURIER = "courier", "新就业群体"
    MINOR = "minor", "未成年人"
    OTHER = "other", "其他身份"


class NeedAction(models.TextChoices):
    """诉求办理事项."""

    ASSIGN = "assign", "交办"
    POSTPONE = "postpone", "延期"
    SOLVE = "solve", "登记解决"
    REFUSE = "refuse", "登记不予办理"
    TELL = "tell", "告知反映人"
    REOPEN = "reopen", "重新办理"

    @property
    def permission(self) -> str:
        """The right that the action asks for."""
        return f"activities.{self.value}_need"


class NeedState(StateMachine, models.TextChoices):
    """诉求状态. `transitions` is the whole state machine: services, buttons and API ask nothing else."""

    RAISED = "raised", "待交办"
    ASSIGNED = "assigned", "办理中"
    SOLVED = "solved", "已解决"
    REFUSED = "refused", "不予办理"
    TOLD = "told", "已告知"

    action_class = nonmember(NeedAction)
    subject = nonmember("该诉求")
    transitions = nonmember(
        {
            "raised": {"assign": "assigned", "refuse": "refused"},
            "assigned": {"solve": "solved", "assign": "assigned", "postpone": "assigned", "refuse": "refused"},
            "solved": {"tell": "told", "reopen": "raised"},
            "refused": {"tell": "told", "reopen": "raised"},
            "told": {"reopen": "raised"},
        }
    )
    # Somebody still has to do something by a day.
    open = nonmember(("raised", "assigned", "solved", "refused"))
    unsettled = nonmember(("raised", "assigned"))
    untold = nonmember(("solved", "refused"))

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {
            "raised": "warning", "assigned": "primary", "solved": "info", "refused": "secondary", "told": "success",
        }[self.value]  # fmt: skip
