"""One step in the life of a row: each action of a state machine has its form, its right and its address."""

from __future__ import annotations


class StepPage:
    """Mixed in before a form view, with `action` given by the route: ``StepView.as_view(action=action)``.

    Declare `forms` (action to form class), `action` (any, for the route to replace) and the rights by
    `permission_of(action)`. The row's `stage` is its state as an enum mixed with `league.core.states.StateMachine`.
    """

    action = None
    forms: dict = {}
    done = "已登记：{object}。"

    @property
    def form_class(self):
        """The step's form."""
        return self.forms[self.action]

    @staticmethod
    def permission_of(action) -> str:
        """The right that an action asks for."""
        return action.permission

    @property
    def permission(self) -> str:
        """The right of the step."""
        return self.permission_of(self.action)

    def get_step_label(self) -> str:
        """What the step is called for this row."""
        return self.action.label

    def get_title(self) -> str:
        """The step and the row."""
        return f"{self.get_step_label()}：{self.object}"

    def get_context(self) -> dict:
        """Why it cannot be done now, before anything is typed."""
        return super().get_context() | {"refusal": self.object.stage.refusal(self.action)}
