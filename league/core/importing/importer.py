"""What an app declares to have a noun imported from workbooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import models

from league.core.importing.columns import Column, Value
from league.core.scoping import Scope

if TYPE_CHECKING:
    from league.core.importing.planning import Plan
    from league.core.importing.rows import Row

REGISTRY: dict[str, type[Importer]] = {}


def register(importer: type[Importer]) -> type[Importer]:
    """Class decorator: make the noun known to the pages and to `import_workbook`."""
    if importer.noun in REGISTRY:
        raise ValueError(f"registered twice: {importer.noun}")
    REGISTRY[importer.noun] = importer
    return importer


@dataclass(frozen=True)
class Context:
    """For whom and for when: the subtree an import is limited to, the day it is done, the day its changes hold from.

    `lock`: the rows read are about to be written.
    """

    scope: Scope
    on: date
    effective_on: date
    actor: Any = None
    lock: bool = False


class Current(NamedTuple):
    """An existing row: its key, revision, path in the tree, and its values in the order of the columns."""

    pk: int
    revision: int
    path: str
    values: list[Value]


# What has to be known to take an import back; kept as JSON.
Journal = dict[str, Any]


class UndoRefused(Exception):
    """Something was done since that stands on the import; `blockers` are Chinese sentences."""

    def __init__(self, blockers: list[str]):
        super().__init__("；".join(blockers))
        self.blockers = blockers


class Importer:
    """Base. A subclass names its columns and says how rows are found, checked and written, many at once."""

    noun = ""
    label = ""
    model: type[models.Model]
    permission = ""
    columns: list[Column] = []
    # Names of the columns that tell one row from another.
    key: tuple[str, ...] = ("code",)
    # The column that no row lacks; the first of the key, unless the system gives that one.
    leading = ""
    # Place on the pages: what refers to others comes after them.
    order = 100
    # Whether changes hold from an effective date.
    dated = False
    # Whether rows are counted by township.
    grouped_by = "乡镇（系统）"

    def __init__(self):
        self.positions = {column.name: index for index, column in enumerate(self.columns)}
        self.leading = self.leading or self.key[0]

    @property
    def naming(self) -> tuple[str, ...]:
        """The columns that name a row to its reader, beside the first of its key."""
        if "name" in self.positions:
            return ("name",)
        return (self.leading,) if self.leading != self.key[0] else self.key[1:]

    def prepare(self, plan: Plan) -> None:
        """Complete rows before they are told from each other."""

    def current(self, context: Context, keys: set) -> dict[Any, Current]:
        """Existing rows with these keys, inside the scope or not."""
        raise NotImplementedError

    def check(self, plan: Plan) -> None:
        """Refuse rows that break a rule of the noun; rows whose cells were refused stay refused."""

    def check_changes(self, plan: Plan, rows: list[Row]) -> None:
        """Refuse rows whose change, now known, cannot be made."""

    def remarks(self, plan: Plan) -> list[str]:
        """Sentences that the preview says above the rows."""
        return []

    def groups(self, plan: Plan) -> Iterator[tuple[Row, str, str]]:
        """(row, code, name) of the township of every row that has one."""
        return iter(())

    def lock(self, context: Context) -> None:
        """Lock what must not change between the decision about the rows and their writing."""

    def write(self, plan: Plan, new: list[Row], changed: list[Row], *, batch, actor) -> Journal:
        """Write and audit the rows inside the caller's transaction; return what an undo needs."""
        raise NotImplementedError

    def known(self, context: Context) -> Iterable[list[Value]]:
        """The rows inside the scope as column values, for the pre-filled template."""
        raise NotImplementedError

    def known_count(self, context: Context) -> int:
        """How many rows `known` gives."""
        raise NotImplementedError

    def undo(self, journal: Journal, *, batch, actor) -> None:
        """Take the writes back inside the caller's transaction; raise UndoRefused when something stands on them."""
        raise NotImplementedError

    def written(self) -> None:
        """Ask for what follows from changed rows, e.g. fresh statistics; inside the transaction."""
