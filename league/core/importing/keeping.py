"""Workbooks, previews and journals at rest: sealed, since any of them may hold personal values."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.base import ContentFile

from league.core import crypto
from league.core.crypto import HEAD_BYTES, seal_bytes, unseal_bytes

SEAL = "import.file"
DESCRIPTORS = Path("/dev/fd")


def keep(field_file, name: str, content: bytes) -> None:
    """Store the content sealed; the row is saved by the caller."""
    field_file.save(name, ContentFile(seal_bytes(content, SEAL)), save=False)


def kept(field_file) -> bytes:
    """The content as it was."""
    with field_file.open("rb") as file:
        return unseal_bytes(file.read(), SEAL)


def is_current(field_file) -> bool:
    """Whether the content is sealed under the first key."""
    with field_file.open("rb") as file:
        return crypto.is_current(file.read(HEAD_BYTES).decode("latin-1"))


@contextmanager
def opened(field_file) -> Iterator[Path]:
    """A path at which the content can be read while the block runs, by this process and by a child that is handed the
    descriptor: the file behind it has no name and is gone with the block."""
    with tempfile.TemporaryFile() as file:
        file.write(kept(field_file))
        file.flush()
        yield DESCRIPTORS / str(file.fileno())


def descriptors(path: Path) -> tuple[int, ...]:
    """What a child that is to read the path has to inherit."""
    return (int(path.name),) if path.parent == DESCRIPTORS else ()
