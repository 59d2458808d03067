"""Drawings in place of photos: nobody was there, and each says 演示 in its corner."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

SIZE = (480, 360)
# The two characters as a grid of 48 by 24 points: a machine that loads the demo may have no Chinese font.
MARK = (
    "000000000000 000380000000 1c0380000000 3ffffe1ffff8 1ffffe1ffff8 06e00e1ffff0 00c00e000000 00fffe000000 "
    "303ff8000000 7c07807ffffe 7c03807ffffe 1c7ffc7ffffe 087ffc003c00 00639c003c00 007ffc0e3c60 067ffc0e3cf0 "
    "0e639c1e3c78 0e639c1e3c78 1e7ffc3c3c3c 1c7ffc3c3c3c 3c1870783c1c 387c78703c1e 79f83e01fc08 31e01e01f800"
)
WALLS = ("#f3e7d3", "#e3edf2", "#efe3ea", "#e6efe0", "#f2eede", "#e4e4f0")
WOOD, RED, INK, SKIN = "#a9744f", "#b5121b", "#3b4148", "#e0b48c"


def stamp(image: Image.Image) -> None:
    """The two characters at the lower right, large enough for a thumbnail."""
    mark = Image.new("1", (48, 24))
    for y, line in enumerate(MARK.split()):
        for x in range(48):
            mark.putpixel((x, y), int(line, 16) >> (47 - x) & 1)
    mark = mark.resize((144, 72))
    at = (SIZE[0] - 156, SIZE[1] - 82)
    image.paste("white", (at[0] - 6, at[1] - 4, SIZE[0] - 6, SIZE[1] - 6))
    image.paste(RED, at, mark)


def _room(pen: ImageDraw.ImageDraw, number: int) -> None:
    pen.polygon([(0, 360), (480, 360), (420, 250), (60, 250)], fill="#cdb89a")
    pen.rectangle((90, 60, 190, 160), fill="#bfe0f5", outline=WOOD, width=6)
    pen.line((140, 60, 140, 160), fill=WOOD, width=4)
    for shelf in range(3):
        top = 70 + 55 * shelf
        pen.rectangle((280, top, 410, top + 46), outline=WOOD, width=4)
        for book in range(8):
            colour = ("#7c9cb5", RED, "#7aa37a", "#c9a24b")[(book + shelf + number) % 4]
            pen.rectangle((288 + 15 * book, top + 8, 298 + 15 * book, top + 42), fill=colour)
    pen.rectangle((80, 240, 260, 256), fill=WOOD)
    for leg in (90, 240):
        pen.rectangle((leg, 256, leg + 10, 320), fill=WOOD)


def _sign(pen: ImageDraw.ImageDraw, number: int) -> None:
    pen.rectangle((0, 300, 480, 360), fill="#c4c1ba")
    pen.rectangle((170, 130, 310, 300), fill=WOOD, outline=INK, width=3)
    pen.ellipse((290, 210, 302, 222), fill="#e8d27a")
    pen.rectangle((90, 40 + number % 3 * 8, 390, 110), fill=RED, outline="#e8d27a", width=5)
    for bar in range(5):
        pen.rectangle((125 + 50 * bar, 66, 155 + 50 * bar, 92), fill="#fbe9c8")


def _activity(pen: ImageDraw.ImageDraw, number: int) -> None:
    pen.rectangle((120, 40, 360, 130), fill="white", outline=INK, width=4)
    for line in range(3):
        pen.line((145, 65 + 20 * line, 335 - 30 * line, 65 + 20 * line), fill="#9aa5af", width=5)
    for guest in range(6 + number % 3):
        x, y = 30 + 58 * guest, 220 + guest % 2 * 40
        pen.ellipse((x, y, x + 36, y + 36), fill=SKIN, outline=INK, width=2)
        pen.pieslice((x - 12, y + 34, x + 48, y + 120), 180, 360, fill=("#5b7fa3", RED, "#5d8a66")[guest % 3])


def _opening(pen: ImageDraw.ImageDraw, number: int) -> None:
    pen.rectangle((110, 30, 370, 320), fill="white", outline=WOOD, width=8)
    pen.ellipse((190, 50, 290, 150), fill="#f8f4ea", outline=INK, width=4)
    pen.line((240, 100, 240, 65), fill=INK, width=4)
    pen.line((240, 100, 262 + number % 4 * 4, 112), fill=INK, width=4)
    for day in range(7):
        colour = "#5d8a66" if day < 5 else "#d5d9dd"
        pen.rectangle((135 + 31 * day, 190, 158 + 31 * day, 220), fill=colour)
    for line in range(3):
        pen.line((135, 245 + 20 * line, 345 - 40 * line, 245 + 20 * line), fill="#9aa5af", width=5)


def _damage(pen: ImageDraw.ImageDraw, number: int) -> None:
    pen.rectangle((60, 120, 420, 240), fill="#eceff1", outline=INK, width=4)
    for socket in range(4):
        x = 85 + 85 * socket
        pen.rectangle((x, 145, x + 60, 215), fill="white", outline="#9aa5af", width=3)
        pen.line((x + 20, 170, x + 20, 190), fill=INK, width=5)
        pen.line((x + 40, 170, x + 40, 190), fill=INK, width=5)
    pen.polygon([(180, 150), (235, 140), (250, 205), (190, 212)], fill="#5a4a42")


SCENES: dict[str, Callable[[ImageDraw.ImageDraw, int], None]] = {
    "place": _room, "sign": _sign, "activity": _activity, "opening": _opening, "safety": _damage,
}  # fmt: skip


def drawing(shows: str, number: int) -> ContentFile:
    """A file as if somebody had sent it; the same one for the same scene and number."""
    image = Image.new("RGB", SIZE, WALLS[number % len(WALLS)])
    pen = ImageDraw.Draw(image)
    SCENES[shows](pen, number)
    # So many marks as its number has units: no two homes have the same drawing.
    for mark in range(number + 1):
        pen.rectangle(
            (8 + 9 * (mark % 20), 8 + 9 * (mark // 20), 13 + 9 * (mark % 20), 13 + 9 * (mark // 20)), fill=INK
        )
    stamp(image)
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return ContentFile(buffer.getvalue(), name=f"{shows}-{number}.png")
