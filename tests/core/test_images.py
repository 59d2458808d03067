"""What is made of a picture that somebody sends: nothing but its pixels, upright and small; and what is refused."""

import struct
import zlib
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from PIL import Image

from league.core.images import MAX_BYTES, SIDE, THUMBNAIL_SIDE, PictureRefused, encode
from tests.core.photos import GPS, drawn, from_a_phone, upload

PLAIN_MARKERS = {0xD8, 0xE0, 0xDB, 0xC0, 0xC4, 0xDA, 0xD9}


def opened(content):
    return Image.open(BytesIO(content))


def markers(jpeg):
    """The segments before the picture itself."""
    found, at = [0xD8], 2
    while found[-1] != 0xDA:
        found.append(jpeg[at + 1])
        at += 2 + struct.unpack(">H", jpeg[at + 2 : at + 4])[0]
    return set(found)


def png_of(width, height):
    """A PNG that promises a size and holds nothing."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def refusal(content, name="现场.jpg"):
    with pytest.raises(PictureRefused) as refused:
        encode(upload(content, name))
    return str(refused.value)


def test_place_device_and_comment_do_not_survive():
    sent = from_a_phone()
    assert opened(sent).getexif().get_ifd(GPS)
    assert b"SecretPhone" in sent

    kept = encode(upload(sent))

    for content in (kept.picture, kept.thumbnail):
        assert opened(content).getexif() == {}
        assert markers(content) <= PLAIN_MARKERS
        assert b"Secret" not in content
        assert b"secret" not in content
    assert kept.taken_on == date(2023, 5, 4)


@pytest.mark.parametrize("day", ["", "0000:00:00 00:00:00", "gestern", "1980:01:01 00:00:00"])
def test_day_that_no_camera_means_is_unknown(day):
    assert encode(upload(from_a_phone(day=day))).taken_on is None


def test_large_picture_is_scaled_and_small_one_is_left():
    large, small = encode(upload(drawn((4000, 3000)))), encode(upload(drawn((200, 100))))

    assert (large.width, large.height) == opened(large.picture).size == (SIDE, 1200)
    assert opened(large.thumbnail).size == (THUMBNAIL_SIDE, 240)
    assert (small.width, small.height) == opened(small.thumbnail).size == (200, 100)


@pytest.mark.parametrize(("orientation", "size", "corner"), [(1, (640, 480), (5, 5)), (6, (480, 640), (470, 5)), (8, (480, 640), (5, 630)), (3, (640, 480), (630, 470))])  # fmt: skip
def test_picture_stands_upright(orientation, size, corner):
    kept = opened(encode(upload(from_a_phone(orientation=orientation))).picture)

    assert kept.size == size
    assert min(kept.getpixel(corner)) > 240


@pytest.mark.parametrize(
    ("kind", "mode", "colour"),
    [("PNG", "RGBA", (0, 0, 0, 0)), ("PNG", "P", 3), ("PNG", "L", 90), ("PNG", "1", 1), ("WEBP", "RGBA", (9, 9, 9, 0)),
     ("JPEG", "CMYK", (0, 0, 0, 0)), ("PNG", "I;16", 900), ("PNG", "LA", (9, 0))],
)  # fmt: skip
def test_every_kind_becomes_a_plain_jpeg(kind, mode, colour):
    kept = opened(encode(upload(drawn((50, 40), kind=kind, mode=mode, colour=colour))).picture)

    assert (kept.format, kept.mode, kept.size) == ("JPEG", "RGB", (50, 40))
    if mode in {"RGBA", "LA"}:
        assert kept.getpixel((20, 20)) == (255, 255, 255)


def test_same_picture_has_the_same_digest_whatever_its_notes_say():
    digests = [encode(upload(content)).digest for content in (drawn(), from_a_phone(), drawn(colour="olive"))]

    assert digests[0] == digests[1] != digests[2]


@pytest.mark.parametrize("size", [(60_000, 60_000), (12_000, 12_000), (5_001, 5_000)])
def test_picture_of_too_many_pixels_is_refused_before_it_is_decoded(size):
    assert "像素" in refusal(png_of(*size)) or "过大" in refusal(png_of(*size))


def test_jpeg_of_endless_scans_is_refused():
    content = drawn(progressive=True)

    assert "结构异常" in refusal(content[:-2] + b"\xff\xda\x00\x02" * 200 + content[-2:])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "是空文件"),
        (b"GIF89a" + bytes(50), "请上传JPG、PNG 或 WebP"),
        (b"%PDF-1.7 not a photo", "请上传JPG、PNG 或 WebP"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "请上传JPG、PNG 或 WebP"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(50), "兼容性最佳"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "不完整、已损坏"),
    ],
)
def test_what_is_no_photo_is_refused_in_words(content, sentence):
    assert sentence in refusal(content, "photo.jpg")


def test_half_a_photo_is_refused():
    content = drawn((800, 600), colour="red")

    assert "不完整" in refusal(content[: len(content) // 2])


def test_file_that_is_too_large_is_refused_unread():
    file = upload(b"\xff\xd8\xff")
    file.size = MAX_BYTES + 1

    with pytest.raises(PictureRefused, match="超过12MB"):
        encode(file)


@given(st.data())
@effort(max_examples=60)
def test_damaged_file_is_made_or_refused_but_never_fails(data):
    content = bytearray(data.draw(st.sampled_from([from_a_phone(size=(64, 48)), drawn((40, 30), kind="PNG"), drawn((40, 30), kind="WEBP")])))  # fmt: skip
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(12, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        kept = encode(upload(bytes(content)))
    except PictureRefused:
        return
    assert opened(kept.picture).format == "JPEG"
