"""A page that shows a password or token once, and never again."""

from django.shortcuts import render


class ShownOnce:
    """For form pages whose service returns a secret: it goes into this one answer, not into a message, a session or
    the note of the post. The same post sent again leads to the object, without the secret."""

    secret = ""
    secret_label = ""
    secret_hint = ""

    def leave(self, outcome):
        """Show the secret instead of going on."""
        if not self.secret:
            return super().leave(outcome)
        context = self.get_context() | {
            "secret": self.secret,
            "secret_label": self.secret_label,
            "secret_hint": self.secret_hint,
            "message": outcome.message,
            "next_url": outcome.url,
        }
        response = render(self.request, "accounts/secret.html", context)
        response["Cache-Control"] = "no-store"
        return response
