"""The days that a sheet is asked for."""

from django import forms

from league.core.forms import native_dates


class PeriodForm(forms.Form):
    """From the first day to the last, both inside."""

    first = forms.DateField(label="自")
    last = forms.DateField(label="至（含当日）")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        native_dates(self.fields.values())

    def clean(self):
        """In their order."""
        data = super().clean()
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error("last", "截止日期不能早于起始日期。")
        return data
