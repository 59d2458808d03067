"""Form pages: create and update one row, each through its service, each post once."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import NamedTuple
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from league.core.access import narrowed
from league.core.cells import as_text
from league.core.crypto import EncryptedField
from league.core.forms import ScopedModelForm
from league.core.history import history_of
from league.core.submissions import Outcome, earlier_outcome, key_of, run_once
from league.core.versions import VersionConflict
from league.core.views.base import Page, get_permitted_or_404


class Refused(Exception):
    """The form cannot be performed; its errors say why. Raised to leave the transaction without a trace."""

    def __init__(self, form):
        super().__init__(str(form.errors))
        self.form = form


class Overtaken(Refused):
    """Somebody saved the row after this edit began."""


class FormPage(Page):
    """Shows `form_class`, and on a valid post calls ``form.perform(actor)``."""

    form_class = None
    template_name = "components/form_page.html"
    submit_label = "保存"
    done = "已保存：{object}。"

    def get_form_kwargs(self) -> dict:
        """Arguments of the form besides its data: user, initial, and the page's object as `instance` or `obj`."""
        kwargs = {"user": self.request.user, "initial": self.get_initial()}
        obj = getattr(self, "object", None)
        if issubclass(self.form_class, ScopedModelForm):
            # A copy: cleaning the form writes into its instance, and the page still speaks of the stored row.
            return kwargs | {"instance": copy(obj)}
        return kwargs | {"obj": obj}

    def get_initial(self) -> dict:
        """Values the address gives in advance, e.g. ``?parent=430421100``."""
        return {name: value for name, value in self.request.GET.items() if name in self.form_class.base_fields}

    def get_form(self, *, bound: bool = False):
        """The form; `bound` to the post's data."""
        data = (self.request.POST, self.request.FILES) if bound else ()
        return self.form_class(*data, **self.get_form_kwargs())

    def get_done(self, result) -> Outcome:
        """Where a successful post leads, and what is said there."""
        return Outcome(result.get_absolute_url(), self.done.format(object=result))

    def get_cancel_url(self) -> str:
        """Where one goes without saving; empty hides the link."""
        obj = getattr(self, "object", None)
        return obj.get_absolute_url() if obj is not None else ""

    def perform(self, form):
        """Do what the form stands for; return the object to go on to."""
        return form.perform(self.request.user)

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """The empty form, or the row's."""
        return self.show(self.get_form())

    def post(self, request, *args, **kwargs) -> HttpResponse:
        """Perform once; the same post again leads to the first one's result."""
        key = key_of(request.POST.get("submission", ""))
        if earlier := earlier_outcome(key, request.user):
            return self.leave(earlier)
        try:
            return self.leave(run_once(key, request.user, self.act))
        except Overtaken as overtaken:
            return self.show(overtaken.form, status=409, conflict=conflict_of(overtaken.form, self.object))
        except Refused as refused:
            return self.show(refused.form)

    def act(self) -> Outcome:
        """Validate and perform inside the transaction; a service's refusal is shown on the form."""
        form = self.get_form(bound=True)
        if not form.is_valid():
            raise Refused(form)
        return self.get_done(refuse_in_words(form, lambda: self.perform(form)))

    def leave(self, outcome: Outcome) -> HttpResponse:
        """Go on to the result."""
        messages.success(self.request, outcome.message)
        return HttpResponseRedirect(outcome.url)

    def show(self, form, *, status: int = 200, **extra) -> HttpResponse:
        """The page with the form."""
        context = self.get_context() | {
            "form": form,
            "submission": self.request.POST.get("submission") or uuid4(),
            "submit_label": self.submit_label,
            "cancel_url": self.get_cancel_url(),
            "conflict": None,
        }
        return render(self.request, self.template_name, context | extra, status=status)


def refuse_in_words(form, act: Callable):
    """Call a service; turn what it refuses into errors of the form."""
    try:
        return act()
    except ValidationError as error:
        refuse(form, error)
        raise Refused(form) from error
    except VersionConflict as error:
        form.add_error(None, str(error))
        raise Refused(form) from error
    except IntegrityError as error:
        form.add_error(None, "刚才有人保存了与此冲突的数据，本次未保存。请核对后再提交。")
        raise Refused(form) from error


def refuse(form, error: ValidationError) -> None:
    """Put a service's refusal on the form: on its field where the form has it, above the form otherwise."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields and name != NON_FIELD_ERRORS else None, errors)


class Difference(NamedTuple):
    """A field in which the two editors differ."""

    label: str
    mine: str
    theirs: str


def conflict_of(form, stored: models.Model) -> dict:
    """Who saved the row meanwhile, and both values of every field that differs. The form may then be sent again: it
    takes over the stored revision, and keeps what was typed."""
    differences = []
    for name in form.changed_data:
        field = form.fields[name]
        if name != "revision":
            theirs = shown_value(stored, name)
            differences.append(
                Difference(field.label, in_words(field, form.cleaned_data[name]), in_words(field, theirs))
            )
    form.data = form.data.copy()
    form.data[form.add_prefix("revision")] = form.stored_revision
    return {"last": next(iter(history_of(stored, limit=1)), None), "differences": differences}


def shown_value(stored: models.Model, name: str):
    """The row's value of that name as a page may show it: a sealed one stays masked."""
    value = getattr(stored, name, None)
    sealed = next((one for one in stored._meta.concrete_fields if one.name == name), None)
    return sealed.masked(value) if isinstance(sealed, EncryptedField) else value


def in_words(field: forms.Field, value) -> str:
    """A form value as a person reads it."""
    labels = {} if isinstance(field, forms.ModelChoiceField) else dict(getattr(field, "choices", ()))
    return as_text(labels.get(value, value))


class ScopedCreateView(FormPage):
    """Declare `model`, `form_class`, `permission`, `title`. Values may be given in the address."""

    model = None


class ScopedUpdateView(FormPage):
    """Declare `model`, `form_class`, `permission`; `title` only where ``修改：<row>`` does not fit.

    The row is locked before the form is checked; an edit that somebody overtook answers 409 with both values side by
    side, and what was typed stays in the form.
    """

    model = None

    def get_queryset(self) -> models.QuerySet:
        """The rows among which the object is looked for."""
        return self.model._default_manager.all()

    def open(self) -> None:
        """Load the object through the door."""
        self.object = get_permitted_or_404(self.get_queryset(), self.kwargs["pk"], self.request.user, self.permission)

    def get_title(self) -> str:
        """``修改：<row>`` unless the page has a title."""
        return self.title or f"修改：{self.object}"

    def act(self) -> Outcome:
        """As every form, but on the row as it stands under the lock."""
        rows = narrowed(self.get_queryset(), self.request.user)
        self.object = rows.select_for_update(of=("self",)).get(pk=self.object.pk)
        return super().act()

    def perform(self, form):
        """Refuse an edit that began from an older revision."""
        if getattr(form, "is_overtaken", False):
            raise Overtaken(form)
        return super().perform(form)
