"""One line of a workbook on its way through an import."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

WHOLE_ROW = -1


class Status(StrEnum):
    """What an import would do with a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"

    @property
    def label(self) -> str:
        """As the pages say it."""
        return {"new": "新增", "changed": "变更", "unchanged": "无变化", "rejected": "未通过"}[self.value]


class Row:
    """`values` has one cleaned value for each declared column; where `errors` names a column, the cell as it came.

    `errors`: column position (or WHOLE_ROW) to reason. `current`: the existing row. `place`: the township's code.
    """

    __slots__ = ("current", "errors", "key", "number", "path", "pk", "place", "sheet", "status", "values")

    def __init__(self, sheet: int, number: int, values: list[Any], errors: dict[int, str] | None = None):
        self.sheet, self.number, self.values, self.errors = sheet, number, values, errors
        self.key = self.current = self.status = self.pk = None
        self.place = self.path = ""

    def refuse(self, position: int, reason: str) -> None:
        """Reject the row for a cell; the first reason of a cell stays."""
        if self.errors is None:
            self.errors = {}
        self.errors.setdefault(position, reason)

    def sound(self, position: int) -> bool:
        """Whether the cell was not refused."""
        return self.errors is None or position not in self.errors

    def final(self, position: int) -> Any:
        """The value after the import: the stated one, else the present one; None when nobody knows or it was refused."""
        if self.errors is not None and position in self.errors:
            return None
        value = self.values[position]
        return self.current.values[position] if value is None and self.current is not None else value

    def changes(self, position: int) -> bool:
        """Whether the import changes this field of an existing row."""
        value = self.values[position]
        return value is not None and self.current is not None and value != self.current.values[position]
