"""Sealed values in full: with a reason, once, kept nowhere."""

from django.shortcuts import render

from cadres.services.disclosure import Shown
from league.core.submissions import Outcome
from league.core.views import ScopedUpdateView


class RevealView(ScopedUpdateView):
    """The form's service returns the values; they go into this one answer. The same post sent again leads back."""

    submit_label = "显示"
    template_name_shown = "activities/funds/revealed.html"
    shown: list[Shown] | None = None

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

    def leave(self, outcome):
        """Show the values instead of going on."""
        if self.shown is None:
            return super().leave(outcome)
        return render(
            self.request, self.template_name_shown, self.get_context() | {"shown": self.shown, "reason": self.reason}
        )  # fmt: skip

    def dispatch(self, request, *args, **kwargs):
        """No cache keeps an answer of this page."""
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response
