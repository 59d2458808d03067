"""All declared figures by code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reports.indicators.base import Average, Declaration, Funnel, Indicator, Ratio


class DeclarationError(ValueError):
    """A declaration contradicts another one; found when the program starts, never by a user."""


class Registry:
    """Declarations in the order in which they were made, which is the order of the yearbook."""

    def __init__(self):
        self._figures: dict[str, Declaration] = {}
        self.funnels: dict[str, Funnel] = {}

    def add(self, *declarations: Declaration) -> None:
        """Take figures in; a code is taken once."""
        for declaration in declarations:
            if declaration.code in self._figures:
                raise DeclarationError(f"declared twice: {declaration.code}")
            self._figures[declaration.code] = declaration

    def add_funnels(self, *funnels: Funnel) -> None:
        """Take funnels in."""
        self.funnels.update((funnel.code, funnel) for funnel in funnels)

    def __getitem__(self, code: str) -> Declaration:
        return self._figures[code]

    def __contains__(self, code: str) -> bool:
        return code in self._figures

    def __iter__(self) -> Iterator[Declaration]:
        return iter(self._figures.values())

    def indicators(self) -> list[Indicator]:
        """The figures that are counted and stored."""
        return [figure for figure in self if isinstance(figure, Indicator)]

    def stored_codes(self, codes: Iterable[str]) -> list[str]:
        """Codes of the stored indicators that the figures of these codes are made of."""
        return list(dict.fromkeys(part for code in codes for part in self[code].parts))

    def prefixed(self, prefix: str) -> list[Declaration]:
        """The figures of a breakdown: ``org.kind`` gives org.kind.branch and the others."""
        return [figure for figure in self if figure.code.startswith(f"{prefix}.")]

    def check(self) -> None:
        """Every code that is named exists, and nothing is divided by or stepped from a different measure."""
        for figure in self:
            missing = [code for code in figure.parts if code not in self]
            if missing:
                raise DeclarationError(f"{figure.code} names {missing}, which nobody declares")
            if isinstance(figure, Ratio) and not isinstance(figure, Average):
                self._same_measure(figure.code, [figure.part, figure.whole])
        for funnel in self.funnels.values():
            self._same_measure(funnel.code, [code for step in funnel.steps for code in (step.code, step.gap) if code])

    def _same_measure(self, code: str, parts: list[str]) -> None:
        measures = {self[part].measure for part in parts}
        if len(measures) > 1:
            raise DeclarationError(f"{code} mixes {sorted(measures)}")


REGISTRY = Registry()
