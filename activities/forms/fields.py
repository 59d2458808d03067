"""Fields that the forms of activities share: moments, money in yuan, units by the line, heads of each audience."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from activities.enums import Audience
from league.core.access import narrowed
from league.core.quantities import PersonTimes
from organizations.models import Unit

MOST_UNITS = 100


class MomentField(forms.DateTimeField):
    """A day and a time, filled in by the browser's own means."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class YuanField(forms.DecimalField):
    """Yuan on the screen, fen in the row; empty is unknown."""

    def __init__(self, **kwargs):
        super().__init__(min_value=0, max_digits=11, decimal_places=2, required=False, **kwargs)

    def clean(self, value):
        amount = super().clean(value)
        return None if amount is None else int(amount * 100)

    def prepare_value(self, value):
        return f"{value // 100}.{value % 100:02d}" if isinstance(value, int) else value


class UnitsField(forms.CharField):
    """Units by code or full name, one a line. `user` is set by the form: a unit outside the scope is unknown."""

    widget = forms.Textarea(attrs={"rows": 3})
    user = None

    def prepare_value(self, value):
        return value if isinstance(value, str) or value is None else "\n".join(f"{unit.code} {unit}" for unit in value)

    def clean(self, value) -> list[Unit]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_UNITS:
            raise ValidationError(f"一次最多填{MOST_UNITS}个。")
        rows = narrowed(Unit.objects.all(), self.user)
        codes = {line: line.split()[0] for line in lines}
        by_code = {unit.code: unit for unit in rows.filter(code__in=set(codes.values()))}
        by_name: dict[str, list[Unit]] = {}
        for unit in rows.filter(name__in=[line for line in lines if codes[line] not in by_code]):
            by_name.setdefault(unit.name, []).append(unit)
        found, wrong = [], []
        for line in lines:
            units = [by_code[codes[line]]] if codes[line] in by_code else by_name.get(line, [])
            if len(units) == 1:
                found.append(units[0])
            elif units:
                wrong.append(f"名为“{line}”的单位不止一个，请填编码。")
            else:
                wrong.append(f"没有编码或名称为“{line}”的单位，或者它不在您的管理范围内。")
        if wrong:
            raise ValidationError(wrong)
        return list(dict.fromkeys(found))


def heads_fields() -> dict[str, forms.IntegerField]:
    """One number for each audience: heads_<audience>."""
    return {
        f"heads_{audience}": forms.IntegerField(label=f"{audience.label}（人次）", min_value=0, required=False)
        for audience in Audience
    }


def heads_of(data: dict) -> dict[str, PersonTimes]:
    """What was filled in, by audience."""
    return {
        audience.value: PersonTimes(data[f"heads_{audience}"]) for audience in Audience if data.get(f"heads_{audience}")
    }
