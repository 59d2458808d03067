"""Persons and person-times: two measures of people that no addition may mix.

Principle 2 of the product: 人 and 人次 are never added to each other. A number that leaves its column carries its measure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, order=True)
class Quantity:
    """A whole number, not negative, of one measure. Only equals in measure are added; the unit is its own sentence."""

    value: int
    unit = ""

    def __post_init__(self):
        if type(self.value) is not int or self.value < 0:
            raise ValueError(f"not a number of people: {self.value!r}")

    def __add__(self, other: Self) -> Self:
        if type(other) is not type(self):
            return NotImplemented
        return type(self)(self.value + other.value)

    def __str__(self):
        return f"{self.value}{self.unit}"


class Persons(Quantity):
    """人: distinct people."""

    unit = "人"


class PersonTimes(Quantity):
    """人次: attendances; the same person counts each time."""

    unit = "人次"
