"""Who is at work on this machine, or is said to be."""

from __future__ import annotations

from graph.steps.texts import checked
from graph.viewing import user

__all__ = ["by_whom", "user"]


def by_whom(said: str | None) -> str:
    """Return who is at work: who is said to be, else who is logged in; it is written down and told to everybody.

    Raises:
        BadInput: What is said steers a terminal, or holds an identity number (SEMANTICS V7).

    Example:
        >>> by_whom("演示统筹员")
        '演示统筹员'
    """
    return checked("by", said) or user()
