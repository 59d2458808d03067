"""The page that shows sealed values in full: with a reason, once, kept nowhere."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from league.core.submissions import Outcome
from league.core.views.editing import ScopedUpdateView


class DisclosingView(ScopedUpdateView):
    """`form_class` asks for the `reason`; its `perform` records the event and returns rows with `label` and `value`.

    The values go into this one answer, not into a message, a session or the note of the post; the same post sent again
    leads back to the row.
    """

    submit_label = "显示"
    shown: list | None = None

    def get_title(self):
        """Whose."""
        return f"查看完整信息：{self.object}"

    def perform(self, form):
        """Keep the values for the answer."""
        self.shown = form.perform(self.request.user)
        self.reason = form.cleaned_data["reason"]
        return self.object

    def get_done(self, result):
        """What the note of the post says."""
        return Outcome(result.get_absolute_url(), "完整信息只显示一次；需要再看的，请重新写明事由。")

    def leave(self, outcome) -> HttpResponse:
        """Show the values instead of going on."""
        if self.shown is None:
            return super().leave(outcome)
        context = self.get_context() | {"shown": self.shown, "reason": self.reason}
        return render(self.request, "components/disclosed.html", context)

    def dispatch(self, request, *args, **kwargs):
        """No cache keeps an answer of this page."""
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response
