"""One page of a long list at the price of a short one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet


@dataclass(frozen=True)
class Page:
    """Which rows of how many; `number` counts from 1 and is always a page that exists."""

    number: int
    count: int
    size: int

    @classmethod
    def of(cls, wanted: str, count: int, size: int) -> Page:
        """The page asked for (a number, or ``last``), or the nearest there is."""
        last = max(1, -(-count // size))
        if wanted == "last":
            return cls(last, count, size)
        number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 10 else 1
        return cls(min(max(number, 1), last), count, size)

    @property
    def last(self) -> int:
        """Number of the last page."""
        return max(1, -(-self.count // self.size))

    @property
    def start(self) -> int:
        """Rows before this page."""
        return (self.number - 1) * self.size

    @property
    def stop(self) -> int:
        """Rows up to the end of this page."""
        return min(self.start + self.size, self.count)

    @property
    def first_row(self) -> int:
        """Number of the first row shown; 0 on an empty list."""
        return self.start + 1 if self.count else 0

    @property
    def previous(self) -> int:
        """The page before, 0 on the first."""
        return self.number - 1

    @property
    def next(self) -> int:
        """The page after, 0 on the last."""
        return self.number + 1 if self.number < self.last else 0

    def links(self) -> list[int]:
        """Page numbers to offer, 0 for a gap: the ends and two on either side."""
        near = {1, self.last, *range(self.number - 2, self.number + 3)}
        numbers = sorted(number for number in near if 1 <= number <= self.last)
        links: list[int] = []
        for number in numbers:
            if links and number - links[-1] > 1:
                links.append(0)
            links.append(number)
        return links


def page_keys(queryset: QuerySet, ordering: list[str], page: Page) -> list:
    """Primary keys of one page, in order.

    Only keys are read while rows are skipped, and a page of the far half is counted from the end in reverse order:
    so the last page costs what the first does.
    """
    keys = queryset.order_by(*ordering).values_list("pk", flat=True)
    if page.start * 2 <= page.count:
        return list(keys[page.start : page.stop])
    tail = list(keys.reverse()[page.count - page.stop : page.count - page.start])
    return tail[::-1]
