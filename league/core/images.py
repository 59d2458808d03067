"""Pictures from other hands: checked, turned upright, scaled down, and written anew.

Nothing of the sent file survives but what one sees. A phone writes the place, the owner and the device into a picture,
and a file may hold far more than a picture: what is kept is a new JPEG made of the pixels alone.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from PIL import Image
from PIL.Image import Transpose

MAX_BYTES = 12 * 1024 * 1024
# A JPEG is scaled while it is decoded, the others are held in memory whole.
MAX_PIXELS = {"JPEG": 60_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
# Each scan of a progressive JPEG goes over the whole picture; a camera writes about ten.
MAX_SCANS = 100
SIDE, THUMBNAIL_SIDE = 1600, 320
QUALITY = 82
ALLOWED = "JPG、PNG 或 WebP 格式的照片"

ORIENTATION, TAKEN, DETAILS, TAKEN_ORIGINALLY = 0x0112, 0x0132, 0x8769, 0x9003
UPRIGHT = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
# What the decoders raise over a damaged or a hostile file.
BROKEN = (
    OSError, EOFError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError, MemoryError,
    struct.error, Image.DecompressionBombError, Warning,
)  # fmt: skip


class PictureRefused(Exception):
    """The file is not taken; the Chinese message says why, and what to do instead."""


@dataclass(frozen=True)
class Encoded:
    """A picture as it is kept: two JPEG files, the digest of the larger one (SHA-256, hexadecimal), its size in pixels,
    and the day on which the camera says it was taken, if it does."""

    picture: bytes
    thumbnail: bytes
    digest: str
    width: int
    height: int
    taken_on: date | None


def format_of(content: bytes) -> str:
    """JPEG, PNG or WEBP by the first bytes; PictureRefused for anything else."""
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    if content[4:8] == b"ftyp" and content[8:12] in {b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"}:
        raise PictureRefused(
            "是 HEIC 格式，不能直接使用。请在手机“设置—相机—格式”中选“兼容性最佳”后重拍，或另存为 JPG 再上传"
        )
    raise PictureRefused(f"不是照片，或者格式不能使用。请上传{ALLOWED}")


def encode(file) -> Encoded:
    """Make the picture that is kept from an uploaded file (anything with `size` and `read`)."""
    if file.size > MAX_BYTES:
        raise PictureRefused(f"有{file.size / 1024 / 1024:.0f}MB，超过{MAX_BYTES >> 20}MB。请用手机相册缩小后再上传")
    if not file.size:
        raise PictureRefused("是空文件。请重新选择照片")
    file.seek(0)
    content = file.read()
    kind = format_of(content)
    try:
        with Image.open(BytesIO(content), formats=[kind]) as image:
            _refuse_bomb(image, content, kind)
            orientation, taken_on = _told_by_camera(image)
            return _written_anew(_scaled(image), orientation, taken_on)
    except BROKEN as error:
        raise PictureRefused("打不开：文件不完整、已损坏，或者过大。请重新拍摄或重新导出后再上传") from error


def _refuse_bomb(image: Image.Image, content: bytes, kind: str) -> None:
    """The header promises the size before a pixel is decoded."""
    width, height = image.size
    if width * height > MAX_PIXELS[kind]:
        raise PictureRefused(
            f"有{width}×{height}像素，超过{MAX_PIXELS[kind] // 10_000:,}万像素。请用手机相册缩小后再上传"
        )
    if kind == "JPEG" and content.count(b"\xff\xda") > MAX_SCANS:
        raise PictureRefused("结构异常，不能使用。请重新拍摄或另存为普通 JPG 后再上传")


def _told_by_camera(image: Image.Image) -> tuple[int, date | None]:
    """How the camera was held, and the day; a damaged note says nothing."""
    try:
        notes = image.getexif()
        orientation = notes.get(ORIENTATION)
        taken = notes.get_ifd(DETAILS).get(TAKEN_ORIGINALLY) or notes.get(TAKEN)
        orientation = orientation if isinstance(orientation, int) else 1
        return orientation, _day(taken)
    except BROKEN:
        return 1, None


def _day(words) -> date | None:
    """``2023:05:04 09:30:00`` as a day; None for nonsense."""
    try:
        day = datetime.strptime(str(words)[:10], "%Y:%m:%d").date()  # noqa: DTZ007 - a camera knows no zone
    except ValueError:
        return None
    return day if day.year > 1990 else None


def _scaled(image: Image.Image) -> Image.Image:
    """Decoded and at most SIDE pixels long, in three colours; what was transparent is white."""
    image.draft("RGB", (SIDE, SIDE))
    image.load()
    if "A" in image.getbands() or "transparency" in image.info:
        image = image.convert("RGBA")
        image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.getchannel("A"))
        return paper
    image = image.convert("RGB")
    image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    return image


def _written_anew(image: Image.Image, orientation: int, taken_on: date | None) -> Encoded:
    """Two JPEG files of the pixels: no EXIF, no place, no comment, no profile goes along."""
    if orientation in UPRIGHT:
        image = image.transpose(UPRIGHT[orientation])
    clean = Image.new("RGB", image.size)
    clean.paste(image)
    picture = _jpeg(clean)
    small = clean.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    digest = hashlib.sha256(picture).hexdigest()
    return Encoded(picture, _jpeg(small), digest, *clean.size, taken_on)


def _jpeg(image: Image.Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=QUALITY, optimize=True)
    return buffer.getvalue()
