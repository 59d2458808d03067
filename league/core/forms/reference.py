"""Choosing one of thousands of rows: type a few letters, or the code."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.urls import reverse

from league.core.lookups import LOOKUPS, Lookup


class ReferenceWidget(forms.TextInput):
    """A text field with suggestions of its look-up; without scripts a code may be typed."""

    template_name = "django/forms/widgets/reference.html"

    def __init__(self, lookup: str, attrs=None):
        super().__init__({"autocomplete": "off", "spellcheck": "false", **(attrs or {})})
        self.lookup = lookup

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["url"] = f"{reverse('core:lookup', args=[self.lookup])}?field={name}"
        return context


class ReferenceField(forms.ModelChoiceField):
    """``ReferenceField(Unit.objects.all(), lookup="unit", label="单位")``: its text begins with the row's code.

    The look-up is registered in the noun's ``lookups.py``; the queryset may be narrower than what it suggests.
    """

    default_error_messages = {
        "invalid_choice": "没有编码或名称为“%(value)s”的记录，或者它不在您的管理范围内。请从提示中选择，或输入编码。",
        "ambiguous": "名为“%(value)s”的记录不止一条，请从提示中选择，或输入编码。",
    }

    def __init__(self, queryset, *, lookup: str, **kwargs):
        self.lookup_name = lookup
        kwargs.setdefault("widget", ReferenceWidget(lookup))
        kwargs.pop("empty_label", None)
        kwargs.pop("null_label", None)
        kwargs.pop("null_value", None)
        super().__init__(queryset, **kwargs)

    @property
    def lookup(self) -> Lookup:
        """Where the suggestions come from."""
        return LOOKUPS[self.lookup_name]

    def prepare_value(self, value):
        """The text of the field: what was typed, or code and name of the row with that key."""
        if isinstance(value, Model):
            return self.lookup.text_of(value)
        if isinstance(value, int):
            row = self.queryset.filter(pk=value).first()
            return self.lookup.text_of(row) if row else ""
        if isinstance(value, str) and value.isdecimal():
            # A bare code, as an address gives it in advance.
            row = self.lookup.row_of(self.queryset, value)
            return self.lookup.text_of(row) if row else value
        return value

    def to_python(self, value):
        """The row whose code begins the text, or the only one of that name."""
        if value in self.empty_values or isinstance(value, Model):
            return value or None
        text = str(value).strip()
        if not text:
            return None
        row = self.lookup.row_of(self.queryset, text.split()[0])
        if row is None:
            found = list(self.queryset.filter(name=text)[:2]) if hasattr(self.queryset.model, "name") else []
            if len(found) == 2:
                raise ValidationError(self.error_messages["ambiguous"], code="ambiguous", params={"value": text})
            row = found[0] if found else None
        if row is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": text})
        return row

    def has_changed(self, initial, data):
        """Compare rows, not texts."""
        try:
            row = self.to_python(data)
        except ValidationError:
            return True
        key = initial.pk if isinstance(initial, Model) else initial
        return (row.pk if row else None) != (key or None)
