"""Who is at work on this machine, or is said to be."""

from __future__ import annotations

from graph.errors import BadInput
from graph.identity import identity_in
from graph.values.controls import control_in
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
    if not said:
        return user()
    if (sign := control_in(said)) is not None:
        raise BadInput("step_control", option="by", found=sign)
    if (number := identity_in(said)) is not None:
        raise BadInput("step_identity", option="by", found=number)
    return said
