"""The vocabularies of volunteering; docs/volunteers.md holds the same table of states for people."""

from enum import nonmember

from django.db import models

from league.core.states import StateMachine


class TeamKind(models.TextChoices):
    """志愿服务队类别."""

    SUMMER = "summer", "三下乡团队"
    LOCAL = "local", "志愿服务队"

    @property
    def tone(self) -> str:
        """Badge colour."""
        return "primary" if self == TeamKind.SUMMER else "info"


class SignUpAction(models.TextChoices):
    """志愿报名办理事项. Moving up, attending and missing are done by the system; cancelling by the volunteer too."""

    PROMOTE = "promote", "候补递补"
    CANCEL = "cancel", "取消报名"
    ATTEND = "attend", "签到"
    MISS = "miss", "登记未到"
    UNDO = "undo", "撤销到场"


class SignUpState(StateMachine, models.TextChoices):
    """志愿报名状态. Whoever came and whoever did not follows from the check-ins alone."""

    SIGNED_UP = "signed_up", "已报名"
    WAITING = "waiting", "候补中"
    CANCELLED = "cancelled", "取消报名"
    ATTENDED = "attended", "已到场"
    ABSENT = "absent", "未到场"

    action_class = nonmember(SignUpAction)
    subject = nonmember("这份报名")
    transitions = nonmember(
        {
            "signed_up": {"cancel": "cancelled", "attend": "attended", "miss": "absent"},
            "waiting": {"promote": "signed_up", "cancel": "cancelled"},
            "cancelled": {},
            "attended": {"undo": "signed_up"},
            "absent": {"attend": "attended"},
        }
    )
    # These hold one of the places.
    seated = nonmember(("signed_up", "attended", "absent"))

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"signed_up": "primary", "waiting": "warning", "attended": "success", "absent": "danger"}.get(
            self.value, "secondary"
        )


class Direction(models.TextChoices):
    """进出方向 of a check-in."""

    IN = "in", "签到"
    OUT = "out", "签退"


class CheckInSource(models.TextChoices):
    """签到来源: who recorded it."""

    DOOR = "door", "扫码自签"
    DESK = "desk", "工作人员代签"
    CORRECTION = "correction", "更正记录"


class Doubt(models.TextChoices):
    """存疑情形: what the detectors look for."""

    OVERLAP = "overlap", "时间重叠"
    LONG_DAY = "long_day", "单日超时"
    BULK = "bulk", "集中代签"
    BACK_FILLED = "back_filled", "事后补录"
    BROKEN = "broken", "签名不符"

    @property
    def tone(self) -> str:
        """Badge colour."""
        return "danger" if self == Doubt.BROKEN else "warning"


class DoubtState(models.TextChoices):
    """存疑处理状态."""

    OPEN = "open", "待核查"
    UPHELD = "upheld", "核减时长"
    CLEARED = "cleared", "核查属实"

    # Hours in these are in no certificate.
    withheld = nonmember(("open", "upheld"))

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"open": "warning", "upheld": "danger"}.get(self.value, "success")
