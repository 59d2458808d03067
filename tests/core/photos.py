"""Pictures for tests, drawn on the spot."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

GPS, DETAILS, TAKEN_ORIGINALLY, ORIENTATION, MAKE = 0x8825, 0x8769, 0x9003, 0x0112, 0x010F


def drawn(size=(640, 480), *, colour="teal", kind="JPEG", mode="RGB", **options) -> bytes:
    """A picture of one colour with a white corner, so that one sees how it was turned."""
    image = Image.new(mode, size, colour)
    if mode == "RGB":
        image.paste("white", (0, 0, size[0] // 4, size[1] // 4))
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def from_a_phone(*, day="2023:05:04 09:30:00", orientation=1, **options) -> bytes:
    """A JPEG with the notes that a phone writes into it: the place, the day, the device."""
    notes = Image.Exif()
    notes[MAKE], notes[ORIENTATION] = "SecretPhone", orientation
    notes.get_ifd(DETAILS)[TAKEN_ORIGINALLY] = day
    notes.get_ifd(GPS).update({1: "N", 2: (26.0, 58.0, 11.0), 3: "E", 4: (112.0, 22.0, 7.0)})
    return drawn(exif=notes, comment=b"secret comment", **options)


def upload(content: bytes | None = None, name="现场.jpg") -> SimpleUploadedFile:
    """The file as a browser sends it."""
    return SimpleUploadedFile(name, content if content is not None else drawn(), content_type="image/jpeg")
