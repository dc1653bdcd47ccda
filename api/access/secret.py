"""Secrets in place of a password: random texts that nobody guesses, of which only the digest is kept."""

from __future__ import annotations

from hashlib import sha256
from secrets import token_urlsafe

_BYTES = 32
#: How a token begins, so that who finds one somewhere knows what it is of.
TOKEN = "linli_"  # noqa: S105 - what every token begins with


def new_secret(beginning: str = "") -> str:
    """Return a new one: 256 bits by chance."""
    return beginning + token_urlsafe(_BYTES)


def digest_of(secret: str) -> str:
    """Return what is kept of it. It needs no salt and no slowness, since it was made by chance and not by a person.

    Example:
        >>> digest_of("linli_x")[:8]
        '15baf8b1'
    """
    return sha256(secret.encode()).hexdigest()
