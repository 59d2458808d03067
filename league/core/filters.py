"""What a list and its API may be narrowed by: declared once, asked by both."""

from __future__ import annotations

import django_filters
from django import forms

from league.core.access import narrowed
from league.core.cells import as_text
from league.core.forms import ReferenceField, native_dates


class SearchFilter(django_filters.CharFilter):
    """Search by name, pinyin or initials. The search key is lower-case, so `contains` needs no folding."""

    def __init__(self, field_name="search_key", *, label="名称、拼音或首字母", **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "search", "placeholder": label}))
        super().__init__(field_name=field_name, lookup_expr="contains", label=label, **kwargs)

    def filter(self, queryset, value):
        return super().filter(queryset, value.strip().lower() if value else value)


class ReferenceFilter(django_filters.ModelChoiceFilter):
    """Choose a row by a search-as-you-type field: ``ReferenceFilter(queryset=Unit.objects.all(), lookup="unit")``."""

    field_class = ReferenceField


class SubtreeFilter(ReferenceFilter):
    """Rows at or below a node of the organisation tree."""

    def filter(self, queryset, value):
        return queryset.below(value.path) if value else queryset


class ScopedFilterSet(django_filters.FilterSet):
    """Base of every filter set: whatever can be chosen lies inside the user's scope."""

    def __init__(self, data=None, queryset=None, *, user=None, request=None, **kwargs):
        super().__init__(data, queryset, request=request, **kwargs)
        self.user = user if user is not None else request.user
        for item in self.filters.values():
            # No filter of ours multiplies rows; DISTINCT would compare whole rows to find that out.
            item.distinct = False
            if isinstance(item, django_filters.ModelChoiceFilter | django_filters.ModelMultipleChoiceFilter):
                item.queryset = narrowed(item.queryset, self.user)

    def get_form_class(self):
        form_class = super().get_form_class()
        native_dates(form_class.base_fields.values())
        return form_class

    def criteria(self) -> list[str]:
        """The conditions in force in words, e.g. ``类型=村``, ``名称含“东”``."""
        if not self.form.is_valid():
            return []
        return [
            phrase(item.label, item, self.form.fields[name], value)
            for name, item in self.filters.items()
            if (value := self.form.cleaned_data.get(name)) not in (None, "", []) and not _is_empty(value)
        ]


def _is_empty(value) -> bool:
    return hasattr(value, "exists") and not value


def phrase(label: str, item: django_filters.Filter, field: forms.Field, value) -> str:
    """One condition in words."""
    if isinstance(item, SearchFilter):
        return f"名称含“{value}”"
    if isinstance(value, slice):
        return f"{label}{as_text(value.start)}至{as_text(value.stop)}"
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        labels = {str(key): text for key, text in field.choices}
        chosen = value if isinstance(value, list | tuple) else [value]
        return f"{label}={'、'.join(str(labels.get(str(one), one)) for one in chosen)}"
    if hasattr(value, "all"):
        return f"{label}={'、'.join(map(str, value))}"
    signs = {"gte": "不早于", "lte": "不晚于", "gt": "大于", "lt": "小于"}
    return f"{label}{signs.get(item.lookup_expr, '=')}{as_text(value)}"
