"""Who is at work on this machine."""

from __future__ import annotations

import getpass


def user() -> str:
    """Return who is logged in; empty where nobody can tell."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
