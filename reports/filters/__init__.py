"""What the rows behind a figure may be narrowed by, by the model of the rows."""

from reports.filters import activities, appraisals, funds, learning, people, register, service
from reports.filters.register import OwnIndicatorFilter

ROW_FILTERS = (
    register.FILTERS
    | people.FILTERS
    | activities.FILTERS
    | learning.FILTERS
    | funds.FILTERS
    | service.FILTERS
    | appraisals.FILTERS
)

__all__ = ["ROW_FILTERS", "OwnIndicatorFilter"]
