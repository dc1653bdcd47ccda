"""Users as a document and as words; nothing that opens anything is in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

from api.rendering.text import SCHEMA


class Kept(Protocol):
    """A user, as `api.access` keeps one."""

    account: Any
    since: int
    ended: int | None
    password: bool
    tokens: int


def state_of(user: Kept) -> str:
    """Return whether somebody may sign in: a code, ``user.…``."""
    if user.ended is not None:
        return "ended"
    return "good" if user.password else "no_password"


def users_document(users: Sequence[Kept]) -> dict[str, Any]:
    """Return users as a document."""
    return {"schema": SCHEMA, "rows": [_row(one) for one in users]}


def _row(user: Kept) -> dict[str, Any]:
    account = user.account
    return {
        "name": account.name,
        "role": account.role.value,
        "place": account.place,
        "partner": account.partner,
        "seat": account.seat,
        "state": state_of(user),
        "since": _said(user.since),
        "ended": _said(user.ended),
        "tokens": user.tokens,
    }


def _said(at: int | None) -> str | None:
    return None if at is None else datetime.fromtimestamp(at, UTC).isoformat()
