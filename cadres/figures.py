"""Figures that an app above computes and an appraisal scores by: it registers one provider in its own `hooks.py`.

Cadres know no indicators. Without a provider there is nothing to choose from and every figure is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True)
class Choice:
    """A figure one may score by. `never_scored` quotes the clause that forbids it; empty when nothing does."""

    code: str
    label: str
    unit: str = ""
    never_scored: str = ""


@dataclass(frozen=True)
class Taken:
    """A figure of one organisation as it was taken. `value` is None where it is not known, and `text` says why.
    `url` leads to its definition and the rows behind it; `fingerprint` is that of the snapshot it comes from."""

    value: Decimal | None
    text: str
    url: str = ""
    fingerprint: str = ""


class Provider(Protocol):
    """What an app above registers."""

    def choices(self) -> list[Choice]:
        """All figures, in the order of the yearbook."""

    def take(self, codes: Iterable[str], organizations: Iterable[int], on: date) -> Mapping[tuple[str, int], Taken]:
        """The figures of those codes at those organisations (primary keys) as of the day, in a fixed number of
        queries."""


_PROVIDERS: list[Provider] = []


def register_provider(provider: Provider) -> None:
    """Let appraisals score by the provider's figures; there is one."""
    if _PROVIDERS:
        raise ValueError("figures are provided already")
    _PROVIDERS.append(provider)


def choices() -> list[Choice]:
    """All figures one may choose, also those that are never scored."""
    return _PROVIDERS[0].choices() if _PROVIDERS else []


def choice_of(code: str) -> Choice | None:
    """The figure of that code; None when nobody provides it."""
    return next((each for each in choices() if each.code == code), None)


def take(codes: Iterable[str], organizations: Iterable[int], on: date) -> Mapping[tuple[str, int], Taken]:
    """The figures of those codes at those organisations as of the day; what is not provided is missing."""
    return _PROVIDERS[0].take(codes, organizations, on) if _PROVIDERS else {}
