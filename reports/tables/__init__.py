"""Columns of the lists of rows behind a figure, by the model of the rows."""

from reports.tables import activities, appraisals, funds, learning, people, register, service
from reports.tables.register import OwnIndicatorTable

ROW_TABLES = (
    register.TABLES
    | people.TABLES
    | activities.TABLES
    | learning.TABLES
    | funds.TABLES
    | service.TABLES
    | appraisals.TABLES
)

__all__ = ["ROW_TABLES", "OwnIndicatorTable"]
