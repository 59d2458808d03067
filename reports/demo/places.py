"""The 517 real divisions, and how things are spread over the townships."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "hengyang_divisions.csv"


@dataclass(frozen=True)
class Place:
    """One line of the division list."""

    code: str
    name: str
    level: str
    parent_code: str

    @property
    def plain_name(self) -> str:
        """赤水村 for 赤水村委会, 滨江社区 for 滨江社区居委会."""
        return self.name.removesuffix("居委会").removesuffix("委会")


@dataclass(frozen=True)
class Township:
    """A township with its villages and communities."""

    place: Place
    grassroots: list[Place] = field(default_factory=list)

    @property
    def committee(self) -> str:
        """Code of its league committee: the township's nine digits."""
        return self.place.code[:9]

    @property
    def weight(self) -> int:
        """How much of the county's economy is here: towns live in their communities, the county seat above all."""
        communities = sum(place.level == "community" for place in self.grassroots)
        return len(self.grassroots) + 4 * communities + (60 if communities > 10 else 0)


@cache
def read_places() -> tuple[Place, ...]:
    """All divisions in code order, the county first."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(Place(**line) for line in csv.DictReader(file))


@cache
def read_townships() -> tuple[Township, ...]:
    """The 25 townships in code order."""
    townships = {place.code: Township(place) for place in read_places() if place.level == "township"}
    for place in read_places():
        if place.parent_code in townships:
            townships[place.parent_code].grassroots.append(place)
    return tuple(townships.values())


def spread(total: int, weights: Sequence[int], *, minimum: int = 0) -> list[int]:
    """Divide `total` by the weights, each share at least `minimum`; the largest remainders round up."""
    rest = total - minimum * len(weights)
    exact = [rest * weight / sum(weights) for weight in weights]
    shares = [minimum + int(share) for share in exact]
    by_remainder = sorted(range(len(weights)), key=lambda index: int(exact[index]) - exact[index])
    for index in by_remainder[: total - sum(shares)]:
        shares[index] += 1
    return shares


def places_for(total: int, *, minimum: int = 0) -> list[Township]:
    """A township for each of `total` things, in code order."""
    townships = read_townships()
    shares = spread(total, [township.weight for township in townships], minimum=minimum)
    return [township for township, share in zip(townships, shares, strict=True) for _ in range(share)]
