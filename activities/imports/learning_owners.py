"""Which organisation or school a learning platform means by a name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from activities.enums import NameState
from activities.models import PlatformName
from league.core.importing.lookups import Guesses
from league.core.scoping import Scope
from organizations.models import Organization, Unit

ENDINGS = re.compile(r"(?:支部委员会|团支部)$")


class Owner(NamedTuple):
    """Whose record it is: its code and name, where it stands, and the days of its life."""

    code: str
    label: str
    organization: int
    path: str
    unit: int | None
    first_day: date | None
    last_day: date | None


def bare(name: str) -> str:
    """甲镇东村支部委员会 and 共青团甲镇东村团支部 are one: platforms write either."""
    return ENDINGS.sub("团支部", re.sub(r"\s", "", name).removeprefix("共青团"))


class Owners:
    """Every organisation and unit of the scope, by code and by name; read once for a workbook. A school and its
    committee may have one code in common."""

    def __init__(self, scope: Scope):
        self.scope = scope
        self.organizations: dict[str, Owner] = {}
        self.units: dict[str, Owner] = {}
        self.standing: dict[str, list[Owner]] = {}
        self.under: dict[str, list[tuple[str, Owner]]] = {}
        self.above: dict[Owner, set[str]] = {}
        for owner, names, superiors in (*self._organizations(), *self._units()):
            known = self.organizations if owner.unit is None else self.units
            known[owner.code] = owner
            if owner.last_day is None:
                self._name(owner, {bare(name) for name in names if name}, {bare(name) for name in superiors if name})
        self.meant = self._meant()

    def _name(self, owner: Owner, names: set[str], superiors: set[str]) -> None:
        self.above[owner] = superiors
        for name in names:
            self.standing.setdefault(name, []).append(owner)
            for superior in superiors:
                self.under.setdefault(superior, []).append((name, owner))

    def _organizations(self) -> Iterable[tuple[Owner, tuple, tuple]]:
        rows = Organization.objects.filter(self.scope.q("path")).order_by("path").values_list(
            "code", "name", "pk", "path", "founded_on", "dissolved_on", "short_name", "parent__name",
            "parent__short_name",
        )  # fmt: skip
        for code, name, pk, path, first_day, last_day, short_name, *above in rows:
            yield Owner(code, name, pk, path, None, first_day, last_day), (name, short_name), tuple(above)

    def _units(self) -> Iterable[tuple[Owner, tuple, tuple]]:
        rows = Unit.objects.filter(self.scope.q("org_path")).order_by("code").values_list(
            "code", "name", "responsible", "org_path", "pk", "opened_on", "closed_on", "responsible__name",
            "responsible__short_name",
        )  # fmt: skip
        for *facts, above, above_short in rows:
            owner = Owner(*facts)
            yield owner, (owner.label,), (above, above_short)

    def _meant(self) -> dict[tuple[str, str], Owner | None]:
        """What somebody has said names mean; None for those of another county."""
        meant: dict[tuple[str, str], Owner | None] = {}
        rows = PlatformName.objects.exclude(state=NameState.PENDING).order_by("pk")
        for superior, name, state, organization, unit in rows.values_list(
            "superior", "name", "state", "meant_organization__code", "meant_unit__code"
        ):
            owner = self.units.get(unit) if unit else self.organizations.get(organization)
            if owner or state == NameState.FOREIGN:
                meant[superior, name] = owner
        return meant

    def find(self, superior: str, name: str) -> Owner | None:
        """The only one that can be meant; None when there is none or more than one."""
        named, above = bare(name), bare(superior)
        found = set(self.standing.get(named, ()))
        if len(found) > 1 and above:
            found = {owner for owner in found if above in self.above[owner]}
        if not found and above:
            found = {owner for known, owner in self.under.get(above, ()) if known.endswith(named)}
        return next(iter(found)) if len(found) == 1 else None

    def closest(self, superior: str, name: str) -> Owner | None:
        """The one whose name is most like it, if any is."""
        owners = {str(number): owner for number, owner in enumerate(self.above)}
        guesses = Guesses((bare(owner.label), number) for number, owner in owners.items())
        return owners.get(guesses.best(bare(f"{superior}{name}")) or guesses.best(bare(name)))


def guess(name: PlatformName, scope: Scope) -> dict[str, Organization | Unit]:
    """What to fill in where a name is matched: {"organization": …} or {"unit": …}, empty when nothing is like it."""
    owners = Owners(scope)
    owner = owners.find(name.superior, name.name) or owners.closest(name.superior, name.name)
    if owner is None:
        return {}
    if owner.unit:
        return {"unit": Unit.objects.get(pk=owner.unit)}
    return {"organization": Organization.objects.get(pk=owner.organization)}
