"""What people without an account are given instead of one: secret links, codes to be read out, keys of forms."""

from __future__ import annotations

import hashlib
import secrets

from django.core.signing import BadSignature, TimestampSigner

# Without the letters and digits that are taken for each other.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
TOKEN_BYTES = 16
# Seconds after which a form that was left open gets a fresh key.
KEY_AGE = 24 * 3600


def new_token() -> str:
    """128 random bits for somebody's own link."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_digest(token: str) -> str:
    """What is stored of a link: whoever reads the database cannot follow it."""
    return hashlib.sha256(token.encode()).hexdigest()


def random_code(length: int) -> str:
    """Letters and digits that can be read out over the telephone."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


class FormKeys:
    """The secret of a link, carried signed by the form from its first display on, so that a post sent twice is one."""

    def __init__(self, salt: str):
        self.signer = TimestampSigner(salt=salt)

    def new(self) -> str:
        """For a form that is shown."""
        return self.signer.sign(new_token())

    def read(self, text: str) -> str | None:
        """The secret that the page was given; None when it is not one of ours, or too old."""
        try:
            return self.signer.unsign(text, max_age=KEY_AGE)
        except BadSignature:
            return None
