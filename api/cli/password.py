"""A password, asked for without showing it; where nobody can be asked, the first line that comes in."""

from __future__ import annotations

import sys
from getpass import getpass

from graph.errors import BadInput
from graph.words import caption


def asked_password(name: str, lang: str) -> str:
    """Return the password of a user.

    Raises:
        BadInput: It was typed differently the second time.
    """
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass(caption("cli.user.password", lang, name=name))
    if getpass(caption("cli.user.again", lang)) != password:
        raise BadInput("password_twice")
    return password
