"""An organisation is never founded before the one it is founded under: for new rows and for corrected days."""

from __future__ import annotations

from collections.abc import Iterable

from league.core.dates import UNKNOWN_START
from league.core.importing.lookups import chunked
from league.core.importing.rows import Row
from organizations.models import Organization, OrganizationVersion


class FoundingRules:
    """Days are ISO text; unknown ones are never compared."""

    def __init__(self, importer, plan):
        self.plan = plan
        self.name, self.parent, self.founded = (importer.positions[field] for field in ("name", "parent", "founded_on"))

    def check(self) -> None:
        """Refuse the founding day of each row that contradicts the one above or one below."""
        corrected = {}
        for row in self.plan.rows:
            if row.key is None or not row.final(self.founded):
                continue
            if row.current is None and row.sound(self.parent):
                self._compare(row, *self._above(row.values[self.parent]))
            elif row.current is not None and row.changes(self.founded):
                corrected[row.pk] = row
        self._check_above(corrected)
        self._check_below(corrected)

    def _above(self, code: str) -> tuple[str, str | None]:
        own = self.plan.by_key.get(code)
        if own is not None:
            return str(own.final(self.name) or code), own.final(self.founded) or None
        found = self.plan.found["parent"].get(code)
        return (found.label, str(found.facts[1] or "") or None) if found else (code, None)

    def _compare(self, row: Row, name: str, founded: str | None) -> None:
        if founded and row.final(self.founded) < founded:
            row.refuse(
                self.founded,
                f"成立日期早于上级组织“{name}”的成立日期{founded}，请核对两者的成立日期；本组织的不清楚时可不填",
            )

    def _check_above(self, corrected: dict[int, Row]) -> None:
        """The organisation it was first under, as the file leaves it."""
        for pk, parent in first_parents(corrected).items():
            own = self.plan.by_key.get(parent.code)
            founded = own.final(self.founded) if own is not None else str(parent.founded_on or "")
            self._compare(corrected[pk], parent.name, founded or None)

    def _check_below(self, corrected: dict[int, Row]) -> None:
        """What stood below it already on a known day; rows of the same file are judged by themselves."""
        for chunk in chunked(corrected):
            rows = OrganizationVersion.objects.filter(parent__in=chunk, valid_from__gt=UNKNOWN_START)
            rows = rows.order_by("valid_from", "pk").values_list(
                "parent", "subject__code", "subject__name", "valid_from"
            )
            for pk, code, name, since in rows:
                child, row = self.plan.by_key.get(code), corrected[pk]
                moves = child is not None and child.current is not None and child.changes(self.founded)
                if not moves and row.final(self.founded) and str(since) < row.final(self.founded):
                    row.refuse(self.founded, f"“{name}”{since}已在它之下，成立日期不能晚于这一天")


def first_parents(organizations: Iterable[int]) -> dict[int, Organization]:
    """Under which organisation each (primary keys) began its life."""
    found: dict[int, Organization] = {}
    for chunk in chunked(organizations):
        rows = OrganizationVersion.objects.filter(subject__in=chunk, parent__isnull=False).select_related("parent")
        for version in rows.order_by("-valid_from", "pk"):
            found[version.subject_id] = version.parent
    return found
