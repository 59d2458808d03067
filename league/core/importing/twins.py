"""Values that only one row may have, in the file and in the register."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from league.core.importing.planning import Plan
from league.core.importing.rows import Row

# From here on reading the whole table once is cheaper than asking for each value.
MANY = 3000


def refuse_twins(
    plan: Plan,
    position: int,
    key_of: Callable[[Row], Any],
    present: Callable[[set], Iterable[tuple[Any, str, str]]],
    sentence: str,
) -> None:
    """Refuse rows that would take a value another row has.

    `key_of` gives a row's value after the import, None when there is none. `present` gives (value, code, path) of the
    register's rows with these values, possibly of others too. A row that has the value already keeps it.
    """
    takers: dict[Any, list[Row]] = {}
    for row in plan.rows:
        if row.key is not None and row.sound(position) and (key := key_of(row)) is not None:
            takers.setdefault(key, []).append(row)
    for rows in takers.values():
        if len(rows) > 1:
            _refuse_each_other(plan, position, rows, sentence)
    if not takers:
        return
    for key, code, path in present(set(takers)):
        for row in takers.get(key, ()):
            if row.key != code and not (path and not plan.context.scope.covers(path)):
                row.refuse(position, f"{sentence}（编码{code}）")
            elif row.key != code:
                row.refuse(position, sentence)


def _refuse_each_other(plan: Plan, position: int, rows: list[Row], sentence: str) -> None:
    for row in rows:
        if row.current is None or row.changes(position):
            others = "、".join(plan.where(other) for other in rows if other is not row)
            row.refuse(position, f"{sentence}：与{others}重复")
