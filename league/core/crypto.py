"""Personal values at rest: encrypted text with a keyed digest beside it.

A value is sealed with AES-256-GCM under a key derived from the first secret of ``FIELD_KEYS``; the other secrets only
open what was sealed earlier (see ``manage.py rotate_field_keys``). The seal covers the name of the field as well, so that
a ciphertext copied into another column does not open. Equal values are found by HMAC-SHA256 under a key of its own.
"""

from __future__ import annotations

import base64
import hmac
import os
from collections.abc import Callable
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models

MARK = "e1"
NONCE_BYTES = 12
HEAD_BYTES = 12  # the mark, eight digits of the key's name, two dots


class Unreadable(Exception):
    """A stored value that none of the keys opens, or that was sealed for another field."""


@lru_cache(maxsize=16)
def _derived(secret: str, purpose: str) -> bytes:
    """32 bytes for one purpose; the secret itself is used for nothing else."""
    return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(secret.encode())


def _secrets() -> list[str]:
    if not settings.FIELD_KEYS:
        raise ImproperlyConfigured("Set FIELD_KEYS: personal fields cannot be stored without a key.")
    return settings.FIELD_KEYS


def key_id(secret: str) -> str:
    """Eight hex digits that say which secret sealed a value, and nothing about the secret."""
    return _derived(secret, "league key id").hex()[:8]


def seal(value: str, context: str) -> str:
    """The value encrypted for the field named by `context`: ``e1.<key id>.<base64 of nonce, ciphertext and tag>``."""
    head, body = _sealed(value.encode(), context)
    return f"{head}{base64.urlsafe_b64encode(body).decode()}"


def seal_bytes(content: bytes, context: str) -> bytes:
    """A file's content encrypted; as `seal`, without base64."""
    head, body = _sealed(content, context)
    return head.encode() + body


def unseal(text: str, context: str) -> str:
    """The value behind `seal`; Unreadable when no key fits, the text was altered or belongs to another field."""
    head, _, body = text.rpartition(".")
    return _opened(f"{head}.", base64.urlsafe_b64decode(body), context).decode()


def unseal_bytes(content: bytes, context: str) -> bytes:
    """The content behind `seal_bytes`."""
    return _opened(content[:HEAD_BYTES].decode("latin-1"), content[HEAD_BYTES:], context)


def _head(secret: str) -> str:
    return f"{MARK}.{key_id(secret)}."


def _sealed(content: bytes, context: str) -> tuple[str, bytes]:
    secret = _secrets()[0]
    nonce = os.urandom(NONCE_BYTES)
    cipher = AESGCM(_derived(secret, "league field encryption"))
    return _head(secret), nonce + cipher.encrypt(nonce, content, context.encode())


def _opened(head: str, body: bytes, context: str) -> bytes:
    secret = next((secret for secret in _secrets() if _head(secret) == head), None)
    if secret is None:
        raise Unreadable(f"no key opens a value of {context}")
    cipher = AESGCM(_derived(secret, "league field encryption"))
    try:
        return cipher.decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], context.encode())
    except InvalidTag:
        raise Unreadable(f"a value of {context} was altered or sealed for another field") from None


def is_current(text: str) -> bool:
    """Whether a sealed text was sealed under the first key."""
    return text.startswith(_head(_secrets()[0]))


def keyed_hash(value: str, context: str) -> str:
    """64 hex digits by which equal values of one field are found; empty for an empty value."""
    return _hash(_secrets()[0], value, context) if value else ""


def keyed_hashes(value: str, context: str) -> list[str]:
    """The digest under every key still in use: while keys are being rotated, rows carry an older one."""
    return [_hash(secret, value, context) for secret in _secrets()] if value else []


def _hash(secret: str, value: str, context: str) -> str:
    key = _derived(secret, "league keyed hash")
    return hmac.digest(key, f"{context}:{value}".encode(), "sha256").hex()


class EncryptedField(models.TextField):
    """Text that is sealed in the database and clear in Python. It cannot be searched: keep a keyed hash beside it.

    `context` names what is sealed, is part of the seal and must never change; an empty text is stored empty. `mask` is
    how pages and logs show the value, `hash_field` names the field beside it that keeps its keyed hash.
    """

    def __init__(
        self, *args, context: str = "", mask: Callable[[str], str] | None = None, hash_field: str = "", **kwargs
    ):
        self.context, self.mask, self.hash_field = context, mask, hash_field
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        """Mask and hash are no matter of the table."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"context": self.context}

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return seal(value, self.context) if value else value

    def from_db_value(self, value, expression, connection):
        return unseal(value, self.context) if value else value

    def get_lookup(self, lookup_name):
        """Two seals of one value differ, so that every comparison but with nothing would silently find nothing."""
        if lookup_name != "isnull":
            raise TypeError(f"an encrypted field has no lookup {lookup_name}: compare its keyed hash")
        return super().get_lookup(lookup_name)

    def masked(self, value: str) -> str:
        """The value as it may be shown; stars alone where nobody said more."""
        return (self.mask or (lambda text: "*" * len(text)))(value) if value else ""
