"""How the things and ties of a kind look in a picture; what a kind does not say, pictures choose."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """How things of a kind look.

    Attributes:
        fill: Background.
        line: Frame.
        shape: A shape of vis-network.
        radius: Of the corners of a box.
    """

    fill: str
    line: str
    shape: str = "box"
    radius: int = 2


@dataclass(frozen=True)
class Line:
    """How ties of a kind look.

    Attributes:
        line: Their colour.
        rank: Where there is room for one tie between two things, the one of the lowest rank is drawn.
        dashes: The lengths of dash and gap, if any.
        width: How thick they are.
    """

    line: str
    rank: int
    dashes: tuple[int, int] | None = None
    width: float = 1.2
