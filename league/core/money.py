"""Money in fen: four measures that no addition may mix, and the amount as a reader sees it.

What came in and what went out are never added, nor is money to goods of a value. The only way across is a balance:
what came in less what went out, of the same form.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Self

FEN = 100


def yuan(fen: int | None) -> str:
    """1,234.50; empty where it is unknown."""
    if fen is None:
        return ""
    sign, fen = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{fen // FEN:,}.{fen % FEN:02d}"


def in_yuan(fen: int | None) -> Decimal | None:
    """A number of yuan with two places, for lists and their files."""
    return None if fen is None else Decimal(fen).scaleb(-2)


@dataclass(frozen=True, order=True)
class Flow:
    """A sum of one form in one direction, in fen, not negative. Only equals in kind are added."""

    fen: int

    def __post_init__(self):
        if type(self.fen) is not int or self.fen < 0:
            raise ValueError(f"not a sum in fen: {self.fen!r}")

    def __add__(self, other: Self) -> Self:
        if type(other) is not type(self):
            return NotImplemented
        return type(self)(self.fen + other.fen)

    def __str__(self):
        return f"{yuan(self.fen)}元"


class MoneyIn(Flow):
    """到账资金."""


class MoneyOut(Flow):
    """支出资金."""


class GoodsIn(Flow):
    """接收物资, by appraised value."""


class GoodsOut(Flow):
    """发放物资, by value."""


ACROSS = {MoneyIn: MoneyOut, GoodsIn: GoodsOut}


def balance(came_in: MoneyIn | GoodsIn, went_out: MoneyOut | GoodsOut) -> int:
    """结余 in fen, of money or of goods; TypeError for anything else. Below nothing only before the database judged."""
    if ACROSS.get(type(came_in)) is not type(went_out):
        raise TypeError(f"no balance of {type(came_in).__name__} and {type(went_out).__name__}")
    return came_in.fen - went_out.fen
