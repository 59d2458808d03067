"""State machines as vocabularies: which action leads from which state to which, and the sentence when it does not."""

from __future__ import annotations

from typing import Self


class StateMachine:
    """Mixed into TextChoices: ``class HomeState(StateMachine, models.TextChoices)``.

    Declare as nonmembers `transitions` ({state: {action: state}}, the whole machine), `action_class` (the TextChoices of
    the actions), `subject` (该阵地: what is in the state) and, where it helps, `way` (（依次为：…）).
    """

    way = ""

    def after(self, action: str) -> Self | None:
        """The state the action leads to; None when it is not allowed."""
        target = self.transitions[self.value].get(str(action))
        return type(self)(target) if target else None

    def refusal(self, action: str) -> str:
        """Why the action is not allowed now and when it is; empty when it is allowed."""
        if self.after(action):
            return ""
        allowed = "或".join(f"“{state.label}”" for state in type(self) if state.after(action))
        label = self.action_class(action).label
        return f"{self.subject}目前是“{self.label}”，“{label}”只能在{allowed}时办理{self.way}。"

    @property
    def actions(self) -> list:
        """What may be done now, in the order of the working day."""
        return [self.action_class(action) for action in self.transitions[self.value]]
