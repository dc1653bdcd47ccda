"""Sessions: what a browser shows after somebody signed in; new at each signing in, over after a working day."""

from __future__ import annotations

from dataclasses import dataclass

from api.access.account import Account
from api.access.file import AccessFile
from api.access.secret import digest_of, new_secret
from api.access.users import account_in

#: Seconds until somebody signs in again, whatever they do.
LASTS = 12 * 3600
#: A session that begins later than this many seconds from now was made under a wrong clock, and is none.
_AHEAD = 300


@dataclass(frozen=True)
class Session:
    """Somebody who is signed in.

    Attributes:
        id: What is kept of the cookie; it opens nothing.
        account: Who they are.
        form_token: What every form of theirs carries, so that no page of another site can send one (SEMANTICS V14).
    """

    id: str
    account: Account
    form_token: str


def new_session(file: AccessFile, name: str, before: str | None = None) -> str:
    """Begin a session and return its cookie; the one that the browser had before is over."""
    cookie, now = new_secret(), file.now()
    with file.writing() as write:
        write("DELETE FROM sessions WHERE until <= ?", now)
        if before is not None:
            write("DELETE FROM sessions WHERE digest = ?", digest_of(before))
        values = (digest_of(cookie), name, now, now + LASTS, new_secret())
        write("INSERT INTO sessions (digest, name, since, until, form_token) VALUES (?, ?, ?, ?, ?)", *values)
    return cookie


def session_by_cookie(file: AccessFile, cookie: str) -> Session | None:
    """Return the session of a cookie; None: there is none, or it is over."""
    row = file.row(
        "SELECT u.name, u.role, u.place, u.partner, u.seat, s.digest, s.form_token"
        " FROM sessions s JOIN users u USING (name)"
        " WHERE s.digest = ? AND s.since <= ? AND s.until > ? AND u.ended IS NULL",
        *(digest_of(cookie), (now := file.now()) + _AHEAD, now),
    )
    return None if row is None else Session(row[5], account_in(row), row[6])


def end_session(file: AccessFile, id: str) -> None:
    """End a session: its cookie opens nothing any more."""
    with file.writing() as write:
        write("DELETE FROM sessions WHERE digest = ?", id)
