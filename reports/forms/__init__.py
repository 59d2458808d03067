"""Forms of the figures, a file for each noun."""

from reports.forms.own_indicators import OwnIndicatorForm, RetireForm
from reports.forms.periods import CorrectionForm, NewPeriodForm

__all__ = ["CorrectionForm", "NewPeriodForm", "OwnIndicatorForm", "RetireForm"]
