"""The vocabularies of visits to homes that stand idle."""

from enum import nonmember

from django.db import models

from league.core.states import StateMachine


class VisitOutcome(models.TextChoices):
    """走访结论: what became of the home."""

    REVIVED = "revived", "已恢复正常开放"
    MENDED = "mended", "已续签协议或补做检查"
    SUSPEND = "suspend", "建议停用"
    CLOSE = "close", "建议撤销"
    WATCH = "watch", "继续观察"

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"revived": "success", "mended": "success", "suspend": "warning", "close": "danger"}.get(
            self.value, "info"
        )


class VisitAction(models.TextChoices):
    """办理事项 of a visit."""

    RECORD = "record", "登记走访"
    CLOSE = "close", "办结"
    WITHDRAW = "withdraw", "撤回"

    @property
    def permission(self) -> str:
        """The right that the action asks for."""
        return f"organizations.{self.value}_home_visit"


class VisitState(StateMachine, models.TextChoices):
    """走访进度. `transitions` is the whole state machine; docs/youth_homes.md holds the same table for people."""

    ASSIGNED = "assigned", "待走访"
    VISITED = "visited", "已走访待办结"
    CLOSED = "closed", "已办结"
    WITHDRAWN = "withdrawn", "已撤回"

    action_class = nonmember(VisitAction)
    subject = nonmember("该走访任务")
    transitions = nonmember(
        {
            "assigned": {"record": "visited", "withdraw": "withdrawn"},
            "visited": {"close": "closed"},
            "closed": {},
            "withdrawn": {},
        }
    )
    open = nonmember(("assigned", "visited"))

    @property
    def tone(self) -> str:
        """Badge colour."""
        return {"assigned": "warning", "visited": "info", "closed": "success"}.get(self.value, "secondary")
