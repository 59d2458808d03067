"""The county as a schematic drawing of 1000 by 1000 units: no tiles, no boundaries, no true directions.

Townships stand where static/map/townships.json puts them, an invented layout by division code; those it does not know
are lined up at the lower edge. A home without coordinates of its own stands beside its township.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from organizations.enums import DivisionLevel
from organizations.models import Division, YouthHome

FILE = Path(settings.BASE_DIR) / "static" / "map" / "townships.json"
SIZE = 1000
BESIDE = 34


class Place(NamedTuple):
    """A township's circle."""

    code: str
    name: str
    x: int
    y: int


class Point(NamedTuple):
    """A home's mark; `placed` says whether somebody set its coordinates."""

    home: YouthHome
    x: int
    y: int
    placed: bool


@cache
def layout() -> dict[str, list[int]]:
    """Coordinates of the townships the drawing knows, by division code."""
    return json.loads(FILE.read_text(encoding="utf-8"))["townships"]


def picture() -> list[Place]:
    """The townships of today's county."""
    rows = Division.objects.filter(level=DivisionLevel.TOWNSHIP, ends_on__isnull=True).order_by("code")
    places, known, unknown = [], layout(), 0
    for code, name in rows.values_list("code", "name"):
        if code in known:
            x, y = known[code]
        else:
            x, y = 60 + unknown * 90 % 900, 960
            unknown += 1
        places.append(Place(code, name, x, y))
    return places


def points(homes: Iterable[YouthHome], places: Iterable[Place]) -> list[Point]:
    """Marks of the homes, each with its division loaded; those without coordinates go round their township."""
    centres = {place.code[:9]: place for place in places}
    beside: Counter[str] = Counter()
    marks = []
    for home in homes:
        if home.map_x is not None:
            marks.append(Point(home, int(home.map_x), int(home.map_y), True))
            continue
        township = home.division.code[:9]
        centre = centres.get(township)
        angle = math.radians(60 * beside[township] - 90)
        beside[township] += 1
        x, y = (centre.x, centre.y) if centre else (SIZE // 2, SIZE // 2)
        marks.append(Point(home, round(x + BESIDE * math.cos(angle)), round(y + BESIDE * math.sin(angle)), False))
    return marks
