"""What each role may do over HTTP, as a table: the first line that fits a request decides (SEMANTICS V13)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from api.access.account import Account, Role

READING = frozenset({"GET", "HEAD", "OPTIONS"})
_ALL = frozenset(Role)
_WRITERS = frozenset(role for role in Role if role.writes)
_ADMIN = frozenset({Role.ADMIN})
#: Who sees what is internal, and so may look for people by name.
_OFFICE = frozenset(Role) - {Role.READER}


@dataclass(frozen=True)
class Line:
    """One line of the table.

    Attributes:
        address: What the path of the request begins with, as a pattern.
        roles: Who of the office may.
        partners: Whether somebody of a partner may, whatever their role.
        reading: Whether it is about requests that read, or those that write; None = both.
        whole: Whether only who is bound to no place may, since what is told there is of everything.
    """

    address: str
    roles: frozenset[Role]
    partners: bool
    reading: bool | None = None
    whole: bool = False

    def fits(self, path: str, *, reading: bool) -> bool:
        """Return whether the line is about a request."""
        return self.reading in (None, reading) and re.match(self.address, path) is not None


#: Who may come without signing in: to sign in, to see that the service is there, and what the page for that looks like.
OPEN = (r"/login\Z", r"/v1/healthz\Z", r"/assets/")
LINES: Sequence[Line] = (
    Line(r"/logout\Z", _ALL, partners=True),
    Line(r"/(v1/)?(log|users|forget)(/|\Z)", _ADMIN, partners=False, whole=True),
    Line(r"/v1/doctor\Z", _ADMIN, partners=False, whole=True),
    Line(r"/v1/metrics\Z", _ALL, partners=False, whole=True),  # how much everybody asks and writes
    Line(r"/plans(/|\Z)", _OFFICE, partners=False, reading=True),
    Line(r"/v1/plans/(look|compare)\Z", _OFFICE, partners=False),  # nothing is written, whatever is sent
    Line(r"/plans(/[\w-]+/discard)?\Z", _OFFICE, partners=False, reading=False),  # as above: a file is kept
    Line(r"/partner(/|\Z)", _WRITERS, partners=True, reading=False),
    Line(r"/v1/lists/partners/", _ALL, partners=True, reading=True),
    Line(r"/v1/", _ALL, partners=False, reading=True),  # it calls needs by their ids, which a partner's page never does
    Line(r"/", _ALL, partners=True, reading=True),
    Line(r"/", _WRITERS, partners=False, reading=False),
)


def is_open(path: str) -> bool:
    """Return whether an address is for everybody.

    Example:
        >>> is_open("/login"), is_open("/loginx"), is_open("/v1/coverage")
        (True, False, False)
    """
    return any(re.match(one, path) for one in OPEN)


def may(account: Account, method: str, path: str) -> bool:
    """Return whether an account may make a request.

    Example:
        >>> may(Account("a", Role.PLANNER), "GET", "/v1/coverage"), may(Account("a", Role.PLANNER), "POST", "/v1/needs")
        (True, False)
    """
    line = next(one for one in LINES if one.fits(path, reading=method in READING))
    if line.whole and account.place is not None:
        return False
    return account.role in line.roles if account.partner is None else line.partners
