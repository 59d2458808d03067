"""Timing, and the table that the benchmark prints."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Line:
    """One promise: a ratio measured in this run, and what is demanded of it."""

    name: str
    ratio: float
    demand: float
    at_least: bool = False
    detail: str = ""

    @property
    def kept(self) -> bool:
        """Whether the promise holds in this run."""
        return self.ratio >= self.demand if self.at_least else self.ratio <= self.demand

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        mark = "ok  " if self.kept else "MISS"
        return f"{mark} {self.name:<66} {self.ratio:>9.2f}  (demand {sign} {self.demand:g})  {self.detail}"


@dataclass
class Report:
    """All lines of one database."""

    database: str
    lines: list[Line] = field(default_factory=list)

    def add(self, name: str, ratio: float, demand: float, *, at_least: bool = False, detail: str = "") -> None:
        """Keep a line and print it at once: a long run shows where it is."""
        line = Line(name, ratio, demand, at_least, detail)
        self.lines.append(line)
        print(f"{self.database:<10} {line}", flush=True)


def seconds(work: Callable[[], object], *, runs: int = 1) -> float:
    """Median wall-clock seconds of `runs` calls."""
    taken = []
    for _ in range(runs):
        gc.collect()
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)
