"""Bases of all forms: choices inside the scope, native date fields, and the revision an edit began from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from league.core.access import narrowed


def native_dates(fields: Iterable[forms.Field]) -> None:
    """Let the browser's own calendar fill the day fields."""
    for field in fields:
        if isinstance(field, forms.DateField) and isinstance(field.widget, forms.DateInput):
            field.widget.input_type = "date"
            field.widget.format = "%Y-%m-%d"


class ScopedFormMixin:
    """Takes `user`; narrows every choice of rows to the user's scope. `obj` is the row a service acts on, if any.

    `perform(actor)` calls the one service the form stands for and returns what the user is to see next: an object
    with a page, or a JobRun. Fields of reference data without a scope are named in `unscoped`.
    """

    unscoped: tuple[str, ...] = ()

    def __init__(self, *args, user, obj=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.obj = user, obj
        native_dates(self.fields.values())
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField) and name not in self.unscoped:
                field.queryset = narrowed(field.queryset, user)

    def perform(self, actor) -> Any:
        """Call the service with `cleaned_data`."""
        raise NotImplementedError(f"{type(self).__name__}.perform")


class ScopedForm(ScopedFormMixin, forms.Form):
    """A form that stands for a service."""


class ScopedModelForm(ScopedFormMixin, forms.ModelForm):
    """A form over one row. Over a model with `revision` it carries the one the edit began from."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and hasattr(self.instance, "revision"):
            self.fields["revision"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=self.instance.revision, required=False
            )
            # What stands in the database now; cleaning the form overwrites the instance.
            self.stored_revision = self.instance.revision
        else:
            self.stored_revision = None

    @property
    def is_overtaken(self) -> bool:
        """Whether somebody saved the row after this edit began. Ask after is_valid()."""
        began_from = self.cleaned_data.get("revision")
        return self.stored_revision is not None and began_from is not None and began_from != self.stored_revision

    def changes(self) -> dict[str, Any]:
        """The fields the user changed, with their new values."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name != "revision"}
