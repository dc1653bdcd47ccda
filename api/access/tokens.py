"""Tokens: what a program shows instead of a password; each has an end, and is shown once."""

from __future__ import annotations

from api.access.account import Account
from api.access.file import AccessFile
from api.access.secret import TOKEN, digest_of, new_secret
from api.access.users import Tell, account_in, user_named
from graph.errors import BadInput

DAY = 86_400
#: No token is good for longer.
MOST_DAYS = 366


def new_token(file: AccessFile, name: str, days: int, tell: Tell) -> str:
    """Return a new token of somebody, good for some days; it can be read nowhere afterwards.

    Raises:
        NotFound: Nobody is called so.
        BadInput: They were shut out, or it would be good for too long.
    """
    if not 1 <= days <= MOST_DAYS:
        raise BadInput("token_days", found=days, most=MOST_DAYS)
    if user_named(file, name).ended is not None:
        raise BadInput("user_ended", name=name)
    token = new_secret(TOKEN)
    with file.writing() as write:
        write("DELETE FROM tokens WHERE until <= ?", file.now())
        values = (digest_of(token), name, file.now(), file.now() + days * DAY)
        write("INSERT INTO tokens (digest, name, since, until) VALUES (?, ?, ?, ?)", *values)
        tell(f"user token {name} --days {days}")
    return token


def account_by_token(file: AccessFile, token: str) -> Account | None:
    """Return whose token it is; None: nobody's, or one that is over."""
    row = file.row(
        "SELECT u.name, u.role, u.place, u.partner, u.seat FROM tokens t JOIN users u USING (name)"
        " WHERE t.digest = ? AND t.until > ? AND u.ended IS NULL",
        *(digest_of(token), file.now()),
    )
    return None if row is None else account_in(row)
