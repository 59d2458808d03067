"""What an import would do, row by row: references found, rules checked, every row new, changed, unchanged or rejected.

The same code makes the preview and, under the locks of the commit, decides again against the present database.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from league.core.importing.cleaning import TypedAsNumber
from league.core.importing.columns import Reference
from league.core.importing.importer import Context, Importer
from league.core.importing.lookups import Found
from league.core.importing.rows import Row, Status

KEYS_AT_ONCE = 5000
TAKEN = "这一行不能新增，请核对编码；确实无误的请联系县级团委"


class Plan:
    """The rows of one workbook with their verdicts. `found` maps a reference column's name to code → Found."""

    def __init__(self, importer: Importer, context: Context, rows: list[Row], sheets: list[str]):
        self.importer, self.context, self.rows, self.sheets = importer, context, rows, sheets
        self.found: dict[str, dict[str, Found]] = {}
        self.by_key: dict[Any, Row] = {}
        self.places: dict[str, str] = {}
        # What they name exists outside the scope: they are judged as if it did not.
        self.foreign: list[Row] = []
        # What a noun prepares while checking and needs while writing.
        self.prepared: dict[str, Any] = {}

    def make(self) -> Plan:
        """Decide about every row."""
        self.importer.prepare(self)
        self._find_keys()
        self._find_current()
        self._find_references()
        self._refuse_fixed()
        self.importer.check(self)
        self._refuse_taken()
        for row in self.rows:
            row.status = verdict(row)
        self.importer.check_changes(self, self.of(Status.CHANGED))
        for row in self.rows:
            if row.errors:
                row.status = Status.REJECTED
        return self

    def group(self) -> None:
        """Find every row's township."""
        for row, code, name in self.importer.groups(self):
            row.place = code
            self.places[code] = name

    def of(self, status: Status) -> list[Row]:
        """The rows of one verdict, in the order of the file."""
        return [row for row in self.rows if row.status is status]

    def know(self, name: str, codes: set[str]) -> dict[str, Found]:
        """References of existing rows beside those the file states; the whole dictionary of the column."""
        column = self.importer.columns[self.importer.positions[name]]
        known = self.found.setdefault(name, {})
        if missing := codes - known.keys() - {""}:
            known.update(column.lookup(self.context).by_code(missing))
        return known

    def where(self, row: Row) -> str:
        """第12行, with the sheet's name when there are several."""
        sheet = f"“{self.sheets[row.sheet]}”" if len(self.sheets) > 1 else ""
        return f"{sheet}第{row.number}行"

    def _find_keys(self) -> None:
        """Tell rows from each other; rows with one key contradict each other and are all refused."""
        positions = [self.importer.positions[name] for name in self.importer.key]
        single = positions[0] if len(positions) == 1 else None
        twins: dict[Any, list[Row]] = {}
        for row in self.rows:
            if row.errors and any(position in row.errors for position in positions):
                continue
            row.key = (
                row.values[single] if single is not None else tuple(row.values[position] for position in positions)
            )
            if row.key in self.by_key:
                twins.setdefault(row.key, [self.by_key[row.key]]).append(row)
            else:
                self.by_key[row.key] = row
        for rows in twins.values():
            for row in rows:
                others = "、".join(self.where(other) for other in rows if other is not row)
                row.refuse(positions[0], f"与{others}重复，请只保留一行")

    def _find_references(self) -> None:
        lookups: dict[type, Any] = {}
        for position, column in enumerate(self.importer.columns):
            if not isinstance(column, Reference):
                continue
            lookup = lookups.setdefault(column.lookup, column.lookup(self.context))
            open_rows = [
                row
                for row in self.rows
                if row.values[position] and row.sound(position) and not self._stands(row, position)
            ]
            texts = {row.values[position] for row in open_rows}
            tokens = {token for text in texts for token in column.split(text)}
            meant = lookup.resolve(tokens) if tokens else {}
            self.found[column.name] = {found.code: found for found in meant.values() if isinstance(found, Found)}
            self._settle(position, column, meant, open_rows)

    def _stands(self, row: Row, position: int) -> bool:
        """Whether the cell says what the row refers to already, be it inside the scope or not; then it is settled."""
        if row.current is None or not (present := row.current.values[position]):
            return False
        text = row.values[position].upper()
        if text != present and text.split(" ")[0] != present:
            return False
        row.values[position] = present
        return True

    def _settle(self, position: int, column: Reference, meant: dict[str, Found | str], rows: list[Row]) -> None:
        """Put the code in the place of the text, or refuse the cell."""
        for row in rows:
            if not column.many and isinstance(found := meant[row.values[position]], Found):
                row.values[position] = found.code
                continue
            codes = []
            for token in column.split(row.values[position]):
                found = meant[token]
                if isinstance(found, str) and column.to_self and (own := self._own_key(token)):
                    codes.append(own)
                elif isinstance(found, str):
                    row.refuse(position, found)
                else:
                    codes.append(found.code)
            if row.sound(position):
                row.values[position] = "、".join(sorted(set(codes))) if column.many else codes[0]

    def _own_key(self, token: str) -> str | None:
        """The key of the file's row that the token names by its code, alone or before a name."""
        for candidate in (token.upper(), token.upper().split(" ")[0]):
            if candidate in self.by_key:
                return candidate
        return None

    def _find_current(self) -> None:
        first = self.importer.positions[self.importer.key[0]]
        covers = self.context.scope.covers
        keyed = [row for row in self.rows if row.key is not None]
        for start in range(0, len(keyed), KEYS_AT_ONCE):
            rows = keyed[start : start + KEYS_AT_ONCE]
            present = self.importer.current(self.context, {row.key for row in rows})
            for row in rows:
                if (current := present.get(row.key)) is None:
                    continue
                if current.path and not covers(current.path):
                    self.foreign.append(row)
                    continue
                # Equal texts are kept once: most of a sheet that comes back is as it was.
                pairs = zip(row.values, current.values, strict=True)
                current.values[:] = [new if new == old else old for new, old in pairs]
                row.current, row.pk, row.path = current, current.pk, current.path
        self._refuse_lost_zeros(first)

    def _refuse_taken(self) -> None:
        """What has been refused already got the answer that a name of nothing gets; a row that would be new cannot be,
        and is not told by whom its code is used."""
        first = self.importer.positions[self.importer.key[0]]
        for row in self.foreign:
            if not row.errors:
                row.refuse(first, TAKEN)

    def _refuse_fixed(self) -> None:
        """What an import may set but not change."""
        for position, column in enumerate(self.importer.columns):
            if column.fixed:
                for row in self.rows:
                    if row.sound(position) and row.changes(position):
                        row.refuse(position, column.fixed)

    def _refuse_lost_zeros(self, first: int) -> None:
        """A new code that was typed as a number may have been 0012 on paper."""
        doubtful = {
            row.key.zfill(length): row
            for row in self.rows
            if row.current is None and isinstance(row.key, TypedAsNumber) and row.sound(first)
            for length in range(len(row.key) + 1, len(row.key) + 5)
        }
        if not doubtful:
            return
        for key, current in self.importer.current(self.context, set(doubtful)).items():
            if self.context.scope.covers(current.path) or not current.path:
                doubtful[key].refuse(
                    first, f"以数字形式录入，可能丢失了开头的0（已有编码“{key}”），请把该列设为文本格式后重新填写"
                )


def verdict(row: Row) -> Status:
    """What the import does with a checked row."""
    if row.errors:
        return Status.REJECTED
    if row.current is None:
        return Status.NEW
    present = row.current.values
    if any(value is not None and value != present[index] for index, value in enumerate(row.values)):
        return Status.CHANGED
    return Status.UNCHANGED


def tally(plan: Plan) -> tuple[dict[str, int], list[dict]]:
    """Rows of each verdict, in all and by township in code order."""
    plan.group()
    totals = Counter(row.status.value for row in plan.rows)
    places: dict[str, Counter] = {}
    for row in plan.rows:
        places.setdefault(row.place, Counter())[row.status.value] += 1
    verdicts = [status.value for status in Status]
    counts = {name: totals[name] for name in verdicts} | {"rows": len(plan.rows)}
    groups = [
        {"code": code, "name": plan.places.get(code, "无法确定"), **{name: places[code][name] for name in verdicts}}
        for code in sorted(places)
    ]
    return counts, groups
