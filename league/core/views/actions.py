"""A service on one row: form, preview, confirmation."""

from __future__ import annotations

import hashlib

from django.http import HttpResponse

from league.core.forms import ScopedForm
from league.core.views.editing import Refused, ScopedUpdateView, refuse_in_words

# Fields of the page itself, not of what is asked for.
FRAME = {"csrfmiddlewaretoken", "submission", "preview", "edit", "checked"}


def fingerprint(data) -> str:
    """Tells whether two posts ask for the same."""
    asked = sorted((name, values) for name, values in data.lists() if name not in FRAME)
    return hashlib.sha256(repr(asked).encode()).hexdigest()


class ActionView(ScopedUpdateView):
    """Declare `model`, `permission`, `title`, `form_class`; write `preview(form)` and `perform(form)`.

    GET shows the form. A post with ``preview`` in it shows the sentences of `preview(form)` and asks to confirm; any
    other post performs, unless it says what was ``checked`` and says something else now: then it is previewed again.
    A form without fields goes straight to its preview. The row is `self.object`, locked while performing; the form
    gets it as `obj`.
    """

    form_class = ScopedForm
    template_name = "components/action_page.html"
    submit_label = "确认"
    done = "已完成：{object}。"
    tone = "primary"

    def get_title(self) -> str:
        """``<title>：<row>``."""
        return f"{self.title}：{self.object}"

    def preview(self, form) -> list[str]:
        """What will happen, in sentences; empty where there is nothing to say. May raise ValidationError."""
        return []

    def perform(self, form):
        """Call the service on `self.object`; return the object or JobRun to go on to."""
        return form.perform(self.request.user)

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """The form; the preview where there is nothing to fill in."""
        if self.form_class.base_fields:
            return self.show(self.get_form())
        return self.show_preview(self.form_class({}, **self.get_form_kwargs()))

    def post(self, request, *args, **kwargs) -> HttpResponse:
        """Preview, back to the form, or perform."""
        checked = request.POST.get("checked")
        if "preview" in request.POST or (checked and checked != fingerprint(request.POST)):
            return self.show_preview(self.get_form(bound=True))
        if "edit" in request.POST:
            return self.show(self.get_form(bound=True))
        return super().post(request, *args, **kwargs)

    def show_preview(self, form) -> HttpResponse:
        """The sentences and the button that confirms; the form again when it is wrong."""
        if not form.is_valid():
            return self.show(form)
        try:
            sentences = refuse_in_words(form, lambda: self.preview(form))
        except Refused:
            return self.show(form)
        return self.show(form, sentences=sentences, previewed=True, checked=fingerprint(self.request.POST))

    def show(self, form, **extra) -> HttpResponse:
        """The page in one of its two states."""
        extra = {"sentences": [], "previewed": False, "checked": "", "tone": self.tone} | extra
        return super().show(form, **extra)
