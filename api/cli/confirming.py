"""Asking before something that cannot be undone; where nobody can be asked, it is not done."""

from __future__ import annotations

import sys

from graph.errors import BadInput

_YES = {"yes", "y", "是"}


def confirm(question: str) -> None:
    """Ask, in a terminal, and go on only if the answer is yes.

    Raises:
        BadInput: It was not, or there is nobody to ask.
    """
    if not sys.stdin.isatty():
        raise BadInput("cli_confirm")
    print(question, end="", file=sys.stderr, flush=True)  # noqa: T201
    if sys.stdin.readline().strip().lower() not in _YES:
        raise BadInput("cli_confirm")
