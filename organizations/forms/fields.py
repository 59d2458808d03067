"""Fields that the forms of the register share: the effective day, its basis, and lists of rows by their codes."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date

from league.core.dates import today
from league.core.forms import ReferenceField, ScopedForm
from organizations.models import Organization

# More choices than this are typed as codes instead of ticked.
TICKED = 200


def not_in_the_future(day: date) -> None:
    """The register says what is; what is only planned is not entered before its day."""
    if day > today():
        raise ValidationError("日期不能晚于今天，请在生效当日或之后办理。")


def day_asked(request) -> date:
    """``?on=``; today without it or with nonsense."""
    try:
        return parse_date(request.GET.get("on", "")) or today()
    except ValueError:
        return today()


class EffectiveDayField(forms.DateField):
    """生效日期: a day that has come."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "生效日期")
        kwargs.setdefault("validators", [not_in_the_future])
        super().__init__(**kwargs)


class BasisForm(ScopedForm):
    """What every change of the tree needs: from when, why, and by which document."""

    on = EffectiveDayField()
    reason = forms.CharField(label="事由", max_length=200)
    document = forms.CharField(label="文号", max_length=100, help_text="例如：团县字〔2024〕1号")

    # Fields of a form below go between its own and the basis.
    field_order: list[str] = []

    @property
    def basis(self) -> dict:
        """on, reason and document for the service."""
        return {name: self.cleaned_data[name] for name in ("on", "reason", "document")}


def organization_field(label: str, **kwargs) -> ReferenceField:
    """Choose an organisation by name, pinyin or code."""
    return ReferenceField(
        Organization.objects.filter(dissolved_on__isnull=True), lookup="organization", label=label, **kwargs
    )


class CodeListField(forms.CharField):
    """Rows by their codes, one a line: for lists too long to tick."""

    widget = forms.Textarea(attrs={"rows": 8})

    def __init__(self, queryset, **kwargs):
        self.queryset = queryset
        kwargs.setdefault("help_text", "每行一个编码。")
        super().__init__(**kwargs)

    def clean(self, value):
        codes = list(dict.fromkeys(super().clean(value).replace("，", " ").replace(",", " ").split()))
        found = {row.code: row for row in self.queryset.filter(code__in=codes)}
        missing = [code for code in codes if code not in found]
        if missing:
            raise ValidationError(f"没有这些编码，或不在可选范围内：{'、'.join(missing[:10])}。")
        return [found[code] for code in codes]


def rows_field(queryset, *, label: str) -> forms.Field:
    """A field for several rows: ticked while they are few, typed as codes when they are many."""
    if queryset.count() > TICKED:
        return CodeListField(queryset, label=label, required=False)
    return forms.ModelMultipleChoiceField(queryset, label=label, required=False, widget=forms.CheckboxSelectMultiple)
