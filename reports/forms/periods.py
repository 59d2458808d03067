"""Forms of the periods."""

from __future__ import annotations

from django import forms

from league.core.dates import Period, PeriodError, today
from league.core.forms import ScopedForm


class PeriodField(forms.CharField):
    """A period's code, cleaned to a Period that has begun."""

    def clean(self, value):
        try:
            period = Period.parse(super().clean(value))
        except PeriodError as error:
            raise forms.ValidationError(str(error)) from error
        if period.first > today():
            raise forms.ValidationError(f"{period.label}还没有开始，不能统计。")
        return period


class NewPeriodForm(ScopedForm):
    period = PeriodField(
        label="统计期", max_length=10, help_text="年份写 2023，半年写 2023-H1，季度写 2023-Q4，月份写 2023-12。"
    )


class CorrectionForm(ScopedForm):
    reason = forms.CharField(label="更正理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
