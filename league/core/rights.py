"""What each permission lets one do, in words: the page that explains rights and the matrix are made of it."""

from __future__ import annotations

from typing import NamedTuple

RIGHTS: dict[str, Right] = {}


class Right(NamedTuple):
    """A permission's sentence and the heading it stands under."""

    permission: str
    section: str
    sentence: str


def describe(section: str, sentences: dict[str, str]) -> None:
    """An app's permissions in Chinese, written beside its rules: ``describe("组织", {"organizations.move_organization":
    "划转团组织"})``."""
    for permission, sentence in sentences.items():
        if permission in RIGHTS:
            raise ValueError(f"described twice: {permission}")
        RIGHTS[permission] = Right(permission, section, sentence)
