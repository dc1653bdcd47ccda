"""Signing in: the one way from a name and a password to a session; whatever is wrong, the answer is the same."""

from __future__ import annotations

from dataclasses import dataclass

from api.access.account import Account
from api.access.attempts import attempt, succeeded
from api.access.file import AccessFile
from api.access.passwords import matches
from api.access.sessions import new_session
from api.access.users import account_in
from api.errors import TooOften, WrongSignIn
from graph.viewing import Log

_USER = "SELECT name, role, place, partner, seat, password FROM users WHERE name = ? AND ended IS NULL"


@dataclass(frozen=True)
class Said:
    """What somebody sent to sign in.

    Attributes:
        name: As whom.
        password: With what.
        address: From where.
        before: The cookie that their browser had, which opens nothing afterwards.
    """

    name: str
    password: str
    address: str
    before: str | None = None


def sign_in(file: AccessFile, said: Said, log: Log) -> tuple[str, Account]:
    """Return the cookie of a new session, and whose it is (SEMANTICS V15).

    Raises:
        WrongSignIn: Nobody is called so, they were shut out or have no password, or it is another.
        TooOften: Too many attempts failed, of this name or from this address.
        NotLogged: It cannot be written down, so nobody comes in.
    """
    if wait := attempt(file, said.name, said.address):
        raise TooOften(seconds=wait)
    row = file.row(_USER, said.name)
    if not matches(said.password, row[-1] if row else None) or row is None:
        raise WrongSignIn
    log.told(said.name, "http", "sign in")
    succeeded(file, said.name, said.address)
    return new_session(file, said.name, said.before), account_in(row)
