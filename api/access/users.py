"""Users: added, bound to a place or a partner, shut out, and never deleted, since the log names them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import name as character

from api.access.account import Account, Role
from api.access.file import AccessFile
from api.access.lookalikes import as_seen, is_disguised
from api.access.passwords import hashed
from graph.errors import BadInput, NotFound
from graph.identity import identity_in

#: The names that a user may have: letters of any script, digits and `.`, `-`, `_` between them.
_NAME = re.compile(r"\w(?:[\w.-]{0,62}\w)?")
_ALIKE = frozenset({"LATIN", "GREEK", "CYRILLIC"})
_ALL = "SELECT name, role, place, partner, seat, since, ended, password IS NOT NULL FROM users"
_BY_NAME, _IN_ORDER = f"{_ALL} WHERE name = ?", f"{_ALL} ORDER BY name"
_TOKENS = "SELECT count(*) FROM tokens WHERE name = ? AND until > ?"


#: Writes down what is being done, before it is kept (SEMANTICS V16); what cannot be written down is not kept.
Tell = Callable[[str], None]


@dataclass(frozen=True)
class User:
    """Somebody who may sign in.

    Attributes:
        account: Who they are to the service.
        since: The second in which they were added.
        ended: The second in which they were shut out; None = they may come in.
        password: Whether they have one; else they come by tokens alone.
        tokens: How many tokens of theirs are good now.
    """

    account: Account
    since: int
    ended: int | None
    password: bool
    tokens: int = 0


def has_users(file: AccessFile) -> bool:
    """Return whether anybody was ever added: from then on nobody comes in without signing in."""
    return file.row("SELECT 1 FROM users") is not None


def users(file: AccessFile) -> Sequence[User]:
    """Return all, by name, those who were shut out too."""
    return [_user(file, row) for row in file.rows(_IN_ORDER)]


def user_named(file: AccessFile, name: str) -> User:
    """Return one.

    Raises:
        NotFound: Nobody is called so.
    """
    row = file.row(_BY_NAME, name)
    if row is None:
        raise NotFound("no_such_user", ref=name, candidates="")
    return _user(file, row)


def add_user(file: AccessFile, account: Account, password: str | None, tell: Tell) -> User:
    """Add somebody.

    Args:
        file: Where users are kept.
        account: Who they are.
        password: What they sign in with; None = they come by tokens alone.
        tell: Writes it down.

    Raises:
        BadInput: The name cannot be one, is taken, or the password will not do; or it is a partner who would write
            for the office (SEMANTICS V13).
    """
    name = account.name
    check_name(name)
    if account.partner is not None and account.role is not Role.READER:
        raise BadInput("user_partner_role")
    kept = None if password is None else hashed(password, name)
    with file.writing() as write:
        if any(as_seen(name) == as_seen(known) for (known,) in file.rows("SELECT name FROM users")):
            raise BadInput("user_taken", name=name)
        write(
            "INSERT INTO users (name, role, place, partner, seat, password, since) VALUES (?, ?, ?, ?, ?, ?, ?)",
            *(name, account.role.value, account.place, account.partner, account.seat, kept, file.now()),
        )
        tell(f"user add {name} --role {account.role.value}")
    return user_named(file, name)


def check_name(name: str) -> None:
    """Refuse what nobody can be called.

    Raises:
        BadInput: It has other signs in it, Latin letters beside Greek or Cyrillic ones that look the same, or only
            such; it is too long, or an identity number.

    Example:
        >>> check_name("王一"), check_name("planner-2")
        (None, None)
    """
    odd = len(_alike(name)) > 1 or is_disguised(name)
    if not _NAME.fullmatch(name) or identity_in(name) is not None or odd:
        raise BadInput("user_name", found=name)


def _alike(name: str) -> set[str]:
    """Return in which of the scripts whose letters look the same a name is written."""
    return {script for sign in name if (script := character(sign, "").partition(" ")[0]) in _ALIKE}


def change_password(file: AccessFile, name: str, password: str, tell: Tell) -> None:
    """Give somebody another password; whoever is signed in as them is signed out, and their tokens end.

    Raises:
        NotFound: Nobody is called so.
        BadInput: It will not do, or they were shut out.
    """
    if user_named(file, name).ended is not None:
        raise BadInput("user_ended", name=name)
    kept = hashed(password, name)
    with file.writing() as write:
        write("UPDATE users SET password = ? WHERE name = ?", kept, name)
        write("DELETE FROM sessions WHERE name = ?", name)
        write("DELETE FROM tokens WHERE name = ?", name)
        tell(f"user passwd {name}")


def revoke(file: AccessFile, name: str, tell: Tell) -> int:
    """Shut somebody out: no session, token or password of theirs is good from now on. Return how many ended.

    Raises:
        NotFound: Nobody is called so.
    """
    user_named(file, name)
    with file.writing() as write:
        write("UPDATE users SET ended = coalesce(ended, ?), password = NULL WHERE name = ?", file.now(), name)
        over = write("DELETE FROM sessions WHERE name = ?", name) + write("DELETE FROM tokens WHERE name = ?", name)
        tell(f"user revoke {name}")
    return over


def account_in(row: Sequence[Any]) -> Account:
    """Return the account in the first columns of a row: name, role, place, partner, seat."""
    name, role, place, partner, seat, *_ = row
    return Account(name, Role(role), place, partner, seat)


def _user(file: AccessFile, row: Sequence[Any]) -> User:
    since, ended, password = row[5:]
    counted = file.row(_TOKENS, row[0], file.now()) or (0,)
    return User(account_in(row), since, ended, bool(password), counted[0])
