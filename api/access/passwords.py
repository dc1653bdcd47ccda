"""Passwords: kept as argon2id, judged by their length, checked few at a time.

What is spent on a wrong name is what is spent on a wrong password, so that the time tells no names apart.
"""

from __future__ import annotations

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

from api.errors import Busy
from graph.errors import BadInput

#: 19 MiB, two passes, one lane: OWASP's least for argon2id, some 20 ms here.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID)
LEAST, MOST = 10, 200
_AT_ONCE, _PATIENCE = 2, 2.0
_FREE = BoundedSemaphore(_AT_ONCE)
#: What a password is checked against where there is none: of the same cost, and of nothing that anybody knows.
_NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$GN5ET3Ks3UEZAx0eD62O3g$7Z+Zb0lnQphPaoidwNUr2NMg3/njaoYS+udQ+46pIGE"


def hashed(password: str, name: str = "") -> str:
    """Return what is kept of a password.

    Raises:
        BadInput: It is too short or too long, or it is the name, or one sign again and again.
    """
    if not LEAST <= len(password) <= MOST:
        raise BadInput("password_length", least=LEAST, most=MOST)
    if password.casefold() == name.casefold() or len(set(password)) == 1:
        raise BadInput("password_plain")
    return _HASHER.hash(password)


def matches(password: str, kept: str | None) -> bool:
    """Return whether a password is the one that is kept; where none is, it is not, and that takes as long.

    Raises:
        Busy: As many are being checked as may be, and stay so.
    """
    if not _FREE.acquire(timeout=_PATIENCE):
        raise Busy("http_busy_sign_in", limit=_AT_ONCE)
    try:
        _HASHER.verify(kept or _NOBODYS, password[: MOST + 1])
    except (VerificationError, InvalidHashError):
        return False
    finally:
        _FREE.release()
    return kept is not None
