"""Every figure there is: the built-in ones, and the county's own in the versions that were counted.

Built-in figures are declared once; own ones are rows that change. A page, a fill or a command therefore loads the
catalogue once and asks it, not the registry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from django.utils import timezone

from reports.indicators import REGISTRY
from reports.indicators.base import Declaration, Indicator
from reports.indicators.own.declarations import PREFIX, Edition, declare
from reports.indicators.own.spec import SpecError, read
from reports.models import OwnIndicator, OwnIndicatorVersion, Snapshot


def edition_of(version: OwnIndicatorVersion) -> Edition:
    """A stored version as it is declared; needs its indicator and author."""
    try:
        spec = read(version.spec)
    except SpecError:
        spec = None
    author = f"，{version.created_by.name}" if version.created_by else ""
    return Edition(
        number=version.indicator.number, version=version.version, name=version.name, definition=version.definition,
        unit=version.unit, decimals=version.decimals, spec=spec,
        source=f"自定义指标第{version.version}版{author}{timezone.localdate(version.created_at)}保存",
    )  # fmt: skip


def root_of(code: str) -> str:
    """The own indicator a code belongs to: ``own.3`` of ``own.3.by.branch.part``; empty for built-in ones."""
    return ".".join(code.split(".", 2)[:2]) if code.startswith(PREFIX) else ""


class Catalogue:
    """Built-in figures in the order of the yearbook, then the own ones by number.

    Iterating gives what is counted now. Asking by code finds retired ones too, and codes that only an earlier version
    had, so that closed periods stay readable.
    """

    funnels = REGISTRY.funnels

    @cached_property
    def _versions(self) -> list[OwnIndicatorVersion]:
        """Every version there is; read when the first own figure is asked for, all at once."""
        versions = OwnIndicatorVersion.objects.select_related("indicator", "created_by")
        return list(versions.order_by("indicator__number", "version"))

    @cached_property
    def _editions(self) -> dict[tuple[str, int], dict[str, Declaration]]:
        """By own code and version, the declarations by code."""
        return {
            (version.indicator.code, version.version): {one.code: one for one in declare(edition_of(version))}
            for version in self._versions
        }

    @cached_property
    def _own(self) -> dict[str, Declaration]:
        found: dict[str, Declaration] = {}
        for declared in self._editions.values():
            found.update(declared)
        return found

    @cached_property
    def current(self) -> list[OwnIndicator]:
        """The own indicators in use, by number."""
        return list(
            {one.indicator.number: one.indicator for one in self._versions if not one.indicator.is_retired}.values()
        )

    @property
    def featured(self) -> tuple[str, ...]:
        """Codes of those that stand on dashboards and in the scorecard."""
        return tuple(one.code for one in self.current if one.featured)

    @property
    def own_versions(self) -> dict[str, int]:
        """Which version of each own indicator is counted now."""
        return {one.code: one.version for one in self.current}

    def __getitem__(self, code: str) -> Declaration:
        return REGISTRY[code] if code in REGISTRY else self._own[code]

    def __contains__(self, code: str) -> bool:
        return code in REGISTRY or (bool(root_of(code)) and code in self._own)

    def __iter__(self) -> Iterator[Declaration]:
        yield from REGISTRY
        for one in self.current:
            yield from self._editions[one.code, one.version].values()

    def in_snapshot(self, code: str, snapshot: Snapshot) -> Declaration:
        """The figure as the snapshot counted it: of an own one the version of that time."""
        version = snapshot.own_versions.get(root_of(code))
        return (self._editions.get((root_of(code), version), {}).get(code) if version else None) or self[code]

    def indicators(self) -> list[Indicator]:
        """The figures that are counted and stored."""
        return [figure for figure in self if isinstance(figure, Indicator)]

    def stored_codes(self, codes: Iterable[str]) -> list[str]:
        """Codes of the stored indicators that the figures of these codes are, or in an earlier version were, made of."""
        found: dict[str, None] = {}
        for code in codes:
            found.update(dict.fromkeys(self[code].parts))
            for declared in self._editions.values() if root_of(code) else ():
                found.update(dict.fromkeys(declared[code].parts if code in declared else ()))
        return list(found)

    def prefixed(self, prefix: str) -> list[Declaration]:
        """The figures of a breakdown: ``org.kind`` gives org.kind.branch and the others."""
        if not root_of(prefix):
            return REGISTRY.prefixed(prefix)
        return [figure for figure in self if figure.code.startswith(f"{prefix}.")]

    def groups_of(self, code: str, snapshot: Snapshot) -> list[Declaration]:
        """The groups of an own figure as the snapshot counted them, in the order of the choices."""
        version = snapshot.own_versions.get(code)
        depth = code.count(".") + 2
        declared = self._editions.get((code, version), {}).values() if version else ()
        return [one for one in declared if one.code.startswith(f"{code}.by.") and one.code.count(".") == depth]
