"""How kinds and ties look: a colour and a shape a kind, a colour and a line a tie."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class KindLook:
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
class TieLook:
    """How ties of a kind look: their colour, and the lengths of dash and gap, if any."""

    line: str
    dashes: tuple[int, int] | None = None
    width: float = 1.2


KINDS = {
    "place": KindLook("#e6eef6", "#3b5b7a"),
    "organisation": KindLook("#fce8e6", "#b3261e", "ellipse"),
    "post": KindLook("#e6f2e7", "#2e6b34", radius=14),
    "person": KindLook("#8a5a00", "#8a5a00", "dot"),
    "team": KindLook("#6b3fa0", "#6b3fa0", "hexagon"),
    "venue": KindLook("#00665c", "#00665c", "diamond"),
}
OTHER_KIND = KindLook("#455a64", "#455a64", "triangle")

TIES = {
    "part_of": TieLook("#8c96a0"),
    "reports_to": TieLook("#b3261e", width=2.0),
    "answers_for": TieLook("#3b5b7a", (7, 4)),
    "post_in": TieLook("#2e6b34", (2, 4)),
    "holds": TieLook("#8a5a00"),
    "serves": TieLook("#6b3fa0", (7, 4)),
    "checked_in": TieLook("#b3261e", (2, 4)),
    "located_at": TieLook("#00665c", (2, 4)),
}
OTHER_TIE = TieLook("#455a64", (7, 4))

#: Where one picture has room for one tie between two things, this one is drawn; the tooltip names all.
FIRST = tuple(TIES)


def kind_look(kind: str) -> KindLook:
    """Return how things of a kind look."""
    return KINDS.get(kind, OTHER_KIND)


def tie_look(tie: str) -> TieLook:
    """Return how ties of a kind look."""
    return TIES.get(tie, OTHER_TIE)


def first_of(kinds: list[str]) -> str:
    """Return which of several ties is drawn."""
    return min(kinds, key=lambda kind: (FIRST.index(kind) if kind in FIRST else len(FIRST), kind))
